"""What is no roster is refused with the reason and the place, and nothing is kept."""

import pytest

from portal.rosters.actions import LARGEST
from tests.rosters import samples
from tests.rosters.conftest import contents
from tests.rosters.samples import edexml, group, pupil, teacher

SMALL = samples.small()
ADA = pupil("1", "Ada Appel")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
NO_DTD = "a DTD, an entity or a reference to elsewhere is not allowed"
DAMAGED = "this is not well-formed XML; the file breaks off or is damaged here"
NO_EDEX = "line 1: this is XML, but not EDEXML: the first element is not EDEX"
NO_VERSION = "line 3, <school>: version of EDEXML not known; we read 1.03, 2.0 and 2.1"
NO_YEAR = "line 3, <school>: <schooljaar> is not two years in a row, like 2026-2027"
KINDS = "we read EDEXML (.xml), OneRoster (.zip, or a folder) and our own spreadsheet (.csv, .xlsx)"
NO_DAY = "line 17, <leerling>: <geboortedatum> is not a date like 2018-06-21"


def _with_dtd(inside: str, named: str) -> str:
    return edexml(pupil("1", "Ada MARK"), before=f"<!DOCTYPE EDEX [{inside}]>\n").replace("MARK", named)


# What it is: the content, and what the command says after "refused: ".
REFUSED = {
    "nothing": ("", "line 1: the file is empty"),
    "only spaces": (" \n\t", "line 1: the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", f"line 1, column 1: {DAMAGED}"),
    "a table": ("naam;klas;geboren\nAda Appel;3A;2018-06-21\n", "line 1: this is not an XML file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line 1: this is not an XML file"),
    "a page": ("<html><body><p>EDEX</p></body></html>", NO_EDEX),
    "another namespace": (
        '<EDEX xmlns="urn:elsewhere"/>', NO_EDEX,
    ),
    "no school": ("<EDEX><leerlingen/></EDEX>", "line 1, <EDEX>: the element <school> is missing"),
    "a school without a number": (
        SMALL.replace("brincode", "brin"), "line 3, <school>: <brincode> is missing",
    ),
    "a later version": (
        edexml(ADA, version="3.0"), NO_VERSION,
    ),
    "no version": (
        SMALL.replace("xsdversie", "versie"), NO_VERSION,
    ),
    "a year of one": (
        edexml(ADA, year="2026"), NO_YEAR,
    ),
    "a year of long ago": (
        edexml(ADA, year="0000-0001"), NO_YEAR,
    ),
    "years apart": (
        edexml(ADA, year="2026-2028"), NO_YEAR,
    ),
    "a DTD": (_with_dtd("", "x"), f"line 2: {NO_DTD}"),
    "a DTD from elsewhere": (
        edexml(ADA, before='<!DOCTYPE EDEX SYSTEM "http://elsewhere.example/x.dtd">'), f"line 2: {NO_DTD}",
    ),
    "an entity": (_with_dtd('<!ENTITY x "Appel">', "&x;"), f"line 2: {NO_DTD}"),
    "an entity from a file": (_with_dtd('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), f"line 2: {NO_DTD}"),
    "an entity in a DTD": (_with_dtd('<!ENTITY % x SYSTEM "http://elsewhere.example"> %x;', "x"), f"line 2: {NO_DTD}"),
    "a billion laughs": (_with_dtd(LAUGHS, "&l11;"), f"line 2: {NO_DTD}"),
    "a class without a name": (edexml('<groep key="a"/>'), "line 14, <groep>: <naam> is missing"),
    "a pupil without a name": (
        edexml(group("a", "3A"), ADA, '<leerling key="2"><roepnaam>Bo</roepnaam></leerling>'),
        "line 18, <leerling>: <achternaam> is missing",
    ),
    "a pupil with a name of spaces": (
        edexml('<leerling key="2"><achternaam> \n </achternaam></leerling>'),
        "line 17, <leerling>: <achternaam> is missing",
    ),
    "a pupil with an endless name": (
        edexml(pupil("1", "Ada " + "a" * 121)), "line 17, <leerling>: <achternaam> is longer than 120 characters",
    ),
    "a pupil without a key": (edexml(pupil(" ", "Ada Appel")), "line 17, <leerling>: the key is missing or too long"),
    "a pupil with an endless key": (
        edexml(pupil("x" * 121, "Ada Appel")), "line 17, <leerling>: the key is missing or too long",
    ),
    "a pupil of an unknown class": (
        edexml(pupil("1", "Ada Appel", "elders")), "line 17, <groep>: refers to a group that is not in the file",
    ),
    "a pupil of an unknown group": (
        edexml(pupil("1", "Ada Appel", groups=("elders",))),
        "line 17, <samengestelde_groep>: refers to a group that is not in the file",
    ),
    "a teacher of an unknown class": (
        edexml(teacher("1", "Eef Els", ("elders",))), "line 20, <groep>: refers to a group that is not in the file",
    ),
    "two pupils with a key": (edexml(ADA, pupil("1", "Bo Berk")), "line 18, <leerling>: its key occurs twice"),
    "two classes with a key": (edexml(group("a", "3A"), group("a", "3B")), "line 15, <groep>: its key occurs twice"),
    "two staff with a key": (
        edexml(teacher("1", "Eef Els"), teacher(" 1", "Fie Olm")), "line 21, <leerkracht>: its key occurs twice",
    ),
    "a day in words": (
        edexml(pupil("1", "Ada Appel", born="21 juni")), NO_DAY,
    ),
    "a day that does not exist": (
        edexml(pupil("1", "Ada Appel", born="2018-02-30")),
        NO_DAY,
    ),
    "a day with something behind it": (
        edexml(pupil("1", "Ada Appel", born="2018-06-21 of zo")),
        NO_DAY,
    ),
    "half a file": (SMALL[:-20], f"line 26, column 0: {DAMAGED}"),
    "half a first line": (SMALL[:20], f"line 1, column 0: {DAMAGED}"),
    "two files in one": (SMALL + SMALL, f"line 28, column 0: {DAMAGED}"),
    "letters of another encoding": (SMALL.encode("cp1252"), f"line 21, column 30: {DAMAGED}"),
    "an encoding that does not exist": (
        SMALL.replace("UTF-8", "klingon"), "line 1: the character encoding of this file is not known",
    ),
    "an encoding of many bytes": (
        SMALL.replace("UTF-8", "shift_jis"), "line 1: the character encoding of this file is not known",
    ),
    "a name with a null in it": (SMALL.replace("Appel", "App\0el"), f"line 19, column 33: {DAMAGED}"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_is_refused_with_the_reason_and_the_place(what, empty, bring):
    content, reason = REFUSED[what]
    outcome = bring(content)
    assert (outcome.status, outcome.output) == (1, f"refused: {reason}\n")
    assert contents() == {}


@pytest.mark.parametrize("what", ["a pupil of an unknown class", "half a file", "a billion laughs"])
def test_a_refused_roster_leaves_a_filled_school_as_it_was(what, empty, bring):
    bring(SMALL)
    before = contents()
    assert bring(REFUSED[what][0]).status == 1
    assert contents() == before


def test_a_dry_run_refuses_too(empty, bring):
    assert bring(REFUSED["a pupil without a name"][0], "--dry-run").status == 1


def test_a_file_that_is_too_large_is_not_even_opened(empty, command, tmp_path):
    with open(tmp_path / "large.xml", "wb") as file:
        file.truncate(LARGEST + 1)
    outcome = command("import-roster", tmp_path / "large.xml")
    assert (outcome.status, outcome.output) == (1, "refused: the file is larger than 10 MB\n")


def test_a_missing_file_is_refused(empty, command, tmp_path):
    outcome = command("import-roster", tmp_path / "nothing.xml")
    assert (outcome.status, outcome.output) == (1, "refused: there is no such file\n")


@pytest.mark.parametrize("name", ["folder", "folder.xml"])
def test_a_folder_that_is_no_oneroster_is_refused(name, empty, command, tmp_path):
    (tmp_path / name).mkdir()
    (tmp_path / name / "roster.xml").write_text(SMALL)
    outcome = command("import-roster", tmp_path / name)
    assert (outcome.status, outcome.output) == (1, "refused: academicSessions.csv: this file is missing\n")
    assert contents() == {}


@pytest.mark.parametrize("name", ["roster", ".xml", "roster.pdf"])
def test_a_file_of_another_kind_is_refused(name, empty, command, tmp_path):
    (tmp_path / name).write_text(SMALL)
    outcome = command("import-roster", tmp_path / name)
    assert (outcome.status, outcome.output) == (1, f"refused: {KINDS}\n")


def test_a_file_is_read_as_what_its_name_says(empty, command, tmp_path):
    (tmp_path / "roster.csv").write_text(SMALL)
    outcome = command("import-roster", tmp_path / "roster.csv")
    assert (outcome.status, outcome.output) == (1, "refused: line 1, column First name: this column is missing\n")


def test_the_ending_may_be_in_capitals(empty, command, tmp_path):
    (tmp_path / "ROSTER.XML").write_text(SMALL)
    assert command("import-roster", tmp_path / "ROSTER.XML").status == 0


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_over_the_demo_school_every_roster_is_refused(options, app, bring):
    before = contents()
    outcome = bring(SMALL, *options)
    assert outcome.status == 1 and "this database holds the demo school" in outcome.output
    assert contents() == before
