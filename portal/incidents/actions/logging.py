"""Logging an incident, completing the draft of a help call, adding to what was logged."""

from datetime import datetime

from sqlalchemy import select, update

from portal import audit, outbox
from portal.db import Refusal, db, rows_changed
from portal.help_calls.models import HelpCall
from portal.incidents import queries
from portal.incidents.actions.chronicle import record
from portal.incidents.actions.facts import Basics, Counted, Facts
from portal.incidents.actions.naming import involve
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import Part, What, must_be_reported
from portal.school import queries as school
from portal.school.models import Person, Role


class AlreadyComplete(Refusal):
    """The draft was completed before; what is new is added, not written over."""


def log(
    reporter: Person, facts: Facts, *, now: datetime, key: str | None = None, is_confirmed: bool = True
) -> Incident:
    """Write an incident into the register and tell those who answer for safety that there is something new.

    Without a word about what happened it is a draft, which the reporter completes at the own desk. The same key twice
    is one incident.
    """
    known = select(Incident).where(Incident.key == key)
    if key is not None and (before := db.session.scalars(known).unique().first()) is not None:
        return before
    incident = Incident(
        place_id=facts.place.id, happened_at=facts.happened_at, logged_at=now, reporter_id=reporter.id, key=key,
        is_confirmed=is_confirmed, is_draft=not facts.what_happened.strip(),
    )  # fmt: skip
    _write(incident, facts)
    count(incident, facts)
    db.session.add(incident)
    # Nobody is said to have done what they did not sign.
    audit.did(reporter if is_confirmed else None, "incident logged", incident, now=now)
    record(incident, What.LOGGED, reporter if is_confirmed else None, now=now,
           words=facts.words, core=facts.core)  # fmt: skip
    _tell(incident, reporter, now)
    if is_confirmed:
        involve(incident, [(Part.REPORTER, reporter)], reporter, now)
    return incident


def draft_from_call(call: HelpCall, person: Person, now: datetime) -> None:
    """A help call that ended leaves a draft, to be completed by whoever ended it; its timeline is the call's."""
    draft = Incident(
        place_id=call.place_id, happened_at=call.raised_at, logged_at=now, reporter_id=person.id, is_draft=True,
        help_call_id=call.id,
    )  # fmt: skip
    db.session.add(draft)
    audit.did(person, "incident drafted", draft, now=now)
    record(draft, What.DRAFTED, person, now=now)
    _tell(draft, person, now)
    involve(draft, [*queries.who_was_in(call), (Part.REPORTER, person)], person, now)


def complete(draft: Incident, person: Person, facts: Facts, *, now: datetime) -> None:
    """Fill in the facts of a draft, once. Raises AlreadyComplete."""
    one = update(Incident).where(Incident.id == draft.id, Incident.is_draft.is_(True))
    if rows_changed(one.values(is_draft=False)) != 1:
        raise AlreadyComplete
    _write(draft, facts)
    count(draft, facts)
    audit.did(person, "incident completed", draft, now=now)
    record(draft, What.COMPLETED, person, now=now, words=facts.words, core=facts.core)


def add(incident: Incident, person: Person, text: str, *, now: datetime) -> RegisterEntry:
    """Put an addition or a correction beside the facts."""
    audit.did(person, "incident added to", incident, now=now)
    return record(incident, What.ADDED, person, now=now, words={"text": text})


def weigh(incident: Incident, counted: Counted, person: Person, *, now: datetime) -> None:
    """Fill in later what the school counts. Each entry keeps what it said; when nothing is new there is none."""
    before = queries.core_of(incident)
    count(incident, counted)
    if queries.core_of(incident) == before:
        return
    audit.did(person, "incident weighed", incident, now=now)
    record(incident, What.WEIGHED, person, now=now, core=counted.core)


def set_right(incident: Incident, basics: Basics, why: str, person: Person, *, now: datetime) -> bool:
    """Kind, place, moment and the like turned out otherwise: the row says what is known now, the chain both and why.

    False when nothing is new: then nothing is written. The moment is compared as it is filled in, to the minute.
    """
    before, at = queries.core_of(incident), incident.happened_at
    _write(incident, basics)
    if at.replace(second=0, microsecond=0) == basics.happened_at:
        incident.happened_at = at
    incident.must_report = must_be_reported(queries.reporting(), incident.kind, incident.seriousness)
    if queries.core_of(incident) == before:
        return False
    audit.did(person, "incident set right", incident, now=now)
    record(incident, What.SET_RIGHT, person, now=now, words={"text": why})
    return True


def correct(incident: Incident, entry: RegisterEntry, person: Person, text: str, *, now: datetime) -> RegisterEntry:
    """Put a correction beside one entry, which stays as it was."""
    audit.did(person, "incident corrected", incident, now=now)
    return record(incident, What.CORRECTED, person, now=now, core={"of": entry.number}, words={"text": text})


def tell_own(incident: Incident, person: Person, words: dict[str, str], *, now: datetime) -> RegisterEntry:
    """The account of somebody who was there: `text` is what they saw and heard, `experience` what it did to them."""
    audit.did(person, "incident account", incident, now=now)
    return record(incident, What.ACCOUNT, person, now=now, words=words)


def _write(incident: Incident, basics: Basics) -> None:
    incident.kind, incident.place_id, incident.happened_at = basics.kind, basics.place.id, basics.happened_at
    incident.roles = [role.value for role in basics.roles]
    incident.somebody_hurt, incident.children_saw = basics.somebody_hurt, basics.children_saw
    incident.police = basics.police


def count(incident: Incident, facts: Counted) -> None:
    """Put what the school counts into the row; its entry says it too."""
    incident.damage = facts.damage
    incident.forms, incident.seriousness = [each.value for each in facts.forms], facts.seriousness
    incident.means, incident.subject = facts.means, facts.subject
    incident.language_barrier, incident.interpreter = facts.language_barrier, facts.interpreter
    incident.norm_line_key = facts.norm_line.key if facts.norm_line else None
    incident.must_report = must_be_reported(queries.reporting(), incident.kind, facts.seriousness)


def _tell(incident: Incident, reporter: Person, now: datetime) -> None:
    """Whoever wrote it knows already; when nobody confirmed who that was, everybody who answers for safety is told."""
    responsible = [*school.staff_with(Role.COORDINATOR), *school.staff_with(Role.LEADER)]
    for person in dict.fromkeys(responsible):
        if person.id != reporter.id or incident.is_confirmed is False:
            outbox.queue(person, "incidents/messages/new.txt", incident, now=now, path="/incidents")
