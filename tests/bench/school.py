"""A school that is about to choose: 400 children in 16 classes, a fifth with a brother or sister, 700 parents."""

import random
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from portal import clock, i18n
from portal.conversations import actions as conversations
from portal.conversations import queries
from portal.conversations.models import Slot
from portal.conversations.rules import Dates, Kind, Window
from portal.db import db, transaction
from portal.school import queries as known
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    Person,
    Pupil,
    Role,
    SchoolClass,
    StaffRole,
    Teaching,
)
from tests.live import signed_in

CLASSES, IN_A_CLASS = 16, 25
WITH_SIBLING, WITH_TWO_HOMES, ALONE = 80, 20, 60
MINUTES = 10
# Half of the teams have times enough; the others too few, so that families wait.
TIMES = (30, 22)


@dataclass(frozen=True)
class Parent:
    """A guardian's cookie, household and children, by number."""

    cookie: str
    household: int
    children: tuple[int, ...]


@dataclass(frozen=True)
class School:
    """All parents; one teacher's cookie and the numbers of the times of that team."""

    parents: list[Parent]
    teacher: str
    slots_of_teacher: list[int]


def a_school(app: Flask) -> School:
    """The same school every time, with a round in which all families choose from this moment."""
    chance = random.Random(5)
    with transaction():
        classes, teachers = _classes()
        pupils = _pupils(classes, chance)
        homes = _homes(pupils)
        _open(classes, teachers)
        parents = [
            Parent(signed_in(app, person), home.id, tuple(sorted(child.id for child in children)))
            for home, children in homes
            for person in [guardian.person for guardian in home.guardians]
        ]
        chance.shuffle(parents)
        slots = [slot.id for slot in db.session.query(Slot).filter_by(class_id=classes[0].id)]
        return School(parents, signed_in(app, teachers[0]), slots)


def _classes() -> tuple[list[SchoolClass], list[Person]]:
    year = known.current_classes()[0].year_id
    classes = [SchoolClass(year_id=year, name=f"Groep {n}", grade=str(1 + n % 8)) for n in range(CLASSES)]
    teachers = [Person(first_name=f"Juf {n}", email=f"juf{n}@regenboog.example") for n in range(CLASSES)]
    db.session.add_all([*classes, *teachers])
    db.session.flush()
    for school_class, teacher in zip(classes, teachers, strict=True):
        db.session.add_all([
            StaffRole(person_id=teacher.id, role=Role.TEACHER),
            Teaching(person_id=teacher.id, class_id=school_class.id),
        ])  # fmt: skip
    db.session.flush()
    return classes, teachers


def _pupils(classes: list[SchoolClass], chance: random.Random) -> list[Pupil]:
    pupils = [Pupil(first_name=f"Kind {n}") for n in range(CLASSES * IN_A_CLASS)]
    places = [each for each in classes for _child in range(IN_A_CLASS)]
    chance.shuffle(places)
    for pupil, school_class in zip(pupils, places, strict=True):
        db.session.add(Enrolment(pupil=pupil, school_class=school_class, year_id=school_class.year_id))
    return pupils


def _homes(pupils: list[Pupil]) -> list[tuple[Household, list[Pupil]]]:
    """Pairs of brothers and sisters first, then children with two homes, then the others."""
    siblings = [pupils[n : n + 2] for n in range(0, WITH_SIBLING, 2)]
    single = [[pupil] for pupil in pupils[WITH_SIBLING:]]
    homes = []
    for n, children in enumerate([*siblings, *single, *single[:WITH_TWO_HOMES]]):
        home = Household()
        for m in range(1 if n < ALONE else 2):
            person = Person(first_name=f"Ouder {n} {m}", email=f"ouder{n}.{m}@regenboog.example")
            person.guardian = Guardian(household=home)
            db.session.add_all([person, *(Guardianship(pupil=child, guardian=person.guardian) for child in children)])
        homes.append((home, children))
    db.session.flush()
    return homes


def _open(classes: list[SchoolClass], teachers: list[Person]) -> None:
    now = clock.now()
    planned = conversations.Planned(
        Kind.START, {"nl": ("Startgesprekken", "")}, frozenset(each.id for each in classes), MINUTES, "", 2,
        Dates(None, now + timedelta(days=1), now + timedelta(days=30)),
    )  # fmt: skip
    made = conversations.plan_round(teachers[0], planned, now=now)
    conversations.set_in_motion(made, teachers[0], now=now)
    start = i18n.at_school(i18n.local_date(now + timedelta(days=14)), 14)
    for n, row in enumerate(queries.classes_in(made)):
        window = Window(start, start + timedelta(minutes=MINUTES * TIMES[n % 2]))
        conversations.fill_in(row, teachers[n], [window], gap=0, now=now)
    # All choose from now on, without waiting for the day.
    made.opens_at = now
