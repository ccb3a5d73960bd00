"""The people of the demo school; all of them are made up."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portal import i18n
from portal.accounts import actions as accounts
from portal.db import db
from portal.demo.rules import DOMAIN, PASSWORD, PIN, SECOND_PIN
from portal.school.models import (
    Custody,
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    Person,
    Place,
    Pupil,
    Role,
    School,
    SchoolClass,
    SchoolYear,
    StaffRole,
    Teaching,
)

STAFF = {
    "celik": ("Zeynep", "", "Çelik", "nl", (Role.TEACHER,)),
    "jansen": ("Marieke", "", "Jansen", "nl", (Role.TEACHER,)),
    "vos": ("Pieter", "", "Vos", "nl", (Role.TEACHER,)),
    "noor": ("Noor", "de", "Wit", "nl", (Role.RECEPTION,)),
    "ravi": ("Ravi", "", "Sharma", "en", (Role.HELPER,)),
    "elif": ("Elif", "", "Yıldız", "nl", (Role.HELPER,)),
    "head": ("Hanna", "van", "Dijk", "nl", (Role.LEADER,)),
    "sam": ("Sam", "", "Bakker", "nl", (Role.COORDINATOR,)),
    "office": ("Olga", "", "Smit", "nl", (Role.OFFICE,)),
}
# Guardian: given name, family name, language, household.
GUARDIANS = {
    "amina": ("Amina", "Haddad", "ar", "haddad"),
    "bart": ("Bart", "Visser", "nl", "visser"),
    "dana": ("Dana", "Kowalska", "en", "dana"),
    "pawel": ("Paweł", "Kowalski", "pl", "pawel"),
    "olena": ("Olena", "Shevchenko", "uk", "shevchenko"),
}
# Pupil: given name, family name, class, guardians.
PUPILS = {
    "yusuf": ("Yusuf", "Haddad", "3B", ("amina",)),
    "salma": ("Salma", "Haddad", "6A", ("amina",)),
    "fleur": ("Fleur", "Visser", "3B", ("bart",)),
    "zofia": ("Zofia", "Kowalska", "3B", ("dana", "pawel")),
    "danylo": ("Danylo", "Shevchenko", "6A", ("olena",)),
}
CLASSMATES = {
    "3B": "Ilias Noor Daan Mila Sem Aya Tygo Lina Omar Saar Finn Jayden Emma Adam Nora Luuk Eva Rayan Bram Liv Jan",
    "6A": "Hidde Sara Mats Yara Thijs Isa Amir Fenna Koen Lotte Bilal Roos Sven Meryem Jop Zoë Noah Tess Ali Puck",
}
FAMILY_NAMES = [
    "de Boer",
    "Mulder",
    "El Amrani",
    "Peters",
    "Hendriks",
    "van Leeuwen",
    "Yilmaz",
    "Dekker",
    "Brouwer",
    "de Groot",
    "Bos",
]


@dataclass
class Cast:
    """Who is who, by key: `people` and `pupils` as in the lists above, `classes` by name, `places` by word."""

    people: dict[str, Person] = field(default_factory=dict)
    pupils: dict[str, Pupil] = field(default_factory=dict)
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)


def fill_people(*, now: datetime) -> Cast:
    """The school, this school year, two classes, their families and the staff."""
    cast = Cast()
    db.session.add(School(name="De Regenboog", name_key="99ZZ", phone="030 000 00 00", is_demo=True))
    year = _school_year(i18n.local_date(now))
    for name, grade, emblem in (("3B", "3", "owl"), ("6A", "6", "fox")):
        cast.classes[name] = SchoolClass(year=year, name=name, grade=grade, emblem=emblem)
    for word, name, phone in (("reception", "Balie", "201"), ("room 12", "Lokaal 12", "212")):
        cast.places[word] = Place(name=name, phone=phone)
    db.session.add_all([year, *cast.classes.values(), *cast.places.values()])
    db.session.flush()
    _staff(cast, now=now)
    for key, (first, last, language, household) in GUARDIANS.items():
        cast.people[key] = _guardian(cast, key, first, last, language, household)
    for key, (first, last, class_name, guardians) in PUPILS.items():
        cast.pupils[key] = _pupil(cast, first, last, class_name, [cast.people[name] for name in guardians])
    _classmates(cast)
    db.session.flush()
    return cast


def _school_year(today: date) -> SchoolYear:
    start = today.year if today.month >= 8 else today.year - 1
    return SchoolYear(name=f"{start}-{start + 1}", starts_on=date(start, 8, 1), ends_on=date(start + 1, 7, 31))


def _staff(cast: Cast, *, now: datetime) -> None:
    hashed: dict[str, str] = {}
    for key, (first, infix, last, language, roles) in STAFF.items():
        person = Person(
            first_name=first, infix=infix, last_name=last, language=language, email=f"{key}@{DOMAIN}",
            phone="06 00000000", staff_roles=[StaffRole(role=role) for role in roles],
        )  # fmt: skip
        db.session.add(person)
        cast.people[key] = person
    db.session.flush()
    for key in STAFF:
        accounts.set_same_secret(cast.people[key], "password", PASSWORD, hashed, now=now)
        accounts.set_same_secret(cast.people[key], "pin", PIN, hashed, now=now)
    accounts.set_same_secret(cast.people["noor"], "duress", SECOND_PIN, hashed, now=now)
    for key, class_name in (("celik", "3B"), ("jansen", "3B"), ("vos", "6A")):
        db.session.add(Teaching(person_id=cast.people[key].id, class_id=cast.classes[class_name].id))


def _guardian(cast: Cast, key: str, first: str, last: str, language: str, household: str) -> Person:
    home = cast.households.setdefault(household, Household())
    person = Person(
        first_name=first, last_name=last, language=language if language in i18n.LANGUAGES else "en",
        email=f"{key}@{DOMAIN}", phone="06 00000000",
    )  # fmt: skip
    person.guardian = Guardian(household=home)
    db.session.add(person)
    return person


def _pupil(cast: Cast, first: str, last: str, class_name: str, guardians: list[Person]) -> Pupil:
    school_class = cast.classes[class_name]
    pupil = Pupil(first_name=first, last_name=last, born_on=_born_on(school_class, len(cast.pupils)))
    db.session.add(pupil)
    db.session.add(Enrolment(pupil=pupil, school_class=school_class, year_id=school_class.year_id))
    for person in guardians:
        db.session.add(Guardianship(pupil=pupil, guardian=person.guardian, relation="parent", custody=Custody.YES))
    return pupil


def _born_on(school_class: SchoolClass, number: int) -> str:
    """A birthday of a child that is in this grade this year: six before the first of October in grade 3."""
    oldest = date(school_class.year.starts_on.year - int(school_class.grade) - 4, 10, 1)
    return (oldest + timedelta(days=(number * 37 + 215) % 365)).isoformat()


def _classmates(cast: Cast) -> None:
    number = 0
    for class_name, names in CLASSMATES.items():
        for first in names.split():
            number += 1
            last = FAMILY_NAMES[number % len(FAMILY_NAMES)]
            key = f"parent{number}"
            cast.people[key] = _guardian(cast, key, f"Ouder van {first}", last, "nl", key)
            cast.pupils[key] = _pupil(cast, first, last, class_name, [cast.people[key]])
