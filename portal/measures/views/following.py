"""What is filled in about a measure that was decided: its letter handed over, an objection, its answer, lifting."""

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.measures import actions
from portal.measures.actions import AlreadyMoved, NotNow
from portal.measures.forms import DeliveryForm, LiftForm, ObjectionForm, VerdictForm
from portal.measures.models import Measure
from portal.measures.views.blueprint import routes
from portal.measures.views.deciding import why
from portal.measures.views.lists import looked_at
from portal.pages import Form, go, refused, show, tell


@routes.route("/<int:measure>/deliver", methods=["GET", "POST"])
@allow(To.DECIDE_MEASURE, measure=Measure)
def deliver(measure: Measure):
    form = DeliveryForm()

    def deed() -> None:
        actions.deliver(measure, form.chosen(), form.day, actor(), now=clock.now())

    return _filled_in("deliver", measure, form, deed, _("Written down: the letter was handed over."))


@routes.route("/<int:measure>/objection", methods=["GET", "POST"])
@allow(To.DECIDE_MEASURE, measure=Measure)
def objection(measure: Measure):
    form = ObjectionForm()

    def deed() -> None:
        actions.object_to(measure, form.day, form.handler.data or "", actor(), now=clock.now())

    return _filled_in("objection", measure, form, deed, _("Written down. We remind you before six weeks have passed."))


@routes.route("/<int:measure>/verdict", methods=["GET", "POST"])
@allow(To.DECIDE_MEASURE, measure=Measure)
def verdict(measure: Measure):
    form = VerdictForm()

    def deed() -> None:
        actions.answer(measure, form.chosen(), form.day, form.words.data or "", actor(), now=clock.now())

    return _filled_in("verdict", measure, form, deed, _("Written down. Tell the parent what became of it."))


@routes.route("/<int:measure>/lift", methods=["GET", "POST"])
@allow(To.DECIDE_MEASURE, measure=Measure)
def lift(measure: Measure):
    form = LiftForm()

    def deed() -> None:
        actions.lift(measure, form.reason.data or "", actor(), now=clock.now())

    return _filled_in("lift", measure, form, deed, _("It is over. Below is the letter that says so."))


def _filled_in(name: str, measure: Measure, form: Form, deed: Callable[[], None], said: str):
    template = f"measures/{name}.html"
    if request.method == "GET":
        return show(template, form=form, **looked_at(measure))
    if not form.validate():
        return refused(template, form=form, **looked_at(measure))
    try:
        deed()
    except (AlreadyMoved, NotNow) as refusal:
        return refused("measures/read.html", **looked_at(measure, why(refusal)))
    tell(said)
    return go(".read", measure=measure.id)
