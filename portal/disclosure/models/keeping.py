"""How long the names of each kind of incident are kept, and which incidents are held."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.disclosure.rules import Ground
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import Kind
from portal.school.models import Person


class RegisterTerm(Base):
    """From `set_at` on, names of incidents of this kind are kept so many months, on this ground; the newest counts."""

    __tablename__ = "register_term"
    __table_args__ = (Index("ix_register_term_kind", "kind", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    months: Mapped[int]
    ground: Mapped[str]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    set_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class IncidentHold(Base):
    """Nothing of this incident is destroyed until the hold is lifted. Why stands in the register's entry.

    `reminded_on` is the review day about which the school leader was told.
    """

    __tablename__ = "incident_hold"
    __table_args__ = (
        Index("ix_incident_hold_one", "incident_id", unique=True, sqlite_where=text("lifted_at IS NULL"),
              postgresql_where=text("lifted_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    ground: Mapped[Ground]
    review_on: Mapped[date]
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    placed_at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    reminded_on: Mapped[date | None]
    incident: Mapped[Incident] = relationship(lazy="joined", innerjoin=True)
    entry: Mapped[RegisterEntry] = relationship()
    placed_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[placed_by_id])
