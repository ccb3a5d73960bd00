"""A dry run of a chain: what would happen, at a moment, with nobody told."""

from flask import request

from portal import clock, i18n
from portal.access import To, allow
from portal.chains import queries
from portal.chains.forms.chains import TryForm
from portal.chains.forms.words import CHANNELS, PARTS, SILENCES
from portal.chains.models import Chain
from portal.chains.views.blueprint import routes
from portal.pages import refused, show


@routes.get("/chains/<int:chain>/try")
@allow(To.SET_CHAINS, chain=Chain)
def try_chain(chain: Chain):
    """Now, or at the day and time that are asked for."""
    at = clock.now()
    shown = {"day": i18n.local_date(at), "time": i18n.local(at).time()}
    form = TryForm(request.args if "day" in request.args else None, data=shown, meta={"csrf": False})
    if "day" in request.args:
        if not form.validate():
            return refused("chains/try.html", **_context(chain, form, None))
        wanted = form.time.data
        at = i18n.at_school(form.day.data, wanted.hour, wanted.minute)  # type: ignore[arg-type, union-attr]
    return show("chains/try.html", **_context(chain, form, at))


def _context(chain: Chain, form: TryForm, at) -> dict:
    words = {"parts": PARTS, "channels": CHANNELS, "silences": SILENCES, "name_of": i18n.language}
    tried = queries.tried(chain, at=at) if at else None
    is_followed = at is not None and (chain.is_draft or queries.plan_at(chain.place, now=at) is chain)
    return {"chain": chain, "form": form, "at": at, "tried": tried, "is_followed": is_followed, **words}
