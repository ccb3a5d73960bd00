"""An incident from a call for help, complete, that happened to Noor."""

import pytest

from portal import clock
from portal.db import db
from portal.evaluations import actions
from portal.evaluations.models import Evaluation
from portal.incidents.models import Incident
from tests.stories import an_incident


@pytest.fixture(autouse=True)
def in_english(everybody_reads_english) -> None:
    """What these tests look for are the texts as they are written."""


@pytest.fixture
def incident(cast) -> Incident:
    """It happened to Noor; Ravi logged it."""
    return an_incident(cast)


@pytest.fixture
def evaluation(incident) -> Evaluation:
    """It stands ready."""
    begun = actions.begin(incident, now=clock.now())
    assert begun is not None
    db.session.commit()
    return begun
