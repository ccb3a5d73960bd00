"""Browsers by what they say of themselves, and a teacher who is a parent too."""

import re

import pytest

from portal.access import FRESH, To
from portal.accounts.views import proof
from portal.db import db
from portal.school.models import Custody, Guardian, Guardianship, Household, Person

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile "
    "Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.fixture
def both(cast) -> Person:
    """Çelik teaches 3B, and Salma of 6A is her child."""
    celik = cast.people["celik"]
    parent = Guardian(person=celik, household=Household())
    db.session.add(Guardianship(pupil=cast.pupils["salma"], guardian=parent, custody=Custody.YES))
    db.session.commit()
    return celik


@pytest.fixture
def sensitive_for_parents(monkeypatch):
    """As if a parent's own pages were among the most sensitive, as an export of a family's data is."""
    monkeypatch.setattr(proof, "FRESH", FRESH | {To.SEE_CONVERSATIONS})


def link_in(text: str) -> str:
    """The path of the link that signs in, as it stands in a message."""
    found = re.search(r"https?://[^/\s]+(/(?:sign-in/link|l)/\S+)", text)
    assert found, text
    return found.group(1)
