"""Measures in each stage, made through the real actions: for the tests of measures and of the front desk."""

from dataclasses import replace
from datetime import date, timedelta

from portal import clock, i18n
from portal.db import db
from portal.demo.actions.people import Cast
from portal.incidents.models import Incident
from portal.measures import actions
from portal.measures.actions import Typed
from portal.measures.models import Measure
from portal.measures.rules import Kind
from tests.stories import a_norm

MARK = "QZXJMEASURE"


def today() -> date:
    return i18n.local_date(clock.now())


def in_days(number: int) -> date:
    return today() + timedelta(days=number)


def address(measure: Measure, deed: str = "") -> str:
    return f"/measures/{measure.id}{deed}"


def all_of_a_refusal(cast: Cast) -> Typed:
    """All that refusing access needs, against a parent who is not linked."""
    words = {
        "against": f"{MARK} Jansma", "reasons": f"{MARK} sloeg met de deur.", "route": "Aan het bestuur.",
        "urgent": "", "reasons_read": "",
        "children": "Opa haalt ze bij het hek.", "evenings": "Het gesprek is per telefoon.",
    }  # fmt: skip
    facts = {
        "language": "ar", "norm_line_id": a_norm(cast.people["head"]).lines[-1].id, "warned_on": in_days(-30),
        "hearing_on": in_days(-1), "starts_on": today(), "ends_on": in_days(60), "review_on": in_days(30),
        "talk_on": in_days(40), "contact_id": cast.people["vos"].id,
    }  # fmt: skip
    return Typed(words, facts)


def a_draft(cast: Cast, incident: Incident, typed: Typed, kind: Kind = Kind.REFUSAL, **otherwise) -> Measure:
    """A draft of this kind by the school leader; what is named otherwise is otherwise."""
    words = {name: otherwise.pop(name) for name in list(otherwise) if name in typed.words}
    changed = replace(typed, words={**typed.words, **words}, facts={**typed.facts, **otherwise})
    measure = actions.begin(incident, kind, changed, cast.people["head"], now=clock.now())
    db.session.commit()
    return measure


def decided(cast: Cast, measure: Measure) -> Measure:
    """Access refused: the leader proposed it, the coordinator confirmed it."""
    actions.propose(measure, cast.people["head"], now=clock.now())
    actions.activate(measure, cast.people["sam"], now=clock.now())
    db.session.commit()
    return measure
