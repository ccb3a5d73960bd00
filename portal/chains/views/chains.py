"""All chains, and one of them: as it is in use, or as a draft that is changed, checked and put in use."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.chains import actions, queries
from portal.chains.forms.chains import HoursForm
from portal.chains.forms.words import CHANNELS, PARTS, left_by, said
from portal.chains.models import Chain
from portal.chains.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school.models import Place


@routes.errorhandler(actions.SomebodyWasFirst)
def somebody_was_first(_refusal):
    tell(_("A colleague was a moment earlier. Look at how it is now."))
    return go(".page")


@routes.get("/chains")
@allow(To.SET_CHAINS)
def page():
    """Each place with its chains, what is wrong with them now, and who has which duty at this moment."""
    now = clock.now()
    return show("chains/page.html", places=queries.by_place(), troubles=queries.troubles_in_use(now=now), said=said,
                on_duty=queries.on_duty_now(now=now))  # fmt: skip


@routes.post("/chains/places/<int:place>")
@allow(To.SET_CHAINS, place=Place)
def new_chain(place: Place):
    """A draft of the chain for always."""
    draft = actions.new_draft(place, None, actor(), now=clock.now())
    return go(".chain", chain=draft.id)


@routes.route("/chains/places/<int:place>/hours", methods=["GET", "POST"])
@allow(To.SET_CHAINS, place=Place)
def new_chain_for_hours(place: Place):
    """A draft of a chain that goes before the one for always, at certain hours."""
    form = HoursForm()
    if request.method == "GET":
        return show("chains/hours.html", form=form, place=place, draft=None)
    if not form.validate():
        return refused("chains/hours.html", form=form, place=place, draft=None)
    draft = actions.new_draft(place, form.hours(), actor(), now=clock.now())
    return go(".chain", chain=draft.id)


@routes.get("/chains/<int:chain>")
@allow(To.SET_CHAINS, chain=Chain)
def chain(chain: Chain):
    return show("chains/chain.html", **context(chain))


@routes.post("/chains/<int:chain>/draft")
@allow(To.SET_CHAINS, chain=Chain)
def change(chain: Chain):
    """A copy to change in peace: calls follow the chain in use until the copy replaces it."""
    if chain.is_draft:
        return go(".chain", chain=chain.id)
    return go(".chain", chain=actions.draft_of(chain, actor(), now=clock.now()).id)


@routes.route("/chains/<int:draft>/hours", methods=["GET", "POST"])
@allow(To.CHANGE_DRAFT, draft=Chain)
def change_hours(draft: Chain):
    """Other hours for a chain that is not for always."""
    if draft.starts is None:
        return go(".chain", chain=draft.id)
    form = HoursForm(data={"weekdays": list(draft.weekdays), "starts": draft.starts, "ends": draft.ends})
    if request.method == "GET":
        return show("chains/hours.html", form=form, place=draft.place, draft=draft)
    if not form.validate():
        return refused("chains/hours.html", form=form, place=draft.place, draft=draft)
    actions.set_chain_hours(draft, form.hours())
    tell(_("Saved."))
    return go(".chain", chain=draft.id)


@routes.post("/chains/<int:draft>/use")
@allow(To.CHANGE_DRAFT, draft=Chain)
def put_in_use(draft: Chain):
    """From now on calls follow this chain; refused while it could end in nobody."""
    try:
        used = actions.put_in_use(draft, actor(), now=clock.now())
    except actions.EndsInNobody:
        reason = _("This chain could end in nobody. Look at what is wrong below, and put it in use after that.")
        return refused("chains/chain.html", **context(draft, reason))
    except (actions.HoursTaken, actions.NeedsOneForAlways) as refusal:
        return refused("chains/chain.html", **context(draft, why_not(refusal)))
    tell(_("This chain is in use. The next call from %(place)s follows it.", place=used.place.name))
    return go(".chain", chain=used.id)


@routes.post("/chains/<int:draft>/discard")
@allow(To.CHANGE_DRAFT, draft=Chain)
def discard(draft: Chain):
    actions.throw_away(draft, actor(), now=clock.now())
    tell(_("The draft is thrown away. What is in use stays as it is."))
    return go(".page")


@routes.post("/chains/<int:chain>/end")
@allow(To.SET_CHAINS, chain=Chain)
def end(chain: Chain):
    """A chain for certain hours is not followed any more."""
    place = chain.place
    try:
        actions.take_out_of_use(chain, actor(), now=clock.now())
    except actions.EndsInNobody:
        reason = _("Without this chain a call could end in nobody. Change the chain for all times first.")
        return refused("chains/chain.html", **context(chain, reason))
    tell(_("At those hours calls from %(place)s follow the chain for all times now.", place=place.name))
    return go(".page")


def why_not(refusal: Exception) -> str:
    """Why a chain is not put in use, when it is not about who can be reached."""
    if isinstance(refusal, actions.HoursTaken):
        return _("Another chain of this place is for some of these hours. Change its hours first.")
    return _("This place has no chain for all times yet. Put that one in use first.")


def context(chain: Chain, reason: str = "") -> dict:
    """All that the page of a chain shows."""
    return {
        "chain": chain, "reason": reason, "parts": PARTS, "channels": CHANNELS, "said": said,
        "troubles": queries.troubles_of(chain, now=clock.now()), "draft": queries.draft_for(chain),
    }  # fmt: skip


def would_leave(refusal: actions.LeavesNobody) -> str:
    """Why a change of the roster is refused, and what to do now."""
    return left_by(refusal.place.name, refusal.gap)
