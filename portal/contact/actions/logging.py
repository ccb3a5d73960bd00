"""Logging a contact once, adding to it, coming back to it, and taking it back."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.contact import queries
from portal.contact.models import ContactMoment
from portal.contact.queries import Home
from portal.contact.rules import SENT_LATE, UNDO_LASTS, About, Began
from portal.conversations.rules import Way
from portal.db import Refusal, db
from portal.school.models import Person, SchoolClass


class TooLate(Refusal):
    """What was logged a day ago or longer is not taken back any more; the family may have read it."""


class NotYoursToChange(Refusal):
    """A colleague logged it; only who was there changes it."""


@dataclass(frozen=True)
class Said:
    """What a teacher logs in three taps; `key` was made where it was tapped, `at` is when, if that was earlier."""

    about: About
    way: Way
    began: Began
    key: str
    at: datetime | None = None


def log(home: Home, school_class: SchoolClass, said: Said, teacher: Person, *, now: datetime) -> ContactMoment:
    """Keep a contact with this home; the same key again gives what is there already, also when both come at once."""
    known = queries.moment_with_key(teacher.id, said.key)
    if known is not None:
        return known
    moment = ContactMoment(
        pupil_id=home.pupil_id, household_id=home.household_id, class_id=school_class.id, about=said.about,
        way=said.way, began=said.began, key=said.key, language=teacher.language, by_id=teacher.id,
        at=_when(said.at, now), logged_at=now,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(moment)
    except IntegrityError:
        first = queries.moment_with_key(teacher.id, said.key)
        assert first is not None
        return first
    audit.did(teacher, "contact logged", moment, now=now)
    return moment


def _when(at: datetime | None, now: datetime) -> datetime:
    """When it was, as a phone without network says; a clock that cannot be right is not believed."""
    return at if at is not None and now - SENT_LATE <= at <= now else now


def change(moment: ContactMoment, words: str, follow_up_on: date | None, teacher: Person, *, now: datetime) -> None:
    """Add words and a day to come back to it. Raises NotYoursToChange."""
    if moment.by_id != teacher.id:
        raise NotYoursToChange
    if (moment.words, moment.follow_up_on) == (words, follow_up_on):
        return
    if follow_up_on != moment.follow_up_on:
        moment.followed_up_at = None
    moment.words, moment.has_words, moment.language = words, bool(words), teacher.language
    moment.follow_up_on = follow_up_on
    audit.did(teacher, "contact changed", moment, now=now)


def follow_up(moment: ContactMoment, teacher: Person, *, now: datetime) -> None:
    """Somebody of the team came back to it; a second time changes nothing."""
    if moment.followed_up_at is None:
        moment.followed_up_at = now
        audit.did(teacher, "contact followed up", moment, now=now)


def take_back(moment: ContactMoment, teacher: Person, *, now: datetime) -> None:
    """It was a slip: it is on no page any more. Raises NotYoursToChange or TooLate; a second time changes nothing."""
    if moment.by_id != teacher.id:
        raise NotYoursToChange
    if moment.taken_back_at is not None:
        return
    if now > moment.logged_at + UNDO_LASTS:
        raise TooLate
    moment.taken_back_at = now
    audit.did(teacher, "contact taken back", moment, now=now)
