"""The letter about a measure and the one that lifts it, in the parent's language with the original behind it."""

from datetime import datetime

from flask import Response

from portal import audit, clock, i18n, paper
from portal.access import To, actor, allow
from portal.measures import actions
from portal.measures.models import Measure
from portal.measures.rules import LETTERED, OBJECTION_TERM, Kind, State
from portal.measures.views.blueprint import routes
from portal.measures.views.lists import norm_text
from portal.pages import go
from portal.school import queries as school


@routes.get("/<int:measure>/letter.pdf")
@allow(To.DECIDE_MEASURE, measure=Measure)
def letter(measure: Measure):
    """A warning or a refusal; of a draft as it would be."""
    if measure.kind not in LETTERED:
        return go(".read", measure=measure.id)
    return _letter(measure, measure.kind.value)


@routes.get("/<int:measure>/lifting.pdf")
@allow(To.DECIDE_MEASURE, measure=Measure)
def lifting(measure: Measure):
    """Only once it was lifted; before that there is nothing to write."""
    if measure.state is not State.LIFTED:
        return go(".read", measure=measure.id)
    return _letter(measure, "lifting")


def _letter(measure: Measure, name: str) -> Response:
    now = clock.now()
    audit.saw(actor(), measure.incident, now=now)
    pages = [
        paper.written(f"measures/paper/_{name}.html", code, **about(measure, code)) for code in languages_of(measure)
    ]
    html = paper.written("measures/paper/letter.html", paper.SCHOOLS_OWN, pages=pages, style=None)
    held = {"Content-Disposition": f'inline; filename="{name}-{measure.id}.pdf"', "Cache-Control": "private, no-store"}
    return Response(actions.as_pdf(str(html)), mimetype="application/pdf", headers=held)


def languages_of(measure: Measure) -> list[str]:
    """The parent's language first, then the school's, which is the original; one when they are the same."""
    reads = (measure.against.language if measure.against else None) or measure.language
    original = i18n.school_language()
    return list(dict.fromkeys([reads if i18n.is_spoken(reads) and reads else original, original]))


def about(measure: Measure, code: str) -> dict:
    """What a letter says, on its page in this language."""
    words, original = measure.words, i18n.school_language()
    is_original = code == original
    reasons = words.get("reasons", "") if is_original else words.get("reasons_read") or words.get("reasons", "")
    is_translated = not is_original and bool(words.get("reasons_read"))
    # Of a warning the reasons are all that the school wrote itself.
    is_all_translated = measure.kind is Kind.WARNING and measure.state is not State.LIFTED
    here = school.the_school()
    return {
        "measure": measure, "words": words, "is_original": is_original, "reasons": reasons,
        "is_translated": is_translated, "original": i18n.language(original),
        "asks_interpreter": not (is_original or (is_translated and is_all_translated)),
        "norm_text": norm_text(measure, code),
        "school_name": here.name if here else "", "school_phone": here.phone if here else "",
        "written_on": i18n.local_date(_written_at(measure)),
        "is_draft": measure.decided_at is None, "weeks": OBJECTION_TERM.days // 7,
    }  # fmt: skip


def _written_at(measure: Measure) -> datetime:
    return (measure.closed_at if measure.state is State.LIFTED else measure.decided_at) or clock.now()
