"""A roster comes in: classes, pupils, staff, who is in which class and who teaches it."""

import pytest

from portal.db import db
from portal.school.models import Guardian, Person, Pupil, Role, School, SchoolClass, SchoolYear
from tests.rosters import samples
from tests.rosters.conftest import classes_of_pupils, contents, teams
from tests.rosters.samples import cross_group, edexml, group, pupil, teacher

EXACT = "classes: {}\npupils: {}\nstaff: {}\nguardians: 0\nadded: {}\nchanged: 0\nmissing: 0\n"


@pytest.fixture(autouse=True)
def _an_empty_portal(empty):
    """Every test here begins with an empty database."""


def _person(first_name: str) -> Person:
    return db.session.query(Person).filter_by(first_name=first_name).one()


@pytest.mark.parametrize("version", ["1.03", "1.0.3"])
def test_the_first_version_comes_in(version, bring):
    outcome = bring(samples.small(version))
    assert (outcome.status, outcome.output) == (0, EXACT.format(2, 3, 2, 7))
    assert classes_of_pupils() == {
        "Ada Appel": {"3A": True},
        "Bo van der Berk": {"3A": True},
        "Cas Çelik": {"6B": True},
    }
    assert teams() == {"3A": ["Eef Els", "Fie Framboos"], "6B": ["Fie Framboos"]}


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_the_later_versions_come_in_with_groups_across_classes(version, bring):
    outcome = bring(samples.small(version))
    assert (outcome.status, outcome.output) == (0, EXACT.format(3, 3, 2, 8))
    assert classes_of_pupils()["Ada Appel"] == {"3A": True, "Plusgroep": False}
    assert teams()["Plusgroep"] == ["Fie Framboos"]


def test_a_school_gets_its_number_its_year_and_its_grades(bring):
    bring(samples.small())
    assert db.session.query(School).one().name_key == "00AB" and not db.session.query(School).one().is_demo
    assert [str(year.starts_on) for year in db.session.query(SchoolYear)] == ["2026-08-01"]
    assert {row.name: row.grade for row in db.session.query(SchoolClass)} == {"3A": "3", "6B": "6", "Plusgroep": ""}


def test_a_pupil_keeps_the_parts_of_the_name_and_the_birthday_sealed(bring):
    bring(samples.small())
    bo = db.session.query(Pupil).filter_by(first_name="Bo").one()
    assert (bo.infix, bo.last_name, bo.born_on) == ("van der", "Berk", "2018-06-21")
    (sealed,) = db.session.connection().exec_driver_sql("SELECT born_on FROM pupil WHERE first_name = 'Bo'").one()
    assert b"2018" not in bytes(sealed)


def test_staff_get_the_role_that_the_file_gives_them(bring):
    bring(
        edexml(
            teacher("1", "Ada Appel", role="DIR"),
            teacher("2", "Bo Berk", role="ADM"),
            teacher("3", "Cas Den", role="X"),
        )
    )
    roles = {person.first_name: set(person.roles) for person in db.session.query(Person)}
    assert roles == {"Ada": {Role.LEADER}, "Bo": {Role.OFFICE}, "Cas": {Role.TEACHER}}


def test_the_format_has_no_parents_and_none_are_made(bring):
    bring(samples.small())
    assert db.session.query(Guardian).count() == 0


def test_a_pupil_without_a_class_or_birthday_comes_in(bring):
    assert bring(edexml(pupil("1", "Ada Appel", born=""))).status == 0
    assert classes_of_pupils() == {"Ada Appel": {}}


def test_a_moment_as_birthday_is_a_birthday(bring):
    bring(edexml(pupil("1", "Ada Appel", born="2018-06-21T00:00:00")))
    assert db.session.query(Pupil).one().born_on == "2018-06-21"


def test_a_group_that_is_named_twice_is_one_group(bring):
    assert bring(edexml(cross_group("plus", "Plus"), pupil("1", "Ada Appel", groups=("plus", "plus")))).status == 0
    assert classes_of_pupils() == {"Ada Appel": {"Plus": False}}


def test_what_stands_between_the_pupils_is_left_alone(bring):
    roster = edexml(pupil("1", "Ada Appel")).replace("<leerlingen>", "<leerlingen><toevoegingen><blok/></toevoegingen>")
    assert bring(roster).counts["pupils"] == 1


@pytest.mark.parametrize("key", ["a b", "ключ", 'a"&<b>', "../../x", "'; DROP TABLE pupil; --", "#", "👩‍🏫", "x" * 120])
def test_odd_keys_are_only_keys(key, bring):
    roster = edexml(group(key, "3A"), pupil(key, "Ada Appel", key), teacher(key, "Eef Els", (key,)))
    assert bring(roster).status == 0
    assert classes_of_pupils() == {"Ada Appel": {"3A": True}} and teams() == {"3A": ["Eef Els"]}
    assert bring(roster).changes == (0, 0, 0)


@pytest.mark.parametrize("encoding, name", [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "windows-1252")])
def test_other_encodings_come_in_with_every_letter(encoding, name, bring):
    text = samples.small().replace('encoding="UTF-8"', f'encoding="{name}"')
    assert bring(text.encode(encoding)).status == 0
    assert "Cas Çelik" in classes_of_pupils()


def test_a_dry_run_counts_and_changes_nothing(bring):
    outcome = bring(samples.small(), "--dry-run")
    assert (outcome.status, outcome.output) == (0, EXACT.format(3, 3, 2, 8))
    assert contents() == {}


def test_a_dry_run_over_a_filled_school_counts_and_changes_nothing(bring):
    bring(samples.small())
    before = contents()
    changed = edexml(group("a", "3C"), pupil("1", "Ada Anders", "a"), pupil("9", "Dee Den", "a"))
    assert bring(changed, "--dry-run").changes == (1, 2, 6)
    assert contents() == before


@pytest.mark.parametrize("version", ["1.03", "2.0", "2.1"])
def test_a_school_of_four_hundred_comes_in_whole(version, bring):
    assert bring(samples.large(version)).output == EXACT.format(17, 400, 29, 446)
    rows = {name: len(rows) for name, rows in contents().items()}
    assert rows == {
        "school": 1, "school_year": 1, "school_class": 17, "pupil": 400, "enrolment": 400,
        "person": 29, "staff_role": 29, "teaching": 17,
    }  # fmt: skip


def test_a_school_of_four_hundred_takes_few_questions(bring, queries):
    with queries() as first:
        bring(samples.large())
    with queries() as again:
        assert bring(samples.large()).changes == (0, 0, 0)
    with queries() as moved:
        assert bring(samples.large().replace('<groep key="g3"/>', '<groep key="g4"/>')).changes == (0, 25, 0)
    # SQLite gives out the numbers of new rows one by one.
    new_rows = 446 if db.engine.name == "sqlite" else 0
    assert len(first) <= new_rows + 25 and max(len(again), len(moved)) <= 15
