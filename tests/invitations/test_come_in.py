"""Coming in with a letter: the code and a child's birth date open the account of one guardian, once."""

import pytest

from portal import clock
from portal.audit import deeds_about
from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.rules import Ending
from tests.invitations.conftest import birthday_of


@pytest.fixture
def enter(visit):
    """Type a letter at the door: `enter(code, date)`; a new browser each time."""
    return lambda code, born_on="", browser=None: (browser or visit()).post(
        "/invitations", {"code": code, "born_on": born_on}
    )


def test_the_code_and_the_birth_date_of_a_child_open_the_account(cast, letter_of, visit, enter):
    phone, paper = visit(), letter_of("amina")
    assert enter(paper.code, birthday_of(cast.pupils["salma"]), phone).location == "/invitations/welcome"
    page = phone.get("/")
    assert "Amina" in page and page.status == 200
    assert cast.people["amina"].came_in_at is not None
    assert deeds_about(cast.people["amina"], verb="came in with a letter")
