"""A school of 2,000 pupils with 3,000 guardians: it takes as few questions as a small one, in pieces that are short.

`.venv/bin/python -m pytest -s --db both tests/rosters/test_two_thousand.py` prints how long it took here.
"""

import time

from portal import clock
from portal.db import db
from portal.rosters.actions import imports, read_upload, undoing, work
from portal.rosters.models import RosterImport
from portal.rosters.rules import Roster
from portal.school.models import Guardianship, Household, Pupil
from portal.tasks import Asked
from tests.rosters.conftest import the_import
from tests.rosters.sheets import child, parent, sheet

PUPILS = 2_000


def a_school(pupils: int) -> bytes:
    """Pairs of siblings with one mother; of every fifth child the father lives elsewhere."""
    return sheet(*(child(f"Kind{n} Naam{n % 700}", f"{n % 80}", *_parents(n), number=f"{n}") for n in range(pupils)))


def _parents(n: int) -> tuple[dict[str, str], dict[str, str]]:
    number, home = f"06{10_000_000 + n // 2}", "B" if n % 5 == 0 else "A"
    mother = parent(f"Moeder{n // 2} Naam{n % 700}", email=f"m{n // 2}@home.example", mobile=number)
    return mother, parent(f"Vader{n} Naam", email=f"v{n}@home.example", household=home, language="Arabic")


def test_a_large_school_is_previewed_and_brought_in_with_few_questions(office, cast, queries, capsys):
    began = time.perf_counter()
    roster = read_upload("list.csv", a_school(PUPILS), year="2026-2027")
    read = time.perf_counter() - began
    assert (len(roster.pupils), len(roster.guardians)) == (PUPILS, 2 * PUPILS)
    few, many = (_started(each, cast) for each in (read_upload("list.csv", a_school(20), year="2026-2027"), roster))
    with queries() as small:
        pieces(work.make_plan, few)
    with queries() as large:
        planned = pieces(work.make_plan, many)
    imports.confirm(the_import(), db.session.merge(cast.people["office"]), now=clock.now())
    asked = _asked(the_import())
    with queries() as carried:
        applied = pieces(work.apply, asked)
    assert db.session.query(Pupil).filter(Pupil.roster_key.is_not(None)).count() == PUPILS
    assert db.session.query(Guardianship).count() > 2 * PUPILS and db.session.query(Household).count() > PUPILS / 2
    row, office_person = the_import(), db.session.merge(cast.people["office"])
    began = time.perf_counter()
    undoing.undo(row, office_person, now=clock.now())
    undone = time.perf_counter() - began
    assert db.session.query(Pupil).filter(Pupil.roster_key.is_not(None)).count() == 0
    with capsys.disabled():
        seconds = f"read {read:.2f} s, previewed {sum(planned):.2f} s (longest piece {max(planned):.2f} s)"
        print(f"\n2,000 pupils, 3,000 guardians: {seconds}, brought in {sum(applied):.2f} s, undone {undone:.2f} s")
    assert len(large) == len(small) <= 25, "as many questions as for twenty pupils"
    assert len(carried) <= 80


def _started(roster: Roster, cast) -> Asked:
    return _asked(imports.start(db.session.merge(cast.people["office"]), roster, now=clock.now()))


def _asked(row: RosterImport) -> Asked:
    asked = Asked(0, row.person_id, {"import": row.id})
    db.session.commit()
    return asked


def pieces(handler, asked: Asked) -> list[float]:
    """Do the work of an import; returns how many seconds each piece took."""
    took, began = [], time.perf_counter()
    for _piece in handler(asked):
        took.append(time.perf_counter() - began)
        began = time.perf_counter()
    return [*took, time.perf_counter() - began]
