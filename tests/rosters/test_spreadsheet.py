"""Our own spreadsheet comes in, from any program and in any shipped language; what it does not understand it says."""

from datetime import date, datetime

import pytest

from portal import i18n
from portal.db import db
from portal.rosters.queries.headings import headings, names_of_columns, template
from portal.rosters.rules.matching import plain
from portal.school.models import Custody, Guardianship, Person, Pupil, SchoolClass, SchoolYear
from tests.rosters.conftest import classes_of_pupils, contents
from tests.rosters.exports import MARK
from tests.rosters.sheets import child, parent, sheet, table, workbook

MILA = parent(
    "Mila Appel", relation="mother", email="Mila@Home.example", mobile="06-12345678", language="Arabic", custody="yes"
)
DAAN = parent("Daan | van | Dam", relation="father", email="daan@home.example", household="B", custody="no")
ROWS = (child("Ada Appel", "3A", MILA, DAAN, number="77"), child("Çelik | van den | Berk", "6B", born="1-2-2015"))
COUNTS = "classes: 2\npupils: 2\nstaff: 0\nguardians: 2\nadded: 6\nchanged: 0\nmissing: 0\n"


@pytest.fixture
def bring(command, tmp_path):
    """Bring a sheet in under a name: `bring(sheet(...), "list.csv")`."""

    def run(content: bytes, name: str = "list.csv", *options: str):
        (tmp_path / name).write_bytes(content)
        return command("import-roster", tmp_path / name, *options)

    return run


def ties() -> dict[str, tuple[str, Custody, bool]]:
    return {
        row.guardian.person.full_name: (row.relation, row.custody, row.has_access)
        for row in db.session.query(Guardianship)
    }


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_separator_and_encoding(separator, encoding, empty, bring):
    outcome = bring(sheet(*ROWS, separator=separator, encoding=encoding))
    assert (outcome.status, outcome.output) == (0, COUNTS)
    assert classes_of_pupils() == {"Ada Appel": {"3A": True}, "Çelik van den Berk": {"6B": True}}
    assert ties() == {"Mila Appel": ("mother", Custody.YES, True), "Daan van Dam": ("father", Custody.NO, False)}
    mila = db.session.query(Person).filter_by(first_name="Mila").one()
    assert (mila.email, mila.phone, mila.language) == ("mila@home.example", "+31612345678", "ar")
    assert bring(sheet(*ROWS, separator=separator, encoding=encoding)).changes == (0, 0, 0)


def test_a_workbook_with_days_and_numbers_as_excel_keeps_them(empty, bring):
    rows = table(*ROWS)
    rows[1][rows[0].index("Date of birth")] = datetime(2018, 6, 21)
    rows[1][rows[0].index("Pupil number")] = 77
    rows[1][rows[0].index("Parent 1: mobile")] = 612345678
    rows[2][rows[0].index("Date of birth")] = date(2015, 2, 1)
    assert bring(workbook(*rows), "list.xlsx").output == COUNTS
    assert {row.first_name: row.born_on for row in db.session.query(Pupil)} == {
        "Ada": "2018-06-21",
        "Çelik": "2015-02-01",
    }
    assert db.session.query(Pupil).filter_by(first_name="Ada").one().roster_key == "77"
    assert db.session.query(Person).filter_by(first_name="Mila").one().phone == "+31612345678"


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_the_headings_and_words_of_every_language_are_understood(language, empty, bring):
    with i18n.in_language(language):
        names, (_headings, example) = names_of_columns(), template()
    row = dict(zip(names, example, strict=True)) | {"pupil_key": "5"}
    content = ";".join(names.values()) + "\n" + ";".join(row.values())
    assert bring(content.encode()).counts["guardians"] == 2
    assert {custody for _relation, custody, _open in ties().values()} == {Custody.YES}
    assert {relation for relation, _custody, _open in ties().values()} == {"mother", "father"}
    assert db.session.query(Person).filter_by(first_name="Mila").one().language == language


def test_no_heading_means_two_things(app):
    every = headings().columns
    for language in i18n.LANGUAGES:
        with i18n.in_language(language):
            for column, name in names_of_columns().items():
                assert every[plain(name)] == column, f"{name} in {language} is {every[plain(name)]} elsewhere"


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_the_example_of_the_template_never_comes_in(language, empty, bring):
    with i18n.in_language(language):
        rows = template()
    outcome = bring("\n".join(";".join(row) for row in rows).encode())
    assert outcome.counts == dict.fromkeys(outcome.counts, 0) and "pupil" not in contents()


@pytest.mark.parametrize(
    "born", ["2018-06-21", "21-6-2018", "21/06/2018", "21.6.2018", "21 06 2018", "43272", "٢١-٦-٢٠١٨"]
)
def test_a_birthday_as_people_type_it(born, empty, bring):
    assert bring(sheet(child("Ada Appel", born=born))).status == 0
    assert db.session.query(Pupil).one().born_on == "2018-06-21"


def test_columns_in_any_order_and_others_beside_them(empty, bring):
    content = f"BSN;Groep;Achternaam;Roepnaam;Etniciteit\n{MARK};3A;Appel;Ada;{MARK}\n".encode()
    assert bring(content).status == 0
    assert classes_of_pupils() == {"Ada Appel": {"3A": True}} and MARK not in str(contents())


