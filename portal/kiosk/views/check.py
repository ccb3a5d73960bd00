"""The screen looks at itself: what of its protection is missing, in plain words, also for the office."""

from flask import request

from portal import clock
from portal.access import To, actor, allow
from portal.kiosk import actions
from portal.kiosk.rules import Check, looked
from portal.kiosk.views.blueprint import routes
from portal.pages import go, show


@routes.get("/self-check")
@allow(To.USE_KIOSK)
def self_check():
    """Begin to look; a script looks at once and sends what it finds. `started` is said by the unit that starts it."""
    return show("kiosk/self_check.html", checks=list(Check), starts="started" in request.args)


@routes.post("/self-check")
@allow(To.USE_KIOSK)
def report():
    """Keep what was found; after a start with nothing missing the welcome comes by itself."""
    told = {check.value: request.form.get(check.value, "")[:20] for check in Check}
    before = actor().self_check or {}
    found = looked(told, before, is_https=_is_secure(), cookies=request.cookies.keys(), now=clock.now())
    actions.note_check(actor(), found, now=clock.now())
    starts = "started" in request.form and not actor().missing
    answer = go(".idle") if starts else go(".found")
    # What was open here before this was a kiosk is in the browser's memory until now, a step back from the first page.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@routes.get("/self-check/found")
@allow(To.USE_KIOSK)
def found():
    return show("kiosk/found.html", device=actor())


def _is_secure() -> bool:
    # A machine that is its own server needs no https: browsers see it the same way.
    return request.is_secure or request.host.partition(":")[0] in ("127.0.0.1", "localhost")
