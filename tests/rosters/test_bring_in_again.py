"""The next roster: who is known is found again, changed and moved; who is missing stays."""

from datetime import date

import pytest

from portal.db import db
from portal.school.models import Guardian, Household, Person, Pupil, Role, School, StaffRole
from tests.rosters import samples
from tests.rosters.conftest import classes_of_pupils, contents, teams
from tests.rosters.samples import cross_group, edexml, group, pupil, teacher


@pytest.fixture(autouse=True)
def _an_empty_portal(empty):
    """Every test here begins with an empty database."""


def _numbers(model) -> dict[str, int]:
    return {row.full_name: row.id for row in db.session.query(model)}


@pytest.mark.parametrize("roster", [samples.small("1.03"), samples.small(), samples.large()])
def test_the_same_roster_twice_adds_nothing(roster, bring):
    bring(roster)
    before = contents()
    assert bring(roster).changes == (0, 0, 0)
    assert contents() == before


def test_a_changed_name_is_changed(bring):
    bring(samples.small())
    before = _numbers(Pupil)
    again = bring(samples.small().replace("Appel", "Abrikoos").replace("Framboos", "Fruit").replace("6B", "6C"))
    assert again.changes == (0, 3, 0)
    assert _numbers(Pupil)["Ada Abrikoos"] == before["Ada Appel"] and "Ada Appel" not in _numbers(Pupil)
    assert teams()["6C"] == ["Fie Fruit"]


def test_a_pupil_moves_to_another_class(bring):
    bring(edexml(group("a", "3A"), group("b", "3B"), pupil("1", "Ada Appel", "a"), pupil("2", "Bo Berk", "b")))
    moved = bring(edexml(group("a", "3A"), group("b", "3B"), pupil("1", "Ada Appel", "b"), pupil("2", "Bo Berk", "a")))
    assert moved.changes == (0, 2, 0)
    assert classes_of_pupils() == {"Ada Appel": {"3B": True}, "Bo Berk": {"3A": True}}


def test_a_pupil_enters_and_leaves_a_group_across_classes(bring):
    classes = group("a", "3A"), cross_group("plus", "Plus")
    bring(edexml(*classes, pupil("1", "Ada Appel", "a"), pupil("2", "Bo Berk", "a", groups=("plus",))))
    again = bring(edexml(*classes, pupil("1", "Ada Appel", "a", groups=("plus",)), pupil("2", "Bo Berk", "a")))
    assert again.changes == (0, 2, 0)
    assert classes_of_pupils() == {"Ada Appel": {"3A": True, "Plus": False}, "Bo Berk": {"3A": True}}


def test_a_teacher_takes_another_class(bring):
    bring(edexml(group("a", "3A"), group("b", "3B"), teacher("t", "Eef Els", ("a",))))
    assert bring(edexml(group("a", "3A"), group("b", "3B"), teacher("t", "Eef Els", ("b",)))).changes == (0, 1, 0)
    assert teams() == {"3A": [], "3B": ["Eef Els"]}


def test_who_is_missing_is_counted_stays_and_is_asked_about(bring):
    bring(samples.small())
    before = contents()
    assert bring(edexml(group("a", "3A"), pupil("2", "Bo | van der | Berk", "a"))).changes == (0, 0, 6)
    after = contents()
    assert len(after.pop("left_question")) == 4, "two pupils and two staff; classes leave by themselves"
    assert after == before


def test_a_new_year_has_its_own_classes_and_the_same_pupils(bring):
    bring(samples.small())
    before = _numbers(Pupil), _numbers(Person)
    assert bring(samples.small().replace("2026-2027", "2027-2028")).changes == (3, 5, 0)
    assert (_numbers(Pupil), _numbers(Person)) == before


def test_who_left_stays_marked_and_is_not_missed(bring):
    bring(samples.small())
    db.session.query(Pupil).update({"left_on": date(2026, 12, 1)})
    db.session.query(Person).update({"left_on": date(2026, 12, 1)})
    assert bring(samples.small()).changes == (0, 0, 0)
    assert bring(edexml(group("a", "3A"))).changes == (0, 0, 2)
    assert {row.left_on for row in [*db.session.query(Pupil), *db.session.query(Person)]} == {date(2026, 12, 1)}


def test_keys_of_one_file_find_nobody_in_the_next(bring):
    """EDEXML 2.1: a key with # counts anew in each file, so the same key is somebody else."""
    bring(edexml(
        group("#1", "3A"), group("#2", "6B"), pupil("#1", "Ada Appel", "#1"), pupil("#2", "Bo Berk", "#2"),
        teacher("#1", "Eef Els", ("#1",)), teacher("#2", "Fie Framboos", ("#2",)),
    ))  # fmt: skip
    before = contents()
    assert bring(edexml(
        group("#2", "3A"), group("#1", "6B"), pupil("#2", "Ada Appel", "#2"), pupil("#1", "Bo Berk", "#1"),
        teacher("#2", "Eef Els", ("#2",)), teacher("#1", "Fie Framboos", ("#1",)),
    )).changes == (0, 0, 0)  # fmt: skip
    assert contents() == before and "#" not in str(before)


