"""Whom to call, filled in from what the portal knows: numbers of the school, and names; nobody's own number."""

from dataclasses import dataclass
from datetime import datetime

from portal.chains import queries as chains
from portal.school import queries as school
from portal.school.models import Person, Role


@dataclass(frozen=True)
class Whom:
    """`numbers` are those of the school and of its places. `called` are by place who is called there now, in order."""

    numbers: list[tuple[str, str]]
    leaders: list[Person]
    coordinators: list[Person]
    called: list[tuple[str, list[Person]]]


def whom_to_call(*, now: datetime) -> Whom:
    """What stands under every page of guidance."""
    here, places = school.the_school(), school.places()
    numbers = [(here.name, here.phone)] if here and here.phone else []
    numbers += [(place.name, place.phone) for place in places if place.phone]
    called = [(place.name, _called(place, now)) for place in places]
    return Whom(
        numbers, school.staff_with(Role.LEADER), school.staff_with(Role.COORDINATOR),
        [(name, people) for name, people in called if people],
    )  # fmt: skip


def _called(place, now: datetime) -> list[Person]:
    steps = chains.chain_at(place, now=now)
    return list({each.person.id: each.person for step in steps for each in step.called}.values())
