"""Citizen numbers, origin and countries of birth reach no table, no log and no word of the command."""

import logging

import pytest

from portal.db import Base
from tests.conftest import rows
from tests.rosters import samples
from tests.rosters.conftest import contents
from tests.rosters.samples import MARK, edexml, group, pupil, secrets, teacher

SECRET = f"<bsn>{MARK}</bsn>"


@pytest.fixture
def traces(empty, bring, caplog, capfd):
    """Bring a roster in; returns the outcome and everything that is left of it anywhere."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "sqlalchemy")

    def run(content, *options):
        outcome = bring(content, *options)
        as_it_lies = {table.name: rows(table.name) for table in Base.metadata.sorted_tables}
        return outcome, f"{outcome} {contents()} {as_it_lies} {caplog.text} {capfd.readouterr()}"

    return run


def _marked(version: str) -> str:
    eef, ada = teacher("t", "Eef Els", ("a",), more=secrets()), pupil("1", "Ada Appel", "a", more=secrets())
    roster = edexml(group("a", "3A"), eef, ada, version=version)
    roster = roster.replace("</school>", f"{secrets()}</school>")
    return roster.replace('<leerling key="1"', f'<leerling key="1" eckid="{MARK}"')


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
@pytest.mark.parametrize("version", ["1.03", "2.0", "2.1"])
def test_a_roster_that_comes_in_leaves_none_of_it(version, options, traces):
    assert _marked(version).count(MARK) == 3 * len(samples.SECRETS) + 1
    outcome, left = traces(_marked(version), *options)
    # The log of every question to the database is in it: what comes in leaves its name there, a dry run asks nothing.
    assert outcome.status == 0 and ("Appel" in left) is (options == ())
    assert MARK not in left


def test_a_whole_school_leaves_none_of_it(traces):
    outcome, left = traces(samples.large())
    assert outcome.counts["pupils"] == 400 and MARK not in left


def test_a_second_roster_leaves_none_of_it(traces):
    traces(_marked("2.1"))
    outcome, left = traces(_marked("2.1").replace("Appel", "Peer").replace(MARK, f"{MARK}X"))
    assert outcome.changes == (0, 1, 0) and MARK not in left


# Each is refused on account of the very thing that holds the mark, or of something beside it.
REFUSED = {
    "an unclosed number": edexml(pupil("1", "Ada Appel", more=f"<bsn>{MARK}")),
    "a number with a wrong end": edexml(pupil("1", "Ada Appel", more=f"<bsn>{MARK}</{MARK}>")),
    "an ampersand in a number": edexml(pupil("1", "Ada Appel", more=f"<bsn>&{MARK};</bsn>")),
    "an element called so": edexml(pupil("1", "Ada Appel", more=f"<{MARK} a=>")),
    "a first element called so": f"<{MARK}/>",
    "a first element of such a namespace": f'<EDEX xmlns="{MARK}"/>',
    "a DTD called so": edexml(before=f"<!DOCTYPE {MARK}>"),
    "a DTD from there": edexml(before=f'<!DOCTYPE EDEX SYSTEM "{MARK}">'),
    "an entity that holds it": edexml(before=f'<!DOCTYPE EDEX [<!ENTITY {MARK} "{MARK}">]>'),
    "an encoding called so": edexml().replace('"UTF-8"', f'"{MARK}"'),
    "a version called so": edexml(pupil("1", "Ada Appel", more=SECRET), version=MARK),
    "a year called so": edexml(pupil("1", "Ada Appel", more=SECRET), year=MARK),
    "a class called so": edexml(pupil("1", "Ada Appel", MARK, more=SECRET)),
    "a day called so": edexml(pupil("1", "Ada Appel", born=MARK, more=SECRET)),
    "a name that is too long": edexml(pupil("1", f"Ada {MARK * 30}", more=SECRET)),
    "a key that is too long": edexml(pupil(MARK * 30, "Ada Appel", more=SECRET)),
    "a key that occurs twice": edexml(pupil(MARK, "Ada Appel", more=SECRET), pupil(MARK, "Bo Berk", more=SECRET)),
    "a pupil without a name": edexml(f'<leerling key="1">{secrets()}</leerling>'),
    "a teacher without a name": edexml(f'<leerkracht key="1">{secrets()}</leerkracht>'),
    "a table": f"bsn;land\n{MARK};{MARK}\n",
    "letters of another encoding": edexml(pupil("1", f"Ada ç{MARK}", more=secrets())).encode("cp1252"),
    "half a file": edexml(pupil("1", "Ada Appel", more=secrets()))[:-40],
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_roster_leaves_none_of_it(what, traces):
    content = REFUSED[what]
    assert MARK.encode() in (content if isinstance(content, bytes) else content.encode())
    outcome, left = traces(content)
    assert outcome.status == 1 and outcome.output.startswith("refused: ")
    assert MARK not in left


def test_the_roster_of_another_school_leaves_none_of_it(traces):
    traces(_marked("2.1"))
    outcome, left = traces(_marked("2.1").replace("00AB", f"{MARK[:4]}{MARK}"))
    assert outcome.status == 1 and MARK not in left
