"""An incident, and measures in each stage, made through the real actions."""

from collections.abc import Callable

import pytest

from portal import clock
from portal.db import db
from portal.incidents import actions as incidents
from portal.incidents.models import Incident
from portal.incidents.models import RegisterEntry as Entry
from portal.measures import actions
from portal.measures.actions import Typed
from portal.measures.models import Measure
from portal.measures.rules import Kind
from tests.measures.made import a_draft, all_of_a_refusal, decided
from tests.stories import some_facts


@pytest.fixture(autouse=True)
def in_english(everybody_reads_english) -> None:
    """What these tests look for are the texts as they are written."""


@pytest.fixture
def incident(cast) -> Incident:
    """What Noor logged a moment ago."""
    logged = incidents.log(cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.commit()
    return logged


@pytest.fixture
def whole(cast) -> Typed:
    """All that refusing access needs, against a parent who is not linked."""
    return all_of_a_refusal(cast)


@pytest.fixture
def draft(cast, incident, whole) -> Callable[..., Measure]:
    """A draft by the school leader; what is named otherwise is otherwise."""
    return lambda kind=Kind.REFUSAL, **otherwise: a_draft(cast, incident, whole, kind, **otherwise)


@pytest.fixture
def refusal(cast, draft) -> Callable[..., Measure]:
    """Access refused, by two."""
    return lambda **otherwise: decided(cast, draft(**otherwise))


@pytest.fixture
def warning(cast, draft) -> Measure:
    """A warning that was decided, and not handed over yet."""
    measure = draft(Kind.WARNING, ends_on=None, review_on=None, talk_on=None, hearing_on=None)
    actions.activate(measure, cast.people["head"], now=clock.now())
    db.session.commit()
    return measure


@pytest.fixture
def entries() -> Callable[[Measure], list[str]]:
    """What the register says of the incident of this measure, oldest first."""

    def found(measure: Measure) -> list[str]:
        query = db.session.query(Entry).filter_by(incident_id=measure.incident_id).order_by(Entry.number)
        return [entry.what.value.removeprefix("measure_") for entry in query if entry.what.value.startswith("measure_")]

    return found
