"""Calls for help, each with a copy of the chain it was raised with."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.help_calls.rules import Answer, CallKind, Ending, Level, Part, Services, State
from portal.school.models import Person, Place


class HelpCall(Base):
    """One call for help. `position` is the step that was told last; `climbs_at` is when the next one is.

    `looked_at` is when that was decided: ahead of now means that the clock was set back.
    """

    __tablename__ = "help_call"
    __table_args__ = (
        Index("ix_help_call_one_open", "place_id", unique=True, sqlite_where=text("closed_at IS NULL"),
              postgresql_where=text("closed_at IS NULL")),
        Index("ix_help_call_climbs_at", "climbs_at", sqlite_where=text("closed_at IS NULL"),
              postgresql_where=text("closed_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    level: Mapped[Level] = mapped_column(default=Level.EMERGENCY)
    is_quiet: Mapped[bool]
    is_drill: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[CallKind | None]
    state: Mapped[State] = mapped_column(default=State.RAISED)
    raised_at: Mapped[datetime] = mapped_column(index=True)
    # How long the press waited at the kiosk for a connection.
    waited_seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    position: Mapped[int] = mapped_column(default=0)
    climbs_at: Mapped[datetime]
    looked_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ending: Mapped[Ending | None]
    all_safe: Mapped[bool | None]
    children_looked_after: Mapped[bool | None]
    services: Mapped[Services | None]
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)
    closed_by: Mapped[Person | None] = relationship()
    responders: Mapped[list["CalledResponder"]] = relationship(
        order_by="CalledResponder.position, CalledResponder.id", lazy="selectin"
    )
    events: Mapped[list["CallEvent"]] = relationship(order_by="CallEvent.at, CallEvent.id")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def waited(self) -> timedelta:
        return timedelta(seconds=self.waited_seconds)

    @property
    def called_ids(self) -> set[int]:
        """Who was told so far: the people for whom this call exists."""
        return {row.person_id for row in self.responders if row.told_at is not None}


class CalledResponder(Base):
    """The copy of a chain's responder in one call, with what they answered.

    `needed`: how many of this step must come. `channels`: those of the step, by commas; empty means all.
    """

    __tablename__ = "called_responder"
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("help_call.id"), index=True)
    position: Mapped[int]
    wait_seconds: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[Part]
    needed: Mapped[int] = mapped_column(default=1)
    channels: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    answer: Mapped[Answer | None]
    answered_at: Mapped[datetime | None]
    there_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    call: Mapped[HelpCall] = relationship(viewonly=True)

    @property
    def helps(self) -> bool:
        """Whether this colleague is there, or says to be coming."""
        return self.there_at is not None or self.answer is Answer.COMING


class CallEvent(Base):
    """The timeline of a call; only added.

    `what` is raised, told, seen, coming, cannot, there, part, kind, more, unanswered, expired (said to come and is
    not there), cancelled or stood-down.
    """

    __tablename__ = "call_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("help_call.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person: Mapped[Person | None] = relationship(lazy="joined")
