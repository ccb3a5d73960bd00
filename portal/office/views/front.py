"""The office's first page: kiosks, messages that did not arrive, and numbers."""

from flask_babel import gettext as _

from portal import clock, i18n, outbox
from portal.access import To, actor, allow
from portal.kiosk import actions as kiosk
from portal.kiosk import queries as kiosks
from portal.kiosk.actions import CodeIsSpent
from portal.kiosk.models import KioskDevice, PairingCode
from portal.office.forms.front import PairingForm
from portal.office.queries import front as queries
from portal.office.views.blueprint import routes
from portal.office.views.messages import plainly
from portal.pages import go, refused, show, tell
from portal.rosters.queries import imports as rosters
from portal.school import queries as school
from portal.watch import queries as watch

# The rest is on a page of its own.
SHOWN = 3


@routes.get("")
@allow(To.RUN_OFFICE)
def page():
    return show("office/page.html", reason="", **_context(PairingForm()))


@routes.post("/kiosks")
@allow(To.RUN_OFFICE)
def make_code():
    """A pairing code, shown once."""
    form = PairingForm()
    if not form.validate():
        return refused("office/page.html", reason="", **_context(form))
    place = form.places[form.place.data]
    code = kiosk.make_pairing_code(place, actor(), now=clock.now())
    return show("office/code.html", code=code, place=place, row=kiosks.row_of(code))


@routes.post("/kiosks/codes/<int:pairing_code>/withdraw")
@allow(To.RUN_OFFICE, pairing_code=PairingCode)
def withdraw_code(pairing_code: PairingCode):
    """A code that should not be used after all."""
    try:
        kiosk.withdraw(pairing_code, actor(), now=clock.now())
    except CodeIsSpent:
        reason = _("This code was used a moment ago. Switch the kiosk off instead.")
        return refused("office/page.html", reason=reason, **_context(PairingForm()))
    tell(_("That code does not work any more."))
    return go(".page")


@routes.get("/kiosks/<int:device>/revoke")
@allow(To.RUN_OFFICE, device=KioskDevice)
def ask_to_revoke(device: KioskDevice):
    return show("office/revoke.html", device=device)


@routes.post("/kiosks/<int:device>/revoke")
@allow(To.RUN_OFFICE, device=KioskDevice)
def revoke(device: KioskDevice):
    kiosk.revoke(device, actor(), now=clock.now())
    tell(_("That kiosk is switched off. Make a new code to pair a screen again."))
    return go(".page")


def _context(form: PairingForm) -> dict:
    devices = kiosks.devices()
    return {
        "form": form,
        "devices": devices,
        "troubled": sum(bool(device.copied_at or device.missing) for device in devices),
        "codes": kiosks.waiting_codes(now=clock.now()),
        "failed": outbox.failed(limit=SHOWN),
        "number_failed": outbox.count_failed(),
        "plainly": plainly,
        "numbers": queries.numbers(),
        "classes": school.current_classes(),
        "wrong": len(watch.everything_wrong(now=clock.now())),
        "questions": rosters.number_of_questions(i18n.local_date(clock.now())),
    }
