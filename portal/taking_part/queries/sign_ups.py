"""Who comes, who waits, how many places are left, and what the organiser arranges."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.school.models import Person
from portal.taking_part.models import Occasion, Seat, SignUp


@dataclass(frozen=True)
class Sums:
    """What has to be arranged: people, children for childcare, and for how many households which language."""

    homes: int
    people: int
    children: int
    languages: dict[str, int]
    waiting: int


def own_sign_up(occasion: Occasion, person: Person) -> SignUp | None:
    """What this person's household said, also when it no longer comes."""
    if person.guardian is None:
        return None
    mine = (SignUp.occasion_id == occasion.id, SignUp.household_id == person.guardian.household_id)
    return db.session.scalar(select(SignUp).where(*mine))


def seats_taken(occasion: Occasion) -> list[int]:
    """The numbers of the places that are taken, as the database has them now."""
    return list(db.session.scalars(select(Seat.number).where(Seat.occasion_id == occasion.id).order_by(Seat.number)))


def places_left(occasion: Occasion) -> int | None:
    """How many places are free; None when there is no limit."""
    if occasion.places is None:
        return None
    taken = db.session.scalar(select(func.count()).select_from(Seat).where(Seat.occasion_id == occasion.id)) or 0
    return max(0, occasion.places - taken)


def waiting_in(occasion: Occasion) -> list[tuple[int, int]]:
    """Who waits, in order: (number of the sign-up, people)."""
    query = (
        select(SignUp.id, SignUp.people)
        .where(SignUp.occasion_id == occasion.id, SignUp.waits_since.is_not(None), SignUp.cancelled_at.is_(None))
        .order_by(SignUp.waits_since, SignUp.id)
    )
    return [(number, people) for number, people in db.session.execute(query)]


def sign_ups_of(occasion: Occasion) -> list[SignUp]:
    """Who comes by name, then who waits in order; whoever cancelled is not in it."""
    query = (
        select(SignUp)
        .join(Person, Person.id == SignUp.person_id)
        .where(SignUp.occasion_id == occasion.id, SignUp.cancelled_at.is_(None))
        .order_by(SignUp.waits_since.is_not(None), SignUp.waits_since, Person.last_name, Person.first_name, SignUp.id)
        .options(joinedload(SignUp.person))
    )
    return list(db.session.scalars(query).unique())


def sums_of(sign_ups: Iterable[SignUp]) -> Sums:
    """Added up over who comes; who waits is counted apart."""
    coming = [each for each in sign_ups if each.is_coming]
    languages = Counter(each.interpreter for each in coming if each.interpreter)
    return Sums(
        len(coming), sum(each.people for each in coming), sum(each.children for each in coming),
        dict(sorted(languages.items())), sum(1 for each in sign_ups if each.is_waiting),
    )  # fmt: skip