def test_a_sheet_without_guardians_misses_none_and_one_without_staff_misses_none(empty, bring):
    bring(sheet(*ROWS))
    assert bring(
        sheet(child("Ada Appel", number="77"), child("Çelik | van den | Berk", "6B", born="1-2-2015"))
    ).changes == (0, 0, 0)


def test_pupils_are_found_by_number_by_birthday_or_by_a_name_that_is_the_only_one(empty, bring):
    bring(sheet(child("Ada Appel", number="7"), child("Bo Berk", born="1-1-2018"), child("Cas Den", born="")))
    again = sheet(
        child("Ada Peer", number="7"), child("bo berk", born="1-1-2018"), child("Cas Den", "3B", born="2-2-2018")
    )
    assert bring(again).changes == (1, 3, 0)
    assert classes_of_pupils() == {"Ada Peer": {"3A": True}, "bo berk": {"3A": True}, "Cas Den": {"3B": True}}


def test_the_year_is_this_one_when_nobody_says_so(empty, bring):
    from portal import clock
    from portal.rosters.rules.reading import school_year_of

    bring(sheet(*ROWS))
    assert db.session.query(SchoolYear).one().name == school_year_of(i18n.local_date(clock.now()))


# What is wrong with it: the sheet, and the place and reason after "refused: ".
REFUSED = {
    "nothing": (b"", "line 1: the file is empty"),
    "only separators": (b";;;\n;;;\n", "line 1: the file is empty"),
    "no headings": (b"Ada;Appel;3A\n", "line 1, column First name: this column is missing"),
    "no class": (b"Voornaam;Achternaam\nAda;Appel\n", "line 1, column Class: this column is missing"),
    "a heading twice": (b"Voornaam;Roepnaam;Achternaam;Groep\n", "line 1, column First name: this column occurs twice"),
    "a day that does not exist": (
        sheet(child("Ada Appel"), child(f"Bo {MARK}", born="31-2-2018")),
        "line 3, column Date of birth: this is not a date like 21-6-2018",
    ),
    "a month before the day": (
        sheet(child("Ada Appel", born="06/21/2018")), "line 2, column Date of birth: this is not a date like 21-6-2018",
    ),
    "a year of two digits": (
        sheet(child("Ada Appel", born="21-6-18")), "line 2, column Date of birth: this is not a date like 21-6-2018",
    ),
    "a row without a family name": (
        sheet(child(f"{MARK} ")), "line 2, column Last name: this cell may not be empty",
    ),
    "an endless name": (
        sheet(child(f"Ada {MARK * 30}")), "line 2, column Last name: this is longer than 120 characters",
    ),
    "an open quote": (
        sheet(child("Ada Appel")) + f'"{MARK}'.encode(),
        "line 3: a quotation mark is missing here, so the rest of the table cannot be read",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line 1: this is not a text file, or its letters cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_is_refused_with_the_reason_and_the_place(what, empty, bring):
    content, reason = REFUSED[what]
    outcome = bring(content)
    assert (outcome.status, outcome.output) == (1, f"refused: {reason}\n")
    assert contents() == {}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook", sheet(child("Ada Appel"))])
def test_a_workbook_that_is_none_is_refused(content, empty, bring):
    outcome = bring(content, "list.xlsx")
    assert outcome.status == 1 and outcome.output.startswith("refused: this is not a")


@pytest.mark.parametrize(
    "more, words",
    [
        ({"email": MARK}, "This is not an e-mail address"), ({"mobile": "12"}, "This is not a phone number"),
        ({"language": "Klingon"}, "The portal does not speak this language yet"),
        ({"relation": MARK}, "We do not know this word"), ({"household": MARK}, "This is not A or B"),
        ({"custody": MARK}, "This is no word for custody"), ({"reads easily": MARK}, "This is neither yes nor no"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_with_its_place_and_the_rest_comes_in(more, words, send):
    page = send(sheet(child("Ada Appel", "3B", parent("Mila Appel", **more))))
    (column,) = ({"email": "e-mail", "household": "household (A or B)"}.get(name, name) for name in more)
    assert words in page and f"line 2, column Parent 1: {column}" in page and MARK not in page.text
    assert "Ada Appel" in page and "Mila Appel" in page


def test_a_guardian_without_a_name_a_pupil_twice_and_an_unknown_column_are_said(send):
    nameless = {"e-mail": "x@home.example"}
    page = send(sheet(child("Ada Appel", "3B", nameless), child("Ada Appel", "3B") | {"BSN": MARK}))
    assert "This guardian has no name" in page and "This pupil is in the file twice" in page
    assert "We do not know this column; nothing in it was read. (line 1, column I)" in page


def test_a_custody_that_is_unclear_opens_nothing(empty, bring):
    bring(sheet(child("Ada Appel", "3A", parent("Mila Appel", custody="half"))))
    assert ties() == {"Mila Appel": ("guardian", Custody.UNKNOWN, False)}


def test_a_grade_stays_when_the_sheet_does_not_say_it(empty, bring):
    bring(sheet(child("Ada Appel") | {"Grade": "3"}))
    assert bring(sheet(child("Ada Appel"))).changes == (0, 0, 0)
    assert db.session.query(SchoolClass).one().grade == "3"
