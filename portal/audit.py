"""Who saw or did what about whom: rows that are only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, event, select, update
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from portal import db as database
from portal.db import Base, db
from portal.i18n import later as _
from portal.vault import EncryptedJson

if TYPE_CHECKING:
    from portal.school.models import Person

# What happened for safety concerns no family in this log, whoever was involved; the register has rules of its own.
SAFETY = frozenset({"incident", "incident_addition", "help_call", "called_responder", "call_event"})

# Decided about one guardian, though written with the child: only that guardian sees it, written with themselves.
ABOUT_ONE_GUARDIAN = frozenset({"guardian added", "guardian changed", "guardian removed", "guardian brought back"})

# A verb of long ago that no code uses any more.
OTHERWISE = _("%(who)s changed something.")

# Every verb of the code in plain words. What was seen is said by its kind: "saw home_item".
SENTENCES: dict[str, str] = {
    "saw": _("%(who)s looked at it."),
    "saw home_item": _("%(who)s read what the family shares about home."),
    "saw incident": _("%(who)s read an incident."),
    "saw data_export": _("%(who)s fetched the copy of the data."),
    "signed in": _("%(who)s signed in."),
    "post written": _("%(who)s wrote news for a class."),
    "post changed": _("%(who)s changed news of a class."),
    "post withdrawn": _("%(who)s took news off a class page."),
    "post brought back": _("%(who)s put news back on a class page."),
    "round opened": _("%(who)s opened a round of conversations."),
    "round closed": _("%(who)s closed a round of conversations."),
    "round reopened": _("%(who)s opened a round of conversations again."),
    "time blocked": _("%(who)s took a time away from the families."),
    "time given back": _("%(who)s gave a time back to the families."),
    "conversation booked": _("%(who)s booked a conversation."),
    "conversation moved": _("%(who)s moved a conversation."),
    "conversation cancelled": _("%(who)s cancelled a conversation."),
    "home item written": _("%(who)s wrote something about home."),
    "home item removed": _("%(who)s took back something about home."),
    "home item brought back": _("%(who)s put back something about home."),
    "incident logged": _("%(who)s logged an incident."),
    "incident drafted": _("%(who)s ended a call for help, which left a draft in the register."),
    "incident completed": _("%(who)s completed an incident."),
    "incident added to": _("%(who)s added something to an incident."),
    "help call stood down": _("%(who)s ended a call for help."),
    "pairing code made": _("%(who)s made a code for a kiosk."),
    "kiosk paired": _("%(who)s paired a kiosk."),
    "kiosk copy settled": _("%(who)s looked into a kiosk whose key was used twice."),
    "kiosk revoked": _("%(who)s switched off a kiosk."),
    "copy asked": _("%(who)s asked for a copy of the data."),
    "hold placed": _("%(who)s decided that data stays for now."),
    "hold lifted": _("%(who)s decided that data no longer has to stay."),
    "erasure planned": _("%(who)s planned to erase data."),
    "erasure taken back": _("%(who)s took back the plan to erase data."),
    "answer taken back": _("%(who)s took an answer back about who left."),
    "came in again": _("%(who)s came in with a new password."),
    "came in with a letter": _("%(who)s came in with the code of a letter."),
    "class added": _("%(who)s added a class."),
    "class change undone": _("%(who)s took a change of class back."),
    "class changed": _("%(who)s moved a child to another class."),
    "class removed": _("%(who)s removed a class."),
    "class renamed": _("%(who)s renamed a class."),
    "classes changed": _("%(who)s changed which classes somebody teaches."),
    "guardian added": _("%(who)s tied a parent to a child."),
    "guardian changed": _("%(who)s changed what is known about a parent and a child."),
    "guardian removed": _("%(who)s untied a parent from a child."),
    "guardian brought back": _("%(who)s tied a parent to a child again."),
    "has left": _("%(who)s wrote down that somebody left."),
    "household changed": _("%(who)s changed who lives in which household."),
    "invitation given back": _("%(who)s gave an invitation back."),
    "invitation withdrawn": _("%(who)s withdrew an invitation."),
    "invited": _("%(who)s made a letter with an invitation."),
    "is still here": _("%(who)s wrote down that somebody is still here."),
    "letter opened by somebody else": _("A letter was tried by somebody else: %(who)s."),
    "message sent again": _("%(who)s sent a message again."),
    "message settled": _("%(who)s settled a message that did not arrive."),
    "own email address confirmed": _("%(who)s showed that an e-mail address is theirs."),
    "own sms address confirmed": _("%(who)s showed that a phone number is theirs."),
    "pairing code withdrawn": _("%(who)s withdrew a code for a kiosk."),
    "passkey added": _("%(who)s added a passkey."),
    "passkey removed": _("%(who)s removed a passkey."),
    "passkey stopped": _("A passkey was stopped, because it may have been copied. It is of %(who)s."),
    "password link sent": _("%(who)s sent a link for a new password."),
    "password set": _("%(who)s set a password."),
    "person added": _("%(who)s added somebody."),
    "person came back": _("%(who)s wrote down that somebody is back."),
    "person changed": _("%(who)s changed what is known about somebody."),
    "person left": _("%(who)s wrote down that somebody left."),
    "place added": _("%(who)s added a place."),
    "place changed": _("%(who)s changed a place."),
    "pupil added": _("%(who)s added a child."),
    "pupil came back": _("%(who)s wrote down that a child is back."),
    "pupil changed": _("%(who)s changed what is known about a child."),
    "pupil left": _("%(who)s wrote down that a child left."),
    "recovery approved": _("%(who)s approved a way back in."),
    "recovery asked": _("%(who)s asked for a way back in for somebody."),
    "recovery code used": _("%(who)s came in with a code on paper."),
    "recovery codes made": _("%(who)s made codes on paper."),
    "recovery refused": _("%(who)s refused a way back in."),
    "roles changed": _("%(who)s changed what somebody may do."),
    "roster upload": _("%(who)s uploaded a file with names."),
    "roster confirm": _("%(who)s brought a file with names in."),
    "roster discard": _("%(who)s threw a file with names away."),
    "roster undo": _("%(who)s took a file with names back."),
    "second step switched off": _("%(who)s switched the second step off."),
    "second step switched on": _("%(who)s switched the second step on."),
    "signed everybody out": _("%(who)s signed all other devices out."),
    "signed out": _("%(who)s signed a device out."),
    "team changed": _("%(who)s changed the teachers of a class."),
    "year prepared": _("%(who)s prepared a school year."),
    "year started": _("%(who)s started a school year."),
    "year taken back": _("%(who)s took the start of a school year back."),
    "saw pupil": _("%(who)s opened the page of a child."),
    "saw person": _("%(who)s opened the page of somebody."),
    "erased": _("The data was erased. %(who)s had asked for it."),
}


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
    db.session.add(_row(person, verb, thing, now, detail))


def saw(person: "Person", thing, *, now: datetime) -> None:
    """Write down that somebody opened what is sensitive; kept whatever becomes of the page."""
    saw_all(person, [thing], now=now)


def saw_all(person: "Person", things: Iterable, *, now: datetime) -> None:
    """The same for several things on one page."""
    rows = [_row(person, "saw", thing, now) for thing in things]
    if rows:
        with database.apart() as session:
            session.add_all(rows)


def _row(person: "Person | None", verb: str, thing, now: datetime, detail: dict | None = None) -> Audit:
    whom = concerned(thing)
    return Audit(
        at=now, person_id=person.id if person else None, did=verb, kind=thing.__tablename__, about=thing.id,
        pupil_id=whom.pupil_id, household_id=whom.household_id, subject_id=whom.subject_id, detail=detail,
    )  # fmt: skip


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
