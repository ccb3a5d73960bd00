"""Letters in the hands of families: made by the office through its pages, written by the worker, read from the PDF."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp

from portal import clock, codes, files, i18n
from portal.db import db
from portal.demo.rules import DOMAIN
from portal.school.models import Person, Pupil
from portal.tasks import Task
from tests.stories import a_letter


@dataclass(frozen=True)
class Paper:
    """One printed letter: every word on it, its code, and the file and page where it lies."""

    text: str
    code: str
    pdf: bytes
    page: int

    @property
    def square(self) -> str:
        """What the square says, as a phone sees it: read from the picture of the page."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            (found,) = zxingcpp.read_barcodes(document[self.page].render(scale=2).to_pil())
        return found.text


def papers(pdf: bytes) -> list[Paper]:
    """What lies in the printer, a letter for each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    codes = [re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", text) for text in texts]
    return [
        Paper(text, code.replace("-", ""), pdf, n) for n, (text, (code,)) in enumerate(zip(texts, codes, strict=True))
    ]


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
def printed(cast, make) -> Callable[[str], Paper]:
    """The letter of somebody of the cast, on paper."""

    def made(who: str) -> Paper:
        (paper,) = make(f"/invitations/guardians/{cast.people[who].id}")
        return paper

    return made


@pytest.fixture
def letter_of(cast) -> Callable[[str], str]:
    """The code of a new letter to somebody of the cast: quicker than paper, for tests that do not read it."""

    def made(who: str) -> str:
        code = codes.fresh()
        a_letter(cast, who, code)
        db.session.commit()
        return code

    return made


@pytest.fixture
def a_small_school(cast) -> None:
    """The cast, and two more parents in each class: letters take time."""
    staying = [f"parent{number}@{DOMAIN}" for number in (1, 2, 40, 41)]
    going = Person.email.like("parent%") & Person.email.not_in(staying)
    db.session.query(Person).filter(going).update({"left_on": i18n.local_date(clock.now())}, synchronize_session=False)
    db.session.commit()


def birthday_of(pupil: Pupil) -> str:
    """The birth date of a pupil as a parent writes it."""
    year, month, day = (pupil.born_on or "").split("-")
    return f"{day}-{month}-{year}"