def test_without_lasting_keys_a_stranger_does_not_become_somebody_known(bring):
    bring(edexml(group("#1", "3A"), pupil("#1", "Ada Appel", "#1"), teacher("#1", "Eef Els", ("#1",))))
    assert bring(
        edexml(group("#1", "6B"), pupil("#1", "Bo Berk", "#1"), teacher("#1", "Han Olm", ("#1",)))
    ).changes == (3, 0, 3)
    assert classes_of_pupils() == {"Ada Appel": {"3A": True}, "Bo Berk": {"6B": True}}
    assert teams() == {"3A": ["Eef Els"], "6B": ["Han Olm"]}


def test_namesakes_without_lasting_keys_stay_two(bring):
    roster = edexml(
        group("a", "3A"), group("b", "6B"),
        pupil("#1", "Ada Appel", "a", born=""), pupil("#2", "Ada Appel", "b", born=""),
        teacher("#1", "Eef Els", ("a",)), teacher("#2", "Eef Els", ("b",)),
    )  # fmt: skip
    bring(roster)
    assert (db.session.query(Pupil).count(), db.session.query(Person).count()) == (2, 2)
    assert bring(roster).changes == (0, 0, 0)


def test_a_pupil_known_without_a_key_gets_the_first_lasting_one(bring):
    bring(edexml(group("a", "3A"), pupil("#1", "Ada Appel", "a")))
    assert bring(edexml(group("a", "3A"), pupil("77", "Ada Appel", "a"))).changes == (0, 1, 0)
    assert db.session.query(Pupil).one().roster_key == "77"


def test_a_namesake_with_another_birthday_or_none_is_somebody_else(bring):
    bring(edexml(pupil("1", "Ada Appel", born="")))
    assert bring(edexml(pupil("2", "Ada Appel", born=""))).changes == (1, 0, 1)
    assert bring(edexml(pupil("3", "Ada Appel", born="2017-01-01"))).changes == (1, 0, 2)


def test_a_teacher_is_found_by_address(bring):
    db.session.add(Person(first_name="eef", email="eef@school.example", staff_roles=[StaffRole(role=Role.OFFICE)]))
    bring(edexml(teacher("t", "Eef Els", email="Eef@School.example")))
    eef = db.session.query(Person).one()
    assert (eef.full_name, eef.roster_key, eef.roles) == ("Eef Els", "t", {Role.OFFICE})


def test_a_parent_who_teaches_gets_the_role_beside_the_children(bring):
    parent = Person(first_name="Eef", last_name="Els", email="eef@school.example")
    parent.guardian = Guardian(household=Household())
    db.session.add(parent)
    bring(edexml(group("a", "3A"), teacher("t", "Eef Els", ("a",), email="eef@school.example")))
    eef = db.session.query(Person).one()
    assert eef.is_guardian and eef.roles == {Role.TEACHER} and teams() == {"3A": ["Eef Els"]}


def test_a_parent_with_a_teachers_name_is_not_the_teacher(bring):
    parent = Person(first_name="Eef", last_name="Els", email="parent@home.example")
    parent.guardian = Guardian(household=Household())
    db.session.add(parent)
    assert bring(edexml(teacher("#1", "Eef Els"))).changes == (1, 0, 0)
    assert [person.is_staff for person in db.session.query(Person).order_by(Person.id)] == [False, True]


def test_an_address_that_two_share_is_nobodys(bring):
    roster = edexml(
        teacher("1", "Eef Els", email="groep3@school.example"), teacher("2", "Fie Olm", email="groep3@school.example")
    )
    assert bring(roster).changes == (2, 0, 0)
    assert [person.email for person in db.session.query(Person)] == [None, None]
    assert bring(roster).changes == (0, 0, 0)


def test_an_address_stays_with_who_signs_in_with_it(bring):
    bring(edexml(teacher("1", "Eef Els", email="eef@school.example")))
    bring(edexml(teacher("1", "Eef Els"), teacher("2", "Eefje Olm", email="eef@school.example")))
    assert {p.full_name: p.email for p in db.session.query(Person)} == {
        "Eef Els": "eef@school.example",
        "Eefje Olm": None,
    }


def test_a_teacher_without_an_address_gets_it_from_a_later_file(bring):
    bring(edexml(teacher("1", "Eef Els")))
    assert bring(edexml(teacher("1", "Eef Els", email="eef@school.example"))).changes == (0, 1, 0)
    assert db.session.query(Person).one().email == "eef@school.example"


def test_a_school_without_a_number_takes_that_of_its_first_roster(bring):
    db.session.add(School(name="De Boomgaard"))
    bring(samples.small())
    here = db.session.query(School).one()
    assert (here.name, here.name_key) == ("De Boomgaard", "00AB")


def test_the_roster_of_another_school_is_refused(bring):
    bring(samples.small())
    before = contents()
    refused = bring(edexml(pupil("1", "Iemand Anders"), school="99ZZ"))
    assert refused.status == 1 and "of another school" in refused.output
    assert contents() == before
