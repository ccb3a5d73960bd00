"""Incidents and who was there; of the facts only what names nobody, the words stand in the register's entries."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.help_calls.models import HelpCall
from portal.incidents.models.register import RegisterEntry, RegisterKey
from portal.incidents.rules import WRITTEN, Kind, Means, Part, Police, Subject, What
from portal.school.models import Person, Place, SchoolClass
from portal.vault import EncryptedJson


class Incident(Base):
    """One incident. A draft waits for its facts: it comes from a help call, or was logged in haste at the front desk.

    `roles` are words of rules.Role, `forms` of rules.Manner; `seriousness` is 1 (least) to 4. `norm_line_key` is the
    line of the norm that was crossed; its text as it stood is in the entry. `must_report`: by the rule of that day.

    `key` is that of the screen that sent it: the same sending is the same incident.
    Not confirmed: it waited without a network, and the PIN that came with it was not that of the reporter.
    `destroyed_at`: its names and words were kept long enough; from then on nothing is written about it any more.
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
    roles: Mapped[list | None] = mapped_column(EncryptedJson("incident.roles"))
    somebody_hurt: Mapped[bool | None]
    children_saw: Mapped[bool | None]
    police: Mapped[Police | None]
    forms: Mapped[list] = mapped_column(JSON, default=list)
    seriousness: Mapped[int | None]
    means: Mapped[Means | None]
    subject: Mapped[Subject | None]
    damage: Mapped[bool | None]
    language_barrier: Mapped[bool | None]
    interpreter: Mapped[bool | None]
    norm_line_key: Mapped[str | None]
    must_report: Mapped[bool] = mapped_column(default=False)
    key: Mapped[str | None] = mapped_column(unique=True)
    is_confirmed: Mapped[bool] = mapped_column(default=True)
    closed_at: Mapped[datetime | None]
    help_call_id: Mapped[int | None] = mapped_column(ForeignKey("help_call.id"), unique=True)
    destroyed_at: Mapped[datetime | None]
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)
    reporter: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    help_call: Mapped[HelpCall | None] = relationship()
    entries: Mapped[list["RegisterEntry"]] = relationship(order_by="RegisterEntry.number", back_populates="incident")
    colleagues: Mapped[list["InvolvedColleague"]] = relationship(viewonly=True, order_by="InvolvedColleague.id")
    identity_key: Mapped["RegisterKey | None"] = relationship()

    @property
    def words(self) -> dict[str, str]:
        """Who was involved and what happened, as last written down; empty without it, or when it was destroyed."""
        written = [entry for entry in self.entries if entry.what in WRITTEN]
        return written[-1].words if written else {}

    @property
    def additions(self) -> list["RegisterEntry"]:
        """What somebody added later; it stands beside the facts and changes nothing of them."""
        return [entry for entry in self.entries if entry.what is What.ADDED]


class InvolvedColleague(Base):
    """A colleague who was there, and as what. Taken back: it turned out not to be so."""

    __tablename__ = "incident_colleague"
    __table_args__ = (UniqueConstraint("incident_id", "person_id", "part"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[Part]
    named_at: Mapped[datetime]
    named_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taken_back_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])


class ClassThatSaw(Base):
    """A class of which children saw it."""

    __tablename__ = "incident_class"
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)
