"""Links with which somebody without an account reads the figures of one school year, small numbers hidden."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class FiguresLink(Base):
    """One link: the year by its first day, and the last day that it counts, which does not move with the calendar."""

    __tablename__ = "figures_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    first: Mapped[date]
    until: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
