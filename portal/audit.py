"""Who saw or did what about whom: rows that are only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, event, insert, select, update
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from portal import db as database
from portal.db import Base, db
from portal.deeds import OTHERWISE, SENTENCES
from portal.vault import EncryptedJson

if TYPE_CHECKING:
    from portal.school.models import Person

# What happened for safety concerns no family in this log, whoever was involved; the register has rules of its own.
SAFETY = frozenset({
    "incident", "register_entry", "seriousness_example", "reporting_rule", "evidence", "register_term",
    "incident_hold", "access_request", "measure",
    "aftercare", "aftercare_added_step", "help_call", "called_responder",
    "call_event", "chain", "duty", "help_group",
    "duty_exception", "substitute", "school_holiday", "recovery_case", "recovery_consent", "recovery_talk",
    "recovery_card", "recovery_agreement", "recovery_terms", "evaluation", "evaluation_task",
})  # fmt: skip

# Decided about one guardian, though written with the child: only that guardian sees it, written with themselves.
ABOUT_ONE_GUARDIAN = frozenset({"guardian added", "guardian changed", "guardian removed", "guardian brought back"})


class OnlyAdded(Exception):
    """A deed cannot be changed or deleted: only erasing and the term do, and they say so."""


class Audit(Base):
    """One deed: `did` is a verb of the code ("news.post"), `kind` and `about` name the thing.

    `detail` says what changed, when the deed is about a person: {"first_name": [old, new], …} in plain JSON.

    `pupil_id`, `household_id` and `subject_id` (a person) say whom the thing concerned when it was done. They are
    plain numbers: a deed outlives what it was done to.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_about", "kind", "about", "at"),
        Index("ix_audit_pupil", "pupil_id", "id"),
        Index("ix_audit_household", "household_id", "id"),
        Index("ix_audit_subject", "subject_id", "id"),
        Index("ix_audit_at", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    did: Mapped[str]
    kind: Mapped[str]
    about: Mapped[int]
    detail: Mapped[dict | None] = mapped_column(EncryptedJson("audit.detail"), deferred=True)
    pupil_id: Mapped[int | None]
    household_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    person: Mapped["Person | None"] = relationship()

    @property
    def sentence(self) -> str:
        """What was done, as a sentence with a place for `who`."""
        seen = SENTENCES.get(f"saw {self.kind}") if self.did == "saw" else None
        return seen or SENTENCES.get(self.did, OTHERWISE)


@dataclass(frozen=True)
class Whom:
    """Whom a thing concerns; all None: nobody in particular."""

    pupil_id: int | None = None
    household_id: int | None = None
    subject_id: int | None = None


def concerned(thing: Any) -> Whom:
    """The pupil, the household and the person that a thing is about."""
    kind = thing.__tablename__
    if kind in SAFETY:
        return Whom()
    if kind == "pupil":
        return Whom(pupil_id=thing.id)
    if kind == "household":
        return Whom(household_id=thing.id)
    if kind == "person":
        return Whom(subject_id=thing.id)
    if kind == "guardian":
        return Whom(household_id=thing.household_id, subject_id=thing.person_id)
    guardian = getattr(thing, "guardian", None)
    return Whom(
        pupil_id=getattr(thing, "pupil_id", None),
        household_id=getattr(thing, "household_id", None) or (guardian.household_id if guardian else None),
        subject_id=getattr(thing, "person_id", None) or (guardian.person_id if guardian else None),
    )


def did(person: "Person | None", verb: str, thing, *, now: datetime, detail: dict | None = None) -> None:
    """Write down a change, in the transaction that makes it. Flushes a new thing first, to know its number."""
    if thing.id is None:
        db.session.flush()
    database.kept(Audit, **_values(person, verb, thing, now, detail))


def saw(person: "Person", thing, *, now: datetime) -> None:
    """Write down that somebody opened what is sensitive; kept whatever becomes of the page."""
    saw_all(person, [thing], now=now)


def saw_all(person: "Person", things: Iterable, *, now: datetime) -> None:
    """The same for several things on one page."""
    rows = [_values(person, "saw", thing, now) for thing in things]
    if rows:
        with database.apart() as session:
            session.execute(insert(Audit), rows)


def _values(person: "Person | None", verb: str, thing, now: datetime, detail: dict | None = None) -> dict[str, Any]:
    whom = concerned(thing)
    return {
        "at": now, "person_id": person.id if person else None, "did": verb, "kind": thing.__tablename__,
        "about": thing.id, "pupil_id": whom.pupil_id, "household_id": whom.household_id,
        "subject_id": whom.subject_id, "detail": detail,
    }  # fmt: skip


def deeds_about(thing, *, verb: str | None = None) -> list[Audit]:
    """What was done or seen about a thing, newest first, with the persons loaded."""
    query = select(Audit).where(Audit.kind == thing.__tablename__, Audit.about == thing.id)
    if verb is not None:
        query = query.where(Audit.did == verb)
    query = query.options(joinedload(Audit.person)).order_by(Audit.at.desc(), Audit.id.desc())
    return list(db.session.scalars(query).unique())


# Said with a statement that may change deeds after all.
ALLOWED = {"audit_may_change": True}


def forget_whom(column: str, number: int) -> int:
    """For erasing: deeds that concerned this pupil, household or person ("subject_id" …) name them no longer."""
    named = update(Audit).where(getattr(Audit, column) == number).values({column: None, "detail": None})
    return database.rows_changed(named.execution_options(**ALLOWED))


@event.listens_for(Audit, "before_update")
@event.listens_for(Audit, "before_delete")
def _refuse(_mapper, _connection, _deed) -> None:
    raise OnlyAdded


@event.listens_for(Session, "do_orm_execute")
def _refuse_statements(state) -> None:
    is_change = state.is_update or state.is_delete
    if (
        is_change
        and state.bind_mapper
        and state.bind_mapper.class_ is Audit
        and not state.execution_options.keys() & ALLOWED
    ):
        raise OnlyAdded
