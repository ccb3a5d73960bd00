"""A form filled in as a colleague would, and incidents and drafts that are there before a test."""

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents import actions
from portal.incidents.models import Incident
from tests.stories import a_call, some_facts

MARK = "QZXJFACT"


@pytest.fixture
def fields(cast) -> dict:
    """A filled-in form about something that happened now; each text carries the mark."""
    return {
        "kind": "verbal", "place": cast.places["room 12"].id,
        "happened_at": f"{i18n.local(clock.now()):%Y-%m-%dT%H:%M}", "involved": f"{MARK} een bezoeker",
        "what_happened": f"{MARK} schreeuwde in de gang", "injuries": f"{MARK} niemand",
        "measures_taken": f"{MARK} gebeld",
    }  # fmt: skip


@pytest.fixture
def incident(cast) -> Incident:
    """What Noor logged a moment ago."""
    logged = actions.log(cast.people["noor"], some_facts(cast, f"{MARK} schreeuwde."), now=clock.now())
    db.session.commit()
    return logged


@pytest.fixture
def draft(cast) -> Incident:
    """What a call for help left behind: Ravi came and ended it."""
    call, ravi = a_call(cast), cast.people["ravi"]
    db.session.flush()
    help_calls.answer_coming(call, ravi, now=clock.now())
    help_calls.stand_down(call, ravi, Ended(Ending.SAFE), now=clock.now())
    db.session.commit()
    return db.session.query(Incident).one()


@pytest.fixture
def looks():
    """Who looked at an incident, oldest first, by person id."""

    def seen(incident: Incident) -> list[int | None]:
        query = db.session.query(Audit).filter_by(did="saw", kind="incident", about=incident.id)
        return [row.person_id for row in query.order_by(Audit.id)]

    return seen
