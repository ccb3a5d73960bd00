"""OneRoster comes in, whoever wrote it: classes, pupils, staff, and guardians with their children."""

import pytest

from portal.db import db
from portal.school.models import Guardian, Guardianship, Person, Pupil, Role, School, SchoolClass, SchoolYear, StaffRole
from tests.rosters.conftest import classes_of_pupils, contents, teams
from tests.rosters.exports import MARK, enrolment, files, small, user
from tests.rosters.sheets import zipped

COUNTS = "classes: 3\npupils: 3\nstaff: 2\nguardians: 3\nadded: 11\nchanged: 0\nmissing: 0\n"
# How other publishers write the same: quotes, column order, line ends, extra columns, encodings, no manifest.
WAYS = {
    "plain": {}, "quoted": {"quotes": True}, "columns in another order": {"backwards": True},
    "lines of Unix": {"newline": "\n"},
    "lines of an old Mac": {"newline": "\r"}, "a byte order mark": {"encoding": "utf-8-sig"},
    "UTF-16": {"encoding": "utf-16"},
    "Windows-1252": {"encoding": "cp1252"}, "more columns": {"secrets": True}, "no manifest": {"manifest": False},
    "empty files": {"empty": ("results", "lineItems")},
    "all of it": {"quotes": True, "backwards": True, "newline": "\n", "encoding": "utf-8-sig", "secrets": True},
}  # fmt: skip


@pytest.fixture(autouse=True)
def _an_empty_portal(empty):
    """Every test here begins with an empty database."""


@pytest.fixture
def bring(command, tmp_path):
    """Bring an export in as a folder: `bring(parts, "1.2", quotes=True)`; `options` of the command by themselves."""

    def run(parts=None, version="1.1", *options, **way):
        folder = tmp_path / "export"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, content in files(parts or small(), version, **way).items():
            (folder / name).write_bytes(content)
        return command("import-roster", folder, *options)

    return run


def families() -> dict[str, dict[str, str]]:
    """By child the guardians with what they are to it."""
    found: dict[str, dict[str, str]] = {pupil.full_name: {} for pupil in db.session.query(Pupil)}
    for row in db.session.query(Guardianship).order_by(Guardianship.id):
        found[row.pupil.full_name][row.guardian.person.full_name] = row.relation
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_it_comes_in_however_it_is_written(version, way, bring):
    outcome = bring(small(), version, **WAYS[way])
    assert (outcome.status, outcome.output) == (0, COUNTS)
    assert classes_of_pupils() == {
        "Ada Appel": {"3A": True, "Plus": False}, "Bo Appel": {"6B": True}, "Cas van der Den": {"3A": True},
    }  # fmt: skip
    assert teams() == {"3A": ["Eef Els"], "6B": [], "Plus": ["Fie Framboos"]}
    assert families() == {
        "Ada Appel": {"Mila Appel": "parent"}, "Bo Appel": {"Mila Appel": "parent"},
        "Cas van der Den": {"Nel Den": "guardian", "Otje Tak": "relative"},
    }  # fmt: skip
    assert MARK not in str(contents())
    assert bring(small(), version, **WAYS[way]).changes == (0, 0, 0)


@pytest.mark.parametrize("folder", ["", "export/", "2026/school/"])
def test_a_zip_comes_in_as_a_folder_does(folder, command, tmp_path):
    leftovers = {"__MACOSX/._users.csv": b"\0\0", "readme.txt": b"hello"}
    (tmp_path / "export.zip").write_bytes(zipped({**files(small()), **leftovers}, folder))
    assert command("import-roster", tmp_path / "export.zip").output == COUNTS


def test_what_it_says_of_school_year_grade_birthday_and_contact(bring):
    bring()
    school = db.session.query(School).one()
    assert (school.name, school.name_key) == ("De Boomgaard", "00AB")
    assert db.session.query(SchoolYear).one().name == "2026-2027"
    assert {row.name: row.grade for row in db.session.query(SchoolClass)} == {"3A": "03", "6B": "06", "Plus": ""}
    assert {row.first_name: row.born_on for row in db.session.query(Pupil)} == {
        "Ada": "2018-06-21",
        "Bo": None,
        "Cas": None,
    }
    mila, nel = (db.session.query(Person).filter_by(first_name=name).one() for name in ("Mila", "Nel"))
    assert (mila.email, mila.phone, nel.phone) == ("mila@home.example", "+31612345678", "+31687654321")


def test_who_lives_together_it_does_not_say_so_each_guardian_has_a_household(bring):
    bring()
    homes = [guardian.household_id for guardian in db.session.query(Guardian)]
    assert len(set(homes)) == len(homes) == 3


@pytest.mark.parametrize("birthday", ["2018-06-21", "2018-06-21Z", "2018-06-21T00:00:00.000Z", "2018-06-21+02:00"])
def test_days_with_a_zone_or_a_time_are_days(birthday, bring):
    parts = small()
    parts["demographics"][0]["birthDate"] = birthday
    assert bring(parts).status == 0
    assert db.session.query(Pupil).filter_by(first_name="Ada").one().born_on == "2018-06-21"


