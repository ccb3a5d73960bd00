"""An export that cannot be used is refused with file, line and column, and nothing is changed."""

from collections.abc import Callable

import pytest

from tests.rosters.conftest import contents
from tests.rosters.exports import MARK, Rows, enrolment, files, small, user

Parts = dict[str, Rows]


def _set(part: str, number: int, **values: str) -> Callable[[Parts], None]:
    return lambda parts: parts[part][number].update(values)


def _more(part: str, row: dict[str, str]) -> Callable[[Parts], None]:
    return lambda parts: parts[part].append(row)


NO_DAY = "this is not a date like 2018-06-21"
EMPTY = "this cell may not be empty"
TWICE = "its key occurs twice"
TOO_LONG = "this is longer than 120 characters"
NO_TEXT = "this is not a text file, or its letters cannot be read"
NO_QUOTE = "a quotation mark is missing here, so the rest of the table cannot be read"
TOO_WIDE = "this row has more cells than the first one"
# What is wrong with it, and where the command says it is.
WRONG: dict[str, tuple[Callable[[Parts], object], str]] = {
    "no users": (lambda parts: parts.pop("users"), "users.csv: this file is missing"),
    "no classes": (lambda parts: parts.pop("classes"), "classes.csv: this file is missing"),
    "no enrolments": (lambda parts: parts.pop("enrollments"), "enrollments.csv: this file is missing"),
    "no sessions": (lambda parts: parts.pop("academicSessions"), "academicSessions.csv: this file is missing"),
    "no orgs": (lambda parts: parts.pop("orgs"), "orgs.csv: this file is missing"),
    "a birthday in words": (
        _set("demographics", 0, birthDate=MARK), f"demographics.csv, line 2, column birthDate: {NO_DAY}",
    ),
    "a birthday the other way round": (
        _set("demographics", 0, birthDate="21-06-2018"),
        f"demographics.csv, line 2, column birthDate: {NO_DAY}",
    ),
    "a year that does not begin": (
        _set("academicSessions", 0, startDate="2026-02-30"),
        f"academicSessions.csv, line 2, column startDate: {NO_DAY}",
    ),
    "an enrolment that ends on no day": (
        _set("enrollments", 1, endDate=MARK), f"enrollments.csv, line 3, column endDate: {NO_DAY}",
    ),
    "an enrolment of nobody": (
        _more("enrollments", enrolment("e9", "c3", MARK)),
        "enrollments.csv, line 8, column userSourcedId: refers to something that is not in users.csv",
    ),
    "an enrolment in no class": (
        _more("enrollments", enrolment("e9", MARK, "p1")),
        "enrollments.csv, line 8, column classSourcedId: refers to something that is not in classes.csv",
    ),
    "a guardian who is not there": (
        _set("users", 0, agentSourcedIds=f"g1,{MARK}"),
        "users.csv, line 2, column agentSourcedIds: refers to something that is not in users.csv",
    ),
    "a term that is not there": (
        _set("classes", 1, termSourcedIds=MARK),
        "classes.csv, line 3, column termSourcedIds: refers to something that is not in academicSessions.csv",
    ),
    "a school that is not there": (
        _set("classes", 0, schoolSourcedId=MARK),
        "classes.csv, line 2, column schoolSourcedId: refers to something that is not in orgs.csv",
    ),
    "classes of two schools": (
        _set("classes", 2, schoolSourcedId="s2"),
        "classes.csv, line 4, column schoolSourcedId: the classes are of several schools. Export one school",
    ),
    "a pupil without a family name": (
        _more("users", user("p9", MARK, "student")), f"users.csv, line 10, column familyName: {EMPTY}",
    ),
    "a class without a title": (_set("classes", 0, title=" "), f"classes.csv, line 2, column title: {EMPTY}"),
    "an endless name": (
        _set("users", 2, givenName=MARK * 30), f"users.csv, line 4, column givenName: {TOO_LONG}",
    ),
    "two users with a key": (
        _more("users", user("p1", f"{MARK} Olm", "student")), f"users.csv, line 10, column sourcedId: {TWICE}",
    ),
    "a user without a key": (
        _more("users", user("", f"{MARK} Olm", "student")), f"users.csv, line 10, column sourcedId: {EMPTY}",
    ),
}  # fmt: skip


@pytest.fixture
def bring(command, tmp_path, empty):
    """Bring these files in as a folder."""

    def run(written: dict[str, bytes]):
        folder = tmp_path / "export"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, content in written.items():
            (folder / name).write_bytes(content)
        return command("import-roster", folder)

    return run


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused_with_its_place_and_without_its_words(what, bring):
    bring(files(small()))
    before, parts = contents(), small()
    spoil, reason = WRONG[what]
    spoil(parts)
    outcome = bring(files(parts))
    assert (outcome.status, outcome.output) == (1, f"refused: {reason}\n")
    assert contents() == before and MARK not in outcome.output


def test_classes_of_two_years_are_refused(bring):
    parts = small()
    parts["academicSessions"].append({"sourcedId": "z", "startDate": "2027-08-16"})
    parts["classes"][1]["termSourcedIds"] = "z"
    reason = "classes.csv, line 3, column termSourcedIds: the classes are of several school years. Export one year"
    assert bring(files(parts)).output == f"refused: {reason}\n"


@pytest.mark.parametrize("version", ["1.0", "2.0", "x"])
def test_another_version_is_refused(version, bring):
    written = files(small())
    written["manifest.csv"] = written["manifest.csv"].replace(
        b"oneroster.version,1.1", f"oneroster.version,{version}".encode()
    )
    assert bring(written).output == "refused: manifest.csv: version of OneRoster not known; we read 1.1 and 1.2\n"


def test_roles_in_a_file_of_their_own_are_needed_in_the_later_version(bring):
    written = files(small(), "1.2")
    del written["roles.csv"]
    assert bring(written).output == "refused: roles.csv: this file is missing\n"


def test_a_column_that_is_needed_and_is_not_there_is_named(bring):
    written = files(small())
    written["users.csv"] = written["users.csv"].replace(b"givenName", b"voornaam", 1)
    assert bring(written).output == "refused: users.csv, line 1, column givenName: this column is missing\n"


@pytest.mark.parametrize(
    "spoil, reason",
    [
        (lambda text: text + b'p9,,,"Ada', f"users.csv, line 10: {NO_QUOTE}"),
        (lambda text: text + b"p9" + b"," * 40 + b"x", f"users.csv, line 10: {TOO_WIDE}"),
        (lambda text: b"\x89PNG\r\n\x1a\n\0\0\0\r" + text, f"users.csv, line 1: {NO_TEXT}"),
        (lambda text: text + b"p9,\x81", f"users.csv, line 10: {NO_TEXT}"),
    ],
)  # fmt: skip
def test_a_table_that_is_none_is_refused_at_its_line(spoil, reason, bring):
    written = files(small())
    written["users.csv"] = spoil(written["users.csv"])
    assert bring(written).output == f"refused: {reason}\n"


def test_an_export_with_nothing_in_it_has_no_year(bring):
    written = {name: content.partition(b"\r\n")[0] + b"\r\n" for name, content in files(small()).items()}
    written["manifest.csv"] = files(small())["manifest.csv"]
    assert bring(written).output == "refused: no school year can be found in it\n"
