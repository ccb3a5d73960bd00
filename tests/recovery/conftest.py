"""An incident at the front desk that happened to Noor, and the home of Fleur that it is about."""

from collections.abc import Callable

import pytest

from portal import clock
from portal.contact import queries as contact
from portal.contact.queries import Home
from portal.db import db
from portal.incidents.models import Incident
from portal.recovery import actions
from portal.recovery.models import RecoveryCase, RecoveryConsent
from portal.recovery.rules import Answer
from tests.stories import a_talk, an_incident


@pytest.fixture(autouse=True)
def in_english(everybody_reads_english) -> None:
    """What these tests look for are the texts as they are written."""


@pytest.fixture
def incident(cast) -> Incident:
    """It happened to Noor; Ravi logged it."""
    return an_incident(cast)


@pytest.fixture
def home(cast) -> Home:
    """Fleur in Bart's home."""
    guardian = cast.people["bart"].guardian
    found = contact.home_of(cast.pupils["fleur"].id, guardian.household_id)
    assert found is not None
    return found


@pytest.fixture
def case(cast, incident, home) -> RecoveryCase:
    """The leader offered it to Bart's home."""
    opened = actions.open_case(incident, actions.Whom(home), cast.people["head"], now=clock.now())
    db.session.commit()
    return opened


@pytest.fixture
def consent(case) -> RecoveryConsent:
    """What Noor is asked."""
    return case.consents[0]


@pytest.fixture
def planned(cast, case, consent) -> Callable:
    """Noor says yes, and a talk is planned."""

    def plan(**kwargs):
        actions.answer(consent, Answer.YES, cast.people["noor"], now=clock.now())
        talk = actions.plan(case, a_talk(cast.people["noor"], **kwargs), cast.people["head"], now=clock.now())
        db.session.commit()
        return talk

    return plan
