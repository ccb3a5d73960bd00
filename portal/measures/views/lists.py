"""The lists of measures, one measure, the part on the page of an incident, and what a contact person finds."""

from typing import Any

from portal import audit, clock, i18n
from portal.access import To, actor, allow, may
from portal.incidents.models import Incident
from portal.incidents.views.sections import Section
from portal.measures import queries
from portal.measures.forms import DUES, HOWS, KINDS, NEEDS, REASONS, STATES, VERDICTS
from portal.measures.models import Measure
from portal.measures.rules import DESK_KINDS, LETTERED, OBJECTION_TERM, Kind, State, missing
from portal.measures.views.blueprint import routes
from portal.pages import show
from portal.school.models import Person


@routes.get("")
@allow(To.DECIDE_MEASURE)
def page():
    """What waits, what is in force, and what is over."""
    today = i18n.local_date(clock.now())
    return show(
        "measures/page.html", waiting=queries.waiting_for(actor(), today=today), open=queries.in_force(actor()),
        over=queries.over(actor()), today=today, **WORDS,
    )  # fmt: skip


@routes.get("/mine")
@allow(To.SEE_INCIDENTS)
def mine():
    """For a contact person: whom they are there for, until when, and which day comes next; no reasons."""
    found = queries.of_contact(actor())
    for measure in found:
        audit.saw(actor(), measure, now=clock.now())
    return show("measures/mine.html", found=found, today=i18n.local_date(clock.now()), **WORDS)


@routes.get("/<int:measure>")
@allow(To.DECIDE_MEASURE, measure=Measure)
def read(measure: Measure):
    return show("measures/read.html", **looked_at(measure))


WORDS = {"kinds": KINDS, "states": STATES, "dues": DUES}


def looked_at(measure: Measure, reason: str | None = None) -> dict[str, Any]:
    """What a page about one measure shows; that it was looked at is written down first, on a refusal too."""
    now, me = clock.now(), actor()
    audit.saw(me, measure.incident, now=now)
    today = i18n.local_date(now)
    is_draft = measure.state in (State.DRAFT, State.PROPOSED)
    return WORDS | {
        "measure": measure, "words": measure.words, "reason": reason, "today": today, "hows": HOWS,
        "verdicts": VERDICTS,
        "asks": REASONS.get(measure.kind), "norm_text": norm_text(measure, i18n.current_language().code),
        "lacking": [NEEDS[need] for need in missing(measure.kind, measure.plan, today=today)] if is_draft else [],
        "needs_two": measure.kind is Kind.REFUSAL, "confirms": queries.is_second_pair(measure, me),
        "has_letter": measure.kind in LETTERED, "objects_until": _objects_until(measure),
        "chooses_desk": measure.kind in DESK_KINDS and may(To.SHOW_AT_DESK), "follower": queries.follower_of(measure),
    }  # fmt: skip


def _objects_until(measure: Measure):
    return measure.delivered_on + OBJECTION_TERM if measure.delivered_on else None


def norm_text(measure: Measure, code: str) -> str:
    """The line of the norm that was crossed, in this language or in one that it has."""
    if measure.norm_line is None:
        return ""
    texts = measure.norm_line.by_language
    return texts.get(code) or texts.get(i18n.school_language()) or next(iter(texts.values()), "")


def section(incident: Incident, _person: Person) -> Section:
    """What the page of an incident shows of its measures: all to who decides, to others what was decided."""
    if may(To.DECIDE_MEASURE):
        return Section("measures/_section.html", WORDS | {"measures": queries.measures_of(incident), "decides": True})
    decided = queries.kinds_of(incident)
    return Section("measures/_section.html", WORDS | {"measures": decided, "decides": False})
