"""Whom a colleague at the desk should know of: a name and whom to call, after a PIN; see docs/decisions/0012."""

from portal import audit, clock, i18n
from portal.access import To, allow
from portal.accounts.actions import TooManyTries, WrongProof
from portal.kiosk.forms import KioskKnownForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.signing import signed_by, why
from portal.measures import queries as measures
from portal.pages import refused, show

# Also without a script, and when somebody keeps touching the screen.
FORGETS = "30; url=/kiosk"


@routes.get("/known")
@allow(To.USE_KIOSK)
def ask_who_knows():
    """Who asks; nothing is shown before the PIN, not even whether there is anything."""
    return show("kiosk/ask_known.html", form=KioskKnownForm())


@routes.post("/known")
@allow(To.USE_KIOSK)
def known():
    """The answer itself: there is no address at which it could be asked for again."""
    form = KioskKnownForm()
    if not form.validate():
        return refused("kiosk/ask_known.html", form=form)
    try:
        person = signed_by(form)
    except (TooManyTries, WrongProof) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/ask_known.html", form=form)
    now = clock.now()
    found = measures.at_desk(i18n.local_date(now))
    for each in found:
        audit.saw(person, each.measure, now=now)
    answer = show("kiosk/known.html", found=found)
    answer.headers["Refresh"] = FORGETS
    return answer
