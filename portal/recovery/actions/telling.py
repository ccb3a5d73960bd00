"""Who hears of a talk: the home and the colleagues who sit at it, with the calendar item, never with the matter."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from portal import calendars, i18n, outbox
from portal.calendars import Appointment
from portal.conversations.rules import Interpreter, Meet
from portal.db import db
from portal.recovery.models import RecoveryAttending, RecoveryTalk
from portal.school import queries as school
from portal.school.models import Person, Role

FAMILY_PATH, STAFF_PATH = "/conversations", "/recovery"


def write_attending(
    talk: RecoveryTalk, people: Collection[Person], now: datetime, *, was_planned: bool
) -> list[Person]:
    """Exactly these sit at it; returns who does no longer."""
    wanted = {person.id: person for person in people}
    gone = [each for each in talk.attending if each.person_id not in wanted]
    for each in gone:
        talk.attending.remove(each)
        db.session.delete(each)
    known = {each.person_id for each in talk.attending}
    talk.attending.extend(
        RecoveryAttending(talk_id=talk.id, person_id=number, person=person)
        for number, person in wanted.items() if number not in known
    )  # fmt: skip
    db.session.flush()
    return [each.person for each in gone] if was_planned else []


def tell_planned(talk: RecoveryTalk, *, now: datetime, is_new: bool, gone: Collection[Person]) -> None:
    """The item in everybody's calendar, or what is new about it; who does not come any more has it withdrawn."""
    for person, is_family in both_sides(talk):
        item = appointment(talk, person)
        calendar = calendars.request(item, attendee=person.email, now=now) if person.email else None
        _queue(person, "planned" if is_new else "changed", talk, calendar, is_family=is_family, now=now)
    for person in gone:
        _withdraw(person, talk, is_family=False, now=now)
    if is_new and talk.interpreter in (Interpreter.SCHOOL, Interpreter.PHONE):
        for person in school.staff_with(Role.OFFICE):
            outbox.queue(person, "recovery/messages/interpreter.txt", talk, now=now, path="/conversations/interpreters")


def tell_called_off(talk: RecoveryTalk, by: Person, *, now: datetime) -> None:
    """The item is withdrawn; whoever called it off knows why."""
    for person, is_family in both_sides(talk):
        _withdraw(person, talk, is_family=is_family, now=now)


def both_sides(talk: RecoveryTalk) -> list[tuple[Person, bool]]:
    """The guardians of the one home, and the colleagues who sit at it with whoever leads the case."""
    case = talk.case
    colleagues = {each.person_id: each.person for each in talk.attending} | {case.owner_id: case.owner}
    home = []
    if case.household_id is not None and case.pupil_id is not None:
        home = [guardian.person for guardian in school.guardians_of_household(case.household_id, case.pupil_id)]
    return [(person, True) for person in home] + [
        (person, False) for person in colleagues.values() if person.left_on is None
    ]


def _withdraw(person: Person, talk: RecoveryTalk, *, is_family: bool, now: datetime) -> None:
    item = appointment(talk, person)
    calendar = calendars.cancel(item, attendee=person.email, now=now) if person.email else None
    _queue(person, "called_off", talk, calendar, is_family=is_family, now=now)


def _queue(person: Person, word: str, talk: RecoveryTalk, calendar, *, is_family: bool, now: datetime) -> None:
    outbox.queue(
        person, f"recovery/messages/{word}.txt", talk, now=now, path=FAMILY_PATH if is_family else STAFF_PATH,
        calendar=calendar, before=talk.starts_at, starts_at=talk.starts_at, ends_at=talk.ends_at,
        is_family=is_family,
    )  # fmt: skip


def appointment(talk: RecoveryTalk, person: Person) -> Appointment:
    """The calendar item, as this person reads it: a conversation, and no word more."""
    with i18n.in_language(person.language):
        summary = _("Conversation")
        if talk.meet is Meet.PHONE:
            location = _("by phone")
        elif talk.meet is Meet.VIDEO:
            location = _("by video")
        else:
            location = talk.where or _("at school")
    return Appointment(talk.uid, talk.sequence, talk.starts_at, talk.ends_at, summary, location, FAMILY_PATH)
