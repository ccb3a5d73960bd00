"""Rosters that the office brings in, from preview to undo; and the question who of the missing has left."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person, Pupil
from portal.vault import EncryptedJson


class Step(StrEnum):
    """Where an import stands. Stale: the school changed after the preview was made, so it is made anew."""

    PLANNING = "planning"
    READY = "ready"
    STALE = "stale"
    REFUSED = "refused"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"


class RosterImport(Base):
    """One roster of the office, sealed as a whole; the file itself is never kept.

    `plan` is what it would change, or what it changed. `done` are the deeds as they were done, by which they are
    undone. `task_id` is the work that is under way, or was last.
    """

    __tablename__ = "roster_import"
    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[Step] = mapped_column(default=Step.PLANNING)
    format: Mapped[str]
    year: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    task_id: Mapped[int | None]
    refusal: Mapped[dict | None] = mapped_column(EncryptedJson("roster_import.refusal"), deferred=True)
    roster: Mapped[dict | None] = mapped_column(EncryptedJson("roster_import.roster"), deferred=True)
    plan: Mapped[dict | None] = mapped_column(EncryptedJson("roster_import.plan"), deferred=True)
    done: Mapped[list | None] = mapped_column(EncryptedJson("roster_import.done"), deferred=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_under_way(self) -> bool:
        return self.step in (Step.PLANNING, Step.APPLYING)


class Answer(StrEnum):
    """What the office answered about somebody who is missing from a roster."""

    OPEN = "open"
    LEFT = "left"
    HERE = "here"


class LeftQuestion(Base):
    """Whether a pupil, or a member of staff, has left: asked once about each, and anew when missing again.

    `before` is what answering changed, so that it can be undone.
    """

    __tablename__ = "left_question"
    __table_args__ = (CheckConstraint("(pupil_id IS NULL) <> (person_id IS NULL)", name="about_one"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    answer: Mapped[Answer] = mapped_column(default=Answer.OPEN, index=True)
    asked_from: Mapped[date]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    before: Mapped[dict | None] = mapped_column(EncryptedJson("left_question.before"), deferred=True)
    pupil: Mapped[Pupil | None] = relationship(foreign_keys=[pupil_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