def test_somebody_to_be_deleted_is_missing_and_what_refers_to_them_is_left_alone(bring):
    bring()
    parts = small()
    parts["users"][1]["status"] = "tobedeleted"
    parts["users"][3]["status"] = "ToBeDeleted"
    assert bring(parts).changes == (0, 0, 2)
    parts = small()
    parts["enrollments"][3]["status"] = "tobedeleted"
    assert bring(parts).changes == (0, 1, 0)
    assert classes_of_pupils()["Ada Appel"] == {"3A": True}


def test_a_file_of_changes_takes_nobody_away_and_nobody_is_missing_from_it(bring):
    bring()
    parts = small()
    parts["users"] = [user("p2", "Bo Peer", "student"), user("p9", "Dee Olm", "student")]
    parts["enrollments"] = [enrolment("e9", "c6", "p9"), enrolment("e8", "cx", "p2")]
    parts["demographics"] = []
    assert bring(parts, kind="delta").changes == (1, 1, 0)
    assert classes_of_pupils()["Bo Peer"] == {"6B": True, "Plus": False}
    parts["users"] = [user("p9", "Dee Olm", "student", status="tobedeleted")]
    parts["enrollments"] = []
    assert bring(parts, kind="delta", empty=("enrollments", "demographics")).changes == (0, 0, 1)


def test_a_pupil_who_moved_in_the_year_is_in_the_class_that_lasts(bring):
    parts = small()
    parts["enrollments"][0]["endDate"] = "2026-10-01"
    parts["enrollments"].append(enrolment("e9", "c6", "p1", beginDate="2026-10-02"))
    bring(parts)
    assert classes_of_pupils()["Ada Appel"] == {"6B": True, "Plus": False}


def test_a_teacher_with_a_child_at_school_is_one_person_with_both_hats(bring):
    parts = small()
    parts["users"][6]["role"] = "teacher+parent"
    parts["users"][1]["agentSourcedIds"] = "t1"
    outcome = bring(parts, "1.2")
    assert (outcome.counts["guardians"], outcome.counts["staff"], outcome.counts["added"]) == (4, 2, 11)
    eef = db.session.query(Person).filter_by(first_name="Eef").one()
    assert eef.roles == {Role.TEACHER} and families()["Bo Appel"] == {"Mila Appel": "parent", "Eef Els": "parent"}
    assert bring(parts, "1.2").changes == (0, 0, 0)


def test_a_teacher_who_is_a_parent_under_another_key_stays_one_person_and_nothing_flips(bring):
    parts = small()
    parts["users"][3]["email"] = "eef@school.example"
    assert bring(parts).counts["added"] == 10
    assert bring(parts).changes == (0, 0, 0)
    assert db.session.query(Person).filter_by(first_name="Eef").one().roster_key == "t1"


def test_a_key_that_another_system_gave_to_a_teacher_is_not_a_parents(bring):
    db.session.add(
        Person(first_name="Han", last_name="Olm", roster_key="g1", staff_roles=[StaffRole(role=Role.TEACHER)])
    )
    assert bring().status == 0
    assert db.session.query(Person).filter_by(first_name="Han").one().guardian is None
    assert db.session.query(Person).filter_by(first_name="Mila").one().roster_key is None
    assert bring().changes == (0, 0, 1)


def test_a_name_that_somebody_is_called_by_goes_before_the_official_one(bring):
    parts = small()
    parts["users"][0] |= {"preferredGivenName": "Aad"}
    bring(parts)
    assert "Aad Appel" in classes_of_pupils()


def test_a_guardian_without_a_child_in_the_file_is_counted_and_not_kept(bring):
    parts = small()
    parts["users"].append(user("g9", "Zus Zonder", "parent"))
    assert bring(parts).counts["guardians"] == 4
    assert db.session.query(Person).filter_by(first_name="Zus").count() == 0


def test_a_pupil_by_enrolment_who_is_no_pupil_is_left_out(bring):
    parts = small()
    parts["enrollments"].append(enrolment("e9", "c6", "t1"))
    outcome = bring(parts)
    reason = "left out: Is in a class as a pupil, but is no pupil in the file. (enrollments.csv, line 8, column role)"
    assert outcome.output == f"{reason}\n{COUNTS}" and "Eef Els" not in classes_of_pupils()


def test_the_school_of_another_export_is_refused_and_a_brin_is_not_compared_with_its_number(bring):
    parts = small()
    parts["orgs"][0]["identifier"] = ""
    bring(parts)
    assert db.session.query(School).one().name_key == "oneroster:s1"
    parts["orgs"][0]["identifier"] = "99ZZ"
    assert bring(parts).status == 0
    parts["orgs"][0]["identifier"] = ""
    parts["orgs"][0]["sourcedId"] = "s2"
    for row in parts["classes"]:
        row["schoolSourcedId"] = "s2"
    assert "of another school" in bring(parts).output
