"""A household signs up, changes that, and no longer comes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import i18n
from portal.db import Refusal, db
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.actions import telling
from portal.taking_part.actions.places import give_back, hold, pass_on, take
from portal.taking_part.models import Occasion, SignUp
from portal.taking_part.rules import is_joinable


class TooLate(Refusal):
    """Nobody can sign up any more."""


@dataclass(frozen=True)
class Wishes:
    """How many come, how many children go to childcare and how old, and in which language somebody interprets."""

    people: int = 1
    children: int = 0
    ages: str = ""
    interpreter: str = ""
    remark: str = ""


def sign_up(occasion: Occasion, person: Person, wishes: Wishes, *, now: datetime) -> SignUp:
    """The household comes, or waits when it is full; what it said before is replaced. Raises TooLate.

    The same again changes nothing and tells nobody.
    """
    hold(occasion)
    if not is_joinable(occasion.times, now):
        raise TooLate
    wishes = _possible(occasion, wishes)
    found = _row_of(occasion, person, now)
    stands = found.sequence > 0 and found.cancelled_at is None
    if stands and _said(found) == wishes:
        return found
    had_place = found.is_coming and stands
    if had_place and found.people != wishes.people:
        return _other_number(found, wishes, now)
    _fill(found, wishes)
    if not stands:
        found.person_id, found.at, found.cancelled_at = person.id, now, None
    if not had_place:
        found.waits_since = None if take(found) else found.waits_since or now
    _tell(found, "signed_up", now)
    return found


def _other_number(found: SignUp, wishes: Wishes, now: datetime) -> SignUp:
    """More or fewer people: more than there is room for wait together, and keep their turn by when they asked first."""
    before = found.people
    give_back(found)
    _fill(found, wishes)
    if not take(found):
        # The places that they had stay theirs: nobody loses one by asking for more.
        found.people = before
        take(found)
        raise NoRoomForMore(before)
    _tell(found, "signed_up", now)
    pass_on(found.occasion, now=now)
    return found


class NoRoomForMore(Refusal):
    """There is room for the `people` who were signed up, and not for more."""

    def __init__(self, people: int):
        super().__init__(people)
        self.people = people


def _possible(occasion: Occasion, wishes: Wishes) -> Wishes:
    """What is not offered is not asked for; ages belong to children."""
    children = wishes.children if occasion.has_childcare else 0
    speaks = wishes.interpreter if occasion.has_interpreters and wishes.interpreter in i18n.LANGUAGES else ""
    return Wishes(wishes.people, children, wishes.ages if children else "", speaks, wishes.remark)


def _said(found: SignUp) -> Wishes:
    return Wishes(found.people, found.children, found.ages, found.interpreter, found.remark)


def _fill(found: SignUp, wishes: Wishes) -> None:
    for name, value in vars(wishes).items():
        setattr(found, name, value)


def _row_of(occasion: Occasion, person: Person, now: datetime) -> SignUp:
    """The one row of this household; of two parents at once one makes it."""
    assert person.guardian is not None
    if (found := queries.own_sign_up(occasion, person)) is not None:
        return found
    number = person.guardian.household_id
    made = SignUp(occasion_id=occasion.id, household_id=number, person_id=person.id, at=now, sequence=0)
    try:
        with db.session.begin_nested():
            db.session.add(made)
            db.session.flush()
    except IntegrityError:
        mine = (SignUp.occasion_id == occasion.id, SignUp.household_id == number)
        return db.session.scalars(select(SignUp).where(*mine)).one()
    return made


def _tell(found: SignUp, word: str, now: datetime) -> None:
    found.sequence += 1
    db.session.flush()
    telling.tell_household(found, word, now=now)


def cancel(occasion: Occasion, person: Person, *, now: datetime) -> bool:
    """The household no longer comes, and who waits goes on; False when it did not come anyway."""
    hold(occasion)
    found = queries.own_sign_up(occasion, person)
    if found is None or found.cancelled_at is not None:
        return False
    had_place = found.is_coming
    found.cancelled_at, found.waits_since = now, None
    found.sequence += 1
    db.session.flush()
    give_back(found)
    telling.tell_cancelled(found, had_place=had_place, now=now)
    pass_on(occasion, now=now)
    return True
