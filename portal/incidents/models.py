"""Incidents and what was added to them later; the facts are encrypted and never overwritten."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.help_calls.models import HelpCall
from portal.incidents.rules import Kind, Police
from portal.school.models import Person, Place
from portal.vault import EncryptedJson, EncryptedText


class Incident(Base):
    """One incident. A draft waits for its facts: it comes from a help call, or was logged in haste at the front desk.

    `roles` are words of rules.Role. `key` is that of the screen that sent it: the same sending is the same incident.
    Not confirmed: it waited without a network, and the PIN that came with it was not that of the reporter.
    """

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
    roles: Mapped[list | None] = mapped_column(EncryptedJson("incident.roles"))
    somebody_hurt: Mapped[bool | None]
    children_saw: Mapped[bool | None]
    police: Mapped[Police | None]
    key: Mapped[str | None] = mapped_column(unique=True)
    is_confirmed: Mapped[bool] = mapped_column(default=True)
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
