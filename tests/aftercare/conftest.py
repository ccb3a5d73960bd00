"""Incidents with colleagues who were there, and what began for them."""

from collections.abc import Callable

import pytest

from portal import clock
from portal.aftercare.models import Care
from portal.aftercare.rules import Whom
from portal.db import db
from portal.incidents import actions as incidents
from portal.incidents.actions import Named
from portal.incidents.models import Incident
from portal.incidents.rules import Part
from tests.stories import some_facts

MARK = "QZXJFACT"


@pytest.fixture(autouse=True)
def in_english(everybody_reads_english) -> None:
    """What these tests look for are the texts as they are written."""


@pytest.fixture
def incident(cast) -> Incident:
    """Ravi logged what happened to Noor; Elif saw it, like children of 3B."""
    people, now = cast.people, clock.now()
    logged = incidents.log(people["ravi"], some_facts(cast, f"{MARK} schreeuwde."), now=now)
    named = Named({Part.TARGET: [people["noor"]], Part.WITNESS: [people["elif"]]}, [cast.classes["3B"]])
    incidents.name(logged, named, people["ravi"], now=now)
    db.session.commit()
    return logged


@pytest.fixture
def care_of(cast, incident) -> Callable[[str], Care]:
    """What stands ready for somebody of the cast."""

    def found(who: str) -> Care:
        return db.session.query(Care).filter_by(incident_id=incident.id, person_id=cast.people[who].id).one()

    return found


@pytest.fixture
def care_for(incident) -> Callable[[Whom], Care]:
    """What stands ready for the class, or for the team."""
    return lambda whom: db.session.query(Care).filter_by(incident_id=incident.id, whom=whom).one()
