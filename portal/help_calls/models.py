"""Calls for help, each with a copy of the chain it was raised with."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.help_calls.rules import Answer, Ending, Part, State
from portal.school.models import Person, Place


class HelpCall(Base):
    """One call for help. `position` is the step that was told last; `climbs_at` is when the next one is."""

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
    is_quiet: Mapped[bool]
    state: Mapped[State] = mapped_column(default=State.RAISED)
    raised_at: Mapped[datetime] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)
    climbs_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ending: Mapped[Ending | None]
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
    def called_ids(self) -> set[int]:
        """Who was told so far: the people for whom this call exists."""
        return {row.person_id for row in self.responders if row.told_at is not None}


class CalledResponder(Base):
    """The copy of a chain's responder in one call, with what they answered."""

    __tablename__ = "called_responder"
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("help_call.id"), index=True)
    position: Mapped[int]
    wait_seconds: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[Part]
    told_at: Mapped[datetime | None]
    answer: Mapped[Answer | None]
    answered_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class CallEvent(Base):
    """The timeline of a call: `what` is raised, told, coming, cannot, more, unanswered or stood-down; only added."""

    __tablename__ = "call_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("help_call.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person: Mapped[Person | None] = relationship(lazy="joined")
