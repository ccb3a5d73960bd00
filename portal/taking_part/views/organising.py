"""Making an occasion, changing it, opening it for families, and calling it off."""

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.norms import queries as norms
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.taking_part import actions
from portal.taking_part.forms import OccasionForm
from portal.taking_part.forms.occasion import filled_from
from portal.taking_part.models import Occasion
from portal.taking_part.views.blueprint import routes
from portal.taking_part.views.pages import not_done


@routes.route("/new", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART)
def make():
    form = _form(None, language=i18n.current_language().code)
    return _filled_in(form, None)


@routes.route("/<int:occasion>/change", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def change(occasion: Occasion):
    return _filled_in(_form(occasion, **filled_from(occasion)), occasion)


def _form(occasion: Occasion | None, **data) -> OccasionForm:
    norm = occasion.norm_version if occasion else None
    norm = norm or norms.draft()
    classes = [(each.id, each.name) for each in school.current_classes()]
    return OccasionForm(data=data, classes=classes, norm_id=norm.id if norm else None)


def _filled_in(form: OccasionForm, occasion: Occasion | None):
    page = {"form": form, "occasion": occasion}
    if request.method == "GET":
        return show("taking_part/plan.html", reason="", **page)
    if not form.validate():
        return refused("taking_part/plan.html", reason="", **page)
    try:
        if occasion is None:
            occasion = actions.make(form.planned(), actor(), now=clock.now())
            tell(_("It is a draft. Families see it when you open it."))
        else:
            actions.change(occasion, form.planned(), actor(), now=clock.now())
            tell(_("It is changed. Who comes is told when the time or the place is another one."))
    except actions.InThePast:
        return refused("taking_part/plan.html", reason=_("This day has passed. Choose a later one."), **page)
    except actions.FewerThanTaken as refusal:
        reason = _("%(number)d places are taken already. Choose that number or more.", number=refusal.taken)
        return refused("taking_part/plan.html", reason=reason, **page)
    except actions.NoWayBack:
        return refused("taking_part/plan.html", reason=_("It was called off. Make a new one."), **page)
    return go(".occasion", occasion=occasion.id)


@routes.post("/<int:occasion>/open")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def open_up(occasion: Occasion):
    try:
        told = actions.open_up(occasion, actor(), now=clock.now())
    except actions.InThePast:
        return not_done(occasion, _("This day has passed. Choose a later one."))
    except actions.NoWayBack:
        return not_done(occasion, _("It was called off. Make a new one."))
    tell(ngettext("It is open. %(num)d parent is told.", "It is open. %(num)d parents are told.", told))
    return go(".occasion", occasion=occasion.id)


@routes.route("/<int:occasion>/call-off", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def call_off(occasion: Occasion):
    """One plain question first: others are told at once."""
    if request.method == "GET":
        return show("taking_part/call_off.html", occasion=occasion)
    try:
        actions.call_off(occasion, actor(), now=clock.now())
    except actions.NoWayBack:
        return not_done(occasion, _("Only what is open can be called off."))
    tell(_("It is called off. Who was coming is told."))
    return go(".occasion", occasion=occasion.id)


@routes.post("/<int:occasion>/throw-away")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def throw_away(occasion: Occasion):
    try:
        actions.throw_away(occasion, actor(), now=clock.now())
    except actions.NoWayBack:
        return not_done(occasion, _("Families have seen it. You can call it off."))
    tell(_("The draft is gone."))
    return go(".page")
