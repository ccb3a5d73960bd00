"""Whom an occasion is for: who is told, who has no address for it, and who took part."""

from collections import Counter
from dataclasses import dataclass, field

from sqlalchemy import select

from portal import i18n, outbox
from portal.db import db
from portal.outbox import Channel
from portal.school import queries as school
from portal.school.models import Person, SchoolClass
from portal.taking_part.models import Contribution, Occasion, SignUp


@dataclass
class Home:
    """A household that hears of it on paper only: its parents, their languages and the classes of their children."""

    people: list[Person] = field(default_factory=list)
    classes: list[SchoolClass] = field(default_factory=list)

    @property
    def languages(self) -> list[str]:
        """The languages that these parents read, each once, as far as the portal has them."""
        codes = [each.language if each.language in i18n.LANGUAGES else i18n.school_language() for each in self.people]
        return list(dict.fromkeys(codes))


def invited_to(occasion: Occasion) -> dict[Person, list[SchoolClass]]:
    """Every parent that it is for, each once, with the classes of their children."""
    numbers = occasion.class_ids or [each.id for each in school.current_classes()]
    return school.guardians_of_classes(numbers, with_phones=outbox.is_open(Channel.SMS))


def languages_of_invited(occasion: Occasion) -> Counter[str]:
    """How many of those parents read which language."""
    return Counter(person.language for person in invited_to(occasion))


def homes_without_address(occasion: Occasion) -> list[Home]:
    """The households of which no parent can be told outside the portal, by the name of the first parent."""
    homes: dict[int, Home] = {}
    invited = invited_to(occasion)
    with outbox.knowing(invited):
        reached = {person.guardian.household_id for person in invited if person.guardian and _has_way(person)}
    for person, classes in invited.items():
        number = person.guardian.household_id if person.guardian else 0
        if number in reached:
            continue
        home = homes.setdefault(number, Home())
        home.people.append(person)
        home.classes += [each for each in classes if each not in home.classes]
    return sorted(homes.values(), key=lambda home: (home.people[0].last_name, home.people[0].id))


def _has_way(person: Person) -> bool:
    return any(outbox.ways_on(person, channel) for channel in outbox.OUTSIDE)


def took_part(occasion: Occasion) -> list[Person]:
    """Who signed up for it, and who wrote something with their name; whoever left is told nothing."""
    signed = select(SignUp.person_id).where(SignUp.occasion_id == occasion.id, SignUp.cancelled_at.is_(None))
    wrote = select(Contribution.person_id).where(
        Contribution.occasion_id == occasion.id, Contribution.person_id.is_not(None)
    )
    query = select(Person).where(Person.id.in_(signed.union(wrote)), Person.left_on.is_(None))
    return list(db.session.scalars(query.order_by(Person.id)).unique())
