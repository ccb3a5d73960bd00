"""The scale of seriousness in the school's own words, and what must be reported."""

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.incidents import actions
from portal.incidents.forms import ReportingForm, ScaleForm, defaults
from portal.incidents.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("/settings")
@allow(To.SET_REGISTER)
def settings():
    return show("incidents/settings.html", **_context(ScaleForm(_language(), formdata=None)))


@routes.post("/settings/scale")
@allow(To.SET_REGISTER)
def set_scale():
    form = ScaleForm(_language())
    if not form.validate():
        return refused("incidents/settings.html", **_context(form))
    actions.set_examples(_language(), form.written(), actor(), now=clock.now())
    tell(_("Written down."))
    return go(".settings", language=_language())


@routes.post("/settings/reporting")
@allow(To.SET_REGISTER)
def set_reporting():
    form = ReportingForm()
    if not form.validate():
        return refused("incidents/settings.html", **_context(ScaleForm(_language(), formdata=None), form))
    actions.set_reporting(form.rule(), actor(), now=clock.now())
    tell(_("Written down. It holds for what is written in the register from now on."))
    return go(".settings")


def _language() -> str:
    asked = request.args.get("language", "")
    known = {each.code for each in i18n.languages()}
    return asked if asked in known else i18n.current_language().code


def _context(form: ScaleForm, reporting: ReportingForm | None = None) -> dict:
    code = _language()
    return {
        "form": form, "reporting": reporting or ReportingForm(formdata=None), "spoken": i18n.language(code),
        "examples": defaults(code),
    }  # fmt: skip
