"""How long names are kept, what is held, and the proof of what was destroyed."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.disclosure import actions, queries
from portal.disclosure.forms import TermForm
from portal.disclosure.queries.words import GROUNDS, OWN_GROUND
from portal.disclosure.rules import LONGEST_MONTHS, SHORTEST_MONTHS
from portal.disclosure.views.blueprint import routes
from portal.incidents.forms import KINDS
from portal.incidents.rules import Kind
from portal.pages import go, refused, show, tell


@routes.get("")
@allow(To.SEE_KEEPING)
def page():
    now = clock.now()
    return show(
        "disclosure/page.html", terms=queries.terms(), kinds=KINDS, own_ground=OWN_GROUND, holds=queries.holds(),
        grounds=GROUNDS, today=i18n.local_date(now), due=len(queries.due(now)), earlier=queries.earlier_terms(),
        number_destroyed=len(queries.destroyed()),
    )  # fmt: skip


@routes.route("/terms/<incident_kind>", methods=["GET", "POST"])
@allow(To.SET_KEEPING)
def term(incident_kind: str):
    """How long names of one kind are kept."""
    if incident_kind not in list(Kind):
        abort(404)
    kind = Kind(incident_kind)
    kept = queries.terms()[kind]
    form = TermForm(data={"months": kept.months, "ground": kept.ground or str(OWN_GROUND)})
    context = {
        "form": form,
        "kind": KINDS[kind],
        "word": incident_kind,
        "shortest": SHORTEST_MONTHS,
        "longest": LONGEST_MONTHS,
    }
    if request.method == "GET":
        return show("disclosure/term.html", **context)
    if not form.validate() or form.months.data is None:
        return refused("disclosure/term.html", **context)
    actions.set_term(kind, form.months.data, form.ground.data or "", actor(), now=clock.now())
    tell(_("From now on this term holds, for what is in the register already too."))
    return go(".page")


@routes.get("/destroyed")
@allow(To.SEE_KEEPING)
def destroyed():
    """The proof of destruction, to read and to print: numbers, days and grounds, and nobody's name."""
    today = i18n.local_date(clock.now())
    return show("disclosure/destroyed.html", found=queries.destroyed(), own_ground=OWN_GROUND, today=today)
