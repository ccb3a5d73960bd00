"""Who was told of a round, so that nobody is twice."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.conversations.rules import Stage
from portal.db import Base


class RoundTold(Base):
    """That everybody of a class whom a stage of its round concerns was told of it, once."""

    __tablename__ = "round_told"
    __table_args__ = (UniqueConstraint("row_id", "stage"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("round_class.id", ondelete="CASCADE"))
    stage: Mapped[Stage]
    at: Mapped[datetime]


class FirstTold(Base):
    """That a guardian whose family chooses first was told so, once: at the opening they are not told again."""

    __tablename__ = "first_told"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
