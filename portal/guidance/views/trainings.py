"""Trainings: one's own, and for who looks after safety those of everybody."""

from flask_babel import ngettext

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.guidance import actions, queries
from portal.guidance.forms import KINDS, TrainingForm
from portal.guidance.models import Training
from portal.guidance.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as school


@routes.get("/trainings")
@allow(To.SEE_GUIDANCE)
def trainings():
    return show("guidance/trainings.html", **_context())


@routes.route("/trainings/record", methods=["GET", "POST"])
@allow(To.RECORD_TRAINING)
def record():
    form = TrainingForm(school.staff())
    if not form.is_submitted():
        return show("guidance/record.html", form=form)
    if not form.validate():
        return refused("guidance/record.html", form=form)
    kind, people = form.chosen()
    assert form.held_on.data
    number = actions.record(
        kind, people, actor(), held_on=form.held_on.data, valid_until=form.valid_until.data, now=clock.now()
    )
    tell(ngettext("%(num)d colleague is written down.", "%(num)d colleagues are written down.", number))
    return go(".trainings")


@routes.post("/trainings/<int:training>/remove")
@allow(To.RECORD_TRAINING, training=Training)
def remove_training(training: Training):
    actions.remove(training, actor(), now=clock.now())
    return go(".trainings")


def _context() -> dict:
    today = i18n.local_date(clock.now())
    of_all = queries.trainings(today) if may(To.RECORD_TRAINING) else {}
    return {
        "mine": queries.trainings_of(actor(), today), "of_all": of_all, "kinds": KINDS,
        "never": queries.never_had(of_all) if of_all else {},
        "drills": [moment for tell_drills in queries.on_drills for moment in tell_drills()],
    }  # fmt: skip
