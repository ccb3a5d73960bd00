"""Letters in the hands of families: made by the office through its pages, written by the worker, read from the PDF."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp

from portal import files
from portal.db import db
from portal.school.models import Pupil
from portal.tasks import Task


@dataclass(frozen=True)
class Paper:
    """One printed letter: every word on it, its code, and the address in its square."""

    text: str
    code: str
    square: str


def papers(pdf: bytes) -> list[Paper]:
    """What lies in the printer, a letter for each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_read(page) for page in document]


def _read(page: pypdfium2.PdfPage) -> Paper:
    text = page.get_textpage().get_text_bounded()
    # As a phone sees it: the square is read from the picture of the page.
    (square,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    (code,) = re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", text)
    return Paper(text, code.replace("-", ""), square.text)


@pytest.fixture
def office(cast, visit):
    """The office, in English."""
    cast.people["office"].language = "en"
    return visit("office")


@pytest.fixture
def make(office, work) -> Callable[..., list[Paper]]:
    """Make letters as the office does: `make("/invitations/school")`; returns what comes out of the printer."""

    def made(page: str, **fields: str) -> list[Paper]:
        asked = office.post(f"{page}/letters", {"who": "without", **fields})
        assert asked.status == 303, asked.text
        work()
        batch = db.session.get_one(Task, int(asked.location.rpartition("/")[2]))
        return papers(files.read((batch.result or {})["pdf"]))

    return made


@pytest.fixture
def letter_of(cast, make) -> Callable[[str], Paper]:
    """The letter of somebody of the cast."""

    def made(who: str) -> Paper:
        (paper,) = make(f"/invitations/guardians/{cast.people[who].id}")
        return paper

    return made


def birthday_of(pupil: Pupil) -> str:
    """The birth date of a pupil as a parent writes it."""
    year, month, day = (pupil.born_on or "").split("-")
    return f"{day}-{month}-{year}"
