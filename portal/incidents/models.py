"""Incidents and what was added to them later; the facts are encrypted and never overwritten."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.help_calls.models import HelpCall
from portal.incidents.rules import Kind
from portal.school.models import Person, Place
from portal.vault import EncryptedText


class Incident(Base):
    """One incident. A draft comes from a help call and waits for its facts; `kind` is None until then."""

    __tablename__ = "incident"
    __table_args__ = (Index("ix_incident_happened_at", "is_draft", "happened_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind | None]
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    happened_at: Mapped[datetime]
    logged_at: Mapped[datetime]
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    is_draft: Mapped[bool] = mapped_column(default=False)
    involved: Mapped[str] = mapped_column(EncryptedText("incident.involved"), default="")
    what_happened: Mapped[str] = mapped_column(EncryptedText("incident.what_happened"), default="")
    injuries: Mapped[str] = mapped_column(EncryptedText("incident.injuries"), default="")
    measures_taken: Mapped[str] = mapped_column(EncryptedText("incident.measures_taken"), default="")
    help_call_id: Mapped[int | None] = mapped_column(ForeignKey("help_call.id"), unique=True)
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)
    reporter: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    help_call: Mapped[HelpCall | None] = relationship()
    additions: Mapped[list["Addition"]] = relationship(order_by="Addition.added_at, Addition.id")


class Addition(Base):
    """What somebody added or corrected later; it stands beside the facts and changes nothing of them."""

    __tablename__ = "incident_addition"
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(EncryptedText("incident_addition.text"))
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
