"""Measures after an incident. Whatever names somebody is sealed with the incident's key; the rest is plain."""

import json
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.incidents.models import Incident
from portal.measures.rules import OBJECTION_TERM as TERM
from portal.measures.rules import OPEN, Delivered, Due, Kind, Plan, State, Verdict, Watched
from portal.norms.models import NormLine
from portal.school.models import Person


class Measure(Base):
    """One measure. `hearing_on` is the day planned or held; `heard_on` when it surely was.

    `tell_on` is the next day on which somebody hears of a day that is near. `at_desk`: the front desk may say that
    something is in force. `replaces_id`: the measure that this one goes on from.
    """

    __tablename__ = "measure"
    __table_args__ = (
        Index("ix_measure_tell_on", "tell_on"),
        Index("ix_measure_open", "state", "ends_on"),
        # Of one measure there is one follower at a time.
        Index("uq_measure_follower", "replaces_id", unique=True, sqlite_where=text("state <> 'dropped'"),
              postgresql_where=text("state <> 'dropped'")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    kind: Mapped[Kind]
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    against_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    language: Mapped[str | None]
    norm_line_id: Mapped[int | None] = mapped_column(ForeignKey("norm_line.id"))
    warned_on: Mapped[date | None]
    hearing_on: Mapped[date | None]
    heard_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    review_on: Mapped[date | None]
    reviewed_on: Mapped[date | None]
    talk_on: Mapped[date | None]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    delivered_how: Mapped[Delivered | None]
    delivered_on: Mapped[date | None]
    delivered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    objected_on: Mapped[date | None]
    verdict: Mapped[Verdict | None]
    verdict_on: Mapped[date | None]
    at_desk: Mapped[bool] = mapped_column(default=False)
    tell_on: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))
    incident: Mapped[Incident] = relationship(lazy="joined", innerjoin=True)
    norm_line: Mapped[NormLine | None] = relationship()
    against: Mapped[Person | None] = relationship(foreign_keys=[against_id])
    contact: Mapped[Person | None] = relationship(foreign_keys=[contact_id])
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    delivered_by: Mapped[Person | None] = relationship(foreign_keys=[delivered_by_id])

    @property
    def words(self) -> dict[str, str]:
        """What was written about it; empty when the incident's key was discarded."""
        key = self.incident.identity_key
        return json.loads(key.ring.open(bytes(self.sealed), self.place)) if self.sealed and key else {}

    @property
    def place(self) -> str:
        """What ties the sealed words to this measure."""
        return f"measure:{self.id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_urgent(self) -> bool:
        return bool(self.words.get("urgent", "").strip())

    @property
    def plan(self) -> Plan:
        """What the rule about what is lacking looks at."""
        words = self.words
        typed = {
            name: words.get(name, "") for name in ("against", "reasons", "urgent", "route", "children", "evenings")
        }
        return Plan(
            **typed, norm=self.norm_line_id is not None, contact=self.contact_id is not None, warned_on=self.warned_on,
            hearing_on=self.hearing_on, starts_on=self.starts_on, ends_on=self.ends_on, review_on=self.review_on,
            talk_on=self.talk_on,
        )  # fmt: skip

    @property
    def watched(self) -> list[Watched]:
        """What still has its day, the first one first."""
        days = [(Due.OBJECTION, self.objected_on + TERM if self.objected_on and not self.verdict else None)]
        if self.state is State.ACTIVE:
            days += [
                (Due.HEARING, None if self.heard_on else self.hearing_on), (Due.TALK, self.talk_on),
                (Due.REVIEW, None if self.reviewed_on else self.review_on), (Due.END, self.ends_on),
            ]  # fmt: skip
        return sorted((Watched(due, day) for due, day in days if day), key=lambda each: (each.day, each.due))
