"""For the colleague: who stands behind me and when, somebody else, nothing for now, or a talk after all."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.aftercare import actions, queries
from portal.aftercare.actions import CannotNow
from portal.aftercare.forms import TITLES, ChooseForm
from portal.aftercare.models import Care
from portal.aftercare.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("/mine")
@allow(To.SEE_AFTERCARE)
def mine():
    now = clock.now()
    return show("aftercare/mine.html", cares=queries.behind(actor(), now), titles=TITLES, now=now)


@routes.route("/<int:care>/choose", methods=["GET", "POST"])
@allow(To.SETTLE_OWN_AFTERCARE, care=Care)
def choose(care: Care):
    form = ChooseForm(care)
    if not form.is_submitted():
        return show("aftercare/choose.html", care=care, form=form)
    if not form.validate():
        return refused("aftercare/choose.html", care=care, form=form)
    try:
        actions.choose(care, actor(), form.wished(), now=clock.now())
    except CannotNow:
        form.colleague.errors = [_("This colleague said that it is not possible now. Choose somebody else.")]
        return refused("aftercare/choose.html", care=care, form=form)
    tell(_("This colleague stands behind you now, and is told."))
    return go(".mine")


@routes.post("/<int:care>/decline")
@allow(To.SETTLE_OWN_AFTERCARE, care=Care)
def decline(care: Care):
    actions.decline(care, actor(), now=clock.now())
    tell(_("That is fine. Only that and the date is kept. You can ask for it whenever you want."))
    return go(".mine")


@routes.post("/<int:care>/ask")
@allow(To.SETTLE_OWN_AFTERCARE, care=Care)
def ask(care: Care):
    actions.ask(care, actor(), now=clock.now())
    tell(_("Somebody comes to you within a day."))
    return go(".mine")
