"""A theme evening with room for three, open for all families; what the tests look for is in English."""

import pytest

from portal.db import db
from portal.taking_part.models import Occasion
from tests.stories import an_occasion


@pytest.fixture(autouse=True)
def _english(everybody_reads_english):
    """The texts as they are written; tests/test_languages.py looks at the others."""


@pytest.fixture
def evening(cast, _english) -> Occasion:
    """With childcare and interpreters."""
    made = an_occasion(cast.people["office"], has_childcare=True, has_interpreters=True, places=3)
    db.session.commit()
    return made
