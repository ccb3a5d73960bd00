"""Who teaches whom, and who is on the staff: of this year, and of people who are still here."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.school import queries as school
from portal.school.models import Enrolment, Person, Role, SchoolClass, SchoolYear, StaffRole, Teaching


@pytest.fixture
def new_year(cast) -> SchoolClass:
    """A new school year began: Zofia is in 4B with Vos, the others are still to be placed."""
    last = cast.classes["3B"].year
    year = SchoolYear(name="next", starts_on=last.ends_on + timedelta(days=1),
                      ends_on=last.ends_on + timedelta(days=365))  # fmt: skip
    school_class = SchoolClass(year=year, name="4B", grade="4")
    db.session.add(school_class)
    db.session.flush()
    db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=school_class.id))
    db.session.add(Enrolment(pupil_id=cast.pupils["zofia"].id, class_id=school_class.id, year_id=year.id))
    db.session.flush()
    return school_class


def test_a_team_shares_its_class_and_no_other(cast):
    class_3b, class_6a = cast.classes["3B"].id, cast.classes["6A"].id
    assert {p.first_name for p in school.teachers_of(class_3b)} == {"Zeynep", "Marieke"}
    teams = school.teams_of([class_3b, class_6a, 0])
    assert [len(teams[number]) for number in (class_3b, class_6a, 0)] == [2, 1, 0]
    for who in ("celik", "jansen"):
        assert school.teaches(cast.people[who], class_3b) and not school.teaches(cast.people[who], class_6a)
        assert [c.name for c in school.classes_taught_by(cast.people[who])] == ["3B"]


@pytest.mark.parametrize("who, teaches", [
    ("celik", True), ("jansen", True), ("vos", False), ("noor", False), ("head", False), ("sam", False),
    ("office", False), ("dana", False),
])  # fmt: skip
def test_only_the_team_of_a_pupils_class_teaches_the_pupil(who, teaches, cast):
    assert school.teaches_pupil(cast.people[who], cast.pupils["zofia"].id) is teaches


def test_a_pupil_who_left_is_taught_by_nobody_and_in_no_class(cast):
    fleur = cast.pupils["fleur"]
    fleur.left_on = i18n.local_date(clock.now())
    db.session.flush()
    assert not school.teaches_pupil(cast.people["celik"], fleur.id)
    assert fleur not in school.pupils_of(cast.classes["3B"].id)


def test_pupils_of_a_class_are_found_by_first_name(cast):
    found = school.pupils_of(cast.classes["3B"].id)
    assert len(found) == 24 and {"Yusuf", "Fleur", "Zofia"} <= {pupil.first_name for pupil in found}
    assert "Salma" not in {pupil.first_name for pupil in found}


def test_the_teacher_of_a_group_across_classes_teaches_its_pupils(cast):
    salma, group = cast.pupils["salma"], cast.classes["3B"]
    assert not school.teaches_pupil(cast.people["celik"], salma.id)
    db.session.add(Enrolment(pupil_id=salma.id, class_id=group.id, year_id=group.year_id, is_own_class=False))
    db.session.flush()
    assert school.teaches_pupil(cast.people["celik"], salma.id)
    found = school.class_of(salma)
    assert found is not None and found.name == "6A"


def test_a_new_year_hands_the_pupil_over(cast, new_year):
    zofia = cast.pupils["zofia"]
    assert school.class_of(zofia) is new_year
    assert school.teaches_pupil(cast.people["vos"], zofia.id)
    assert not school.teaches_pupil(cast.people["celik"], zofia.id)
    assert school.classes_taught_by(cast.people["celik"]) == []
    assert school.current_classes() == [new_year]
    assert school.class_of(cast.pupils["fleur"]) is None


def test_colleagues_who_left_are_in_no_list(cast):
    celik = cast.people["celik"]
    celik.left_on = i18n.local_date(clock.now())
    db.session.flush()
    assert [p.first_name for p in school.teachers_of(cast.classes["3B"].id)] == ["Marieke"]
    assert celik not in school.staff() and celik not in school.staff_with(Role.TEACHER)


def test_the_staff_is_who_has_a_role_each_once_with_all_their_roles(cast):
    sam = cast.people["sam"]
    sam.staff_roles.append(StaffRole(role=Role.LEADER))
    db.session.flush()
    db.session.expire_all()
    assert len(school.staff()) == 9
    assert {p.first_name for p in school.staff_with(Role.LEADER)} == {"Hanna", "Sam"}
    (found,) = [person for person in school.staff_with(Role.COORDINATOR)]
    assert found.roles == {Role.COORDINATOR, Role.LEADER}
    assert not any(person.is_guardian for person in school.staff())


def test_a_person_may_be_neither_staff_nor_guardian(app, visit):
    somebody = Person(first_name="Kim", email="kim@regenboog.example")
    db.session.add(somebody)
    db.session.commit()
    assert not somebody.is_staff and not somebody.is_guardian and somebody.roles == frozenset()
    page = visit("kim")
    assert page.get("/").status == 200 and page.get("/incidents").status == page.get("/home-context").status == 403


def test_places_are_found_by_name(cast):
    assert [place.name for place in school.places()] == ["Balie", "Lokaal 12"]
