"""The screens at the front desks: how each stands, and how a machine is locked to the kiosk."""

from flask import Response, abort, current_app, render_template
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.kiosk import actions as kiosk
from portal.kiosk import queries as kiosks
from portal.kiosk.models import KioskDevice
from portal.kiosk.rules import command, policy_text
from portal.office.views.blueprint import routes
from portal.pages import go, show, tell

POLICY, UNIT, INSTALL = "samen-kiosk.json", "samen-kiosk.service", "samen-kiosk-install.sh"


@routes.get("/kiosks")
@allow(To.RUN_OFFICE)
def kiosks_page():
    """Every screen with what it last found about itself."""
    return show("office/kiosks.html", devices=kiosks.devices())


@routes.post("/kiosks/<int:device>/settle")
@allow(To.RUN_OFFICE, device=KioskDevice)
def settle_copy(device: KioskDevice):
    """Somebody went to look: the screen is where it should be."""
    kiosk.settle_copy(device, actor(), now=clock.now())
    tell(_("Noted. If it happens again, you hear of it again."))
    return go(".kiosks_page")


@routes.get("/kiosks/setup")
@allow(To.RUN_OFFICE)
def kiosk_setup():
    """Step by step: how a machine becomes a screen that can do nothing else."""
    return show("office/kiosk_setup.html", files=(POLICY, UNIT, INSTALL), address=_address())


@routes.get("/kiosks/setup/<file>")
@allow(To.RUN_OFFICE)
def kiosk_file(file: str):
    """One of the files, made for this portal's own address."""
    text = _texts().get(file)
    if text is None:
        abort(404)
    kind = "application/json" if file == POLICY else "text/plain; charset=utf-8"
    return Response(text, headers={"Content-Type": kind, "Content-Disposition": f'attachment; filename="{file}"'})


def _texts() -> dict[str, str]:
    policy = policy_text(_address())
    unit = render_template("office/kiosk_files/unit.txt", command=command(_address())) + "\n"
    install = render_template("office/kiosk_files/install.txt", policy=policy, unit=unit, names=(POLICY, UNIT)) + "\n"
    return {POLICY: policy, UNIT: unit, INSTALL: install}


def _address() -> str:
    return current_app.config["SETTINGS"].url.rstrip("/")
