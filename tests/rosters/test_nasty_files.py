"""Files made to harm are refused within bounds: bombs, traversal, 50 MB of nonsense."""

import subprocess
import sys

import pytest

from portal.db import db
from portal.rosters.models import RosterImport
from portal.settings import ROOT
from tests.rosters.conftest import contents
from tests.rosters.exports import files, small
from tests.rosters.nasty import nasties
from tests.rosters.sheets import zipped

# Reading the worst file of the largest size may take this much memory, and is over after it.
MOST_MEGABYTES = 300
READ_ALL_THE_SAME = {"a workbook with as many words as may be"}


def test_each_is_refused_and_memory_stays_within_bounds():
    done = subprocess.run(
        [sys.executable, "-m", "tests.rosters.nasty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *lines, grown = done.stdout.splitlines()
    assert len(lines) == len(list(nasties())) >= 40
    outcomes = dict(line.rsplit(": ", 1) if line.endswith("READ ") else line.split(": refused: ", 1) for line in lines)
    assert {what for what, outcome in outcomes.items() if outcome.strip() == "READ"} == READ_ALL_THE_SAME
    assert int(grown) < MOST_MEGABYTES
    print(f"reading files made to harm: {grown} MB at its worst")


def test_fifty_megabytes_are_refused_before_they_are_read(office):
    page = office.post("/office/rosters", {"roster": (_Nonsense(50), "a.xml")}, content_type="multipart/form-data")
    assert page.status == 413
    assert db.session.query(RosterImport).count() == 0


@pytest.mark.parametrize("path", ["../users.csv", "/tmp/users.csv", "..\\users.csv"])
def test_a_path_that_leads_out_of_a_zip_writes_nothing_anywhere(path, send, stage):
    before = sorted(stage.folder.parent.rglob("users.csv"))
    page = send(zipped({**files(small()), path: "x"}), "a.zip")
    assert page.status == 422 and "A name in the zip leads out of it." in page
    assert sorted(stage.folder.parent.rglob("users.csv")) == before and "roster_import" not in contents()


class _Nonsense:
    """A stream of so many megabytes that nobody holds."""

    def __init__(self, megabytes: int):
        self.left = megabytes * 1024 * 1024

    def read(self, most: int = -1) -> bytes:
        piece = min(self.left, most if most >= 0 else self.left)
        self.left -= piece
        return b"x" * piece
