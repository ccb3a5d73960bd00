"""Recovery is offered to one family; the colleague whom it happened to is asked whether they want a talk."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.contact.queries import Home
from portal.db import Refusal, db
from portal.incidents import actions as incidents
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.recovery import queries
from portal.recovery.actions.next import renew
from portal.recovery.models import RecoveryCase, RecoveryConsent
from portal.recovery.queries.colleagues import concerned_ids
from portal.recovery.rules import Answer
from portal.school.models import Person


class AlreadyOpen(Refusal):
    """There is an open case with this family after this incident."""


class NotOpen(Refusal):
    """The case was closed a moment ago."""


class Whom(NamedTuple):
    """Whom it is with: a home, or a visitor without a child here (None)."""

    home: Home | None


def open_case(incident: Incident, whom: Whom, by: Person, *, now: datetime) -> RecoveryCase:
    """Begin, with the first word as what comes first. Raises AlreadyOpen."""
    due_at = queries.school_days(now).after(now, queries.first_word_days())
    owner = by if by in queries.leaders() and by.id not in concerned_ids(incident.id) else None
    owner = owner or queries.next_leader(incident.id)
    assert owner is not None
    home = whom.home
    case = RecoveryCase(
        incident_id=incident.id, pupil_id=home.pupil_id if home else None,
        household_id=home.household_id if home else None, is_visitor=home is None, owner_id=owner.id, opened_at=now,
        opened_by_id=by.id, first_word_due_at=due_at, due_at=due_at, tell_at=now, consents=[],
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(case)
    except IntegrityError as error:
        raise AlreadyOpen from error
    audit.did(by, "recovery opened", case, now=now)
    words = {"family": home.names, "child": home.child} if home else None
    incidents.record(incident, What.RECOVERY_OPENED, by, now=now, core={"case": case.id}, words=words)
    for number in sorted(concerned_ids(incident.id) - {owner.id}):
        _ask(case, db.session.get_one(Person, number), now)
    renew(case, now, told=by.id == owner.id)
    return case


def _ask(case: RecoveryCase, person: Person, now: datetime) -> None:
    if not person.is_staff or person.left_on is not None:
        return
    case.consents.append(RecoveryConsent(person_id=person.id, person=person, asked_at=now))
    db.session.flush()
    outbox.queue(person, "recovery/messages/asked.txt", case, now=now, path="/recovery")


def answer(consent: RecoveryConsent, says: Answer, by: Person, *, now: datetime) -> None:
    """The colleague says yes or no, and may say otherwise as long as it is open. Raises NotOpen."""
    if not consent.case.is_open:
        raise NotOpen
    if consent.answer is says:
        return
    consent.answer, consent.answered_at = says, now
    audit.did(by, "recovery answered", consent.case, now=now)
    words = {"person": consent.person.full_name}
    incidents.record(
        consent.case.incident, What.RECOVERY_ANSWERED, by, now=now, words=words,
        core={"case": consent.case_id, "answer": says},
    )  # fmt: skip
    if by.id != consent.case.owner_id:
        outbox.queue(consent.case.owner, "recovery/messages/waiting.txt", consent.case, now=now, path="/recovery")
