"""The new school year: prepared in peace, left and come back to, and begun at once for everybody."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.office.forms.years import StartForm
from portal.office.queries import years as queries
from portal.office.views.blueprint import routes
from portal.office.views.people_pupils import today
from portal.pages import go, refused, show, tell
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import CannotUndo, InUse, NoYearToMoveUpFrom, YearStarted
from portal.school.models import SchoolYear


@routes.get("/years")
@allow(To.SEE_PEOPLE)
def years():
    """This year, the one that is prepared, and those before."""
    this_one, coming = school.current_year(), school.coming_year()
    can_change = may(To.CHANGE_PEOPLE)
    can_take_back = can_change and this_one is not None and actions.can_take_back(this_one)
    return show("office/years.html", this_one=this_one, coming=coming, years=school.begun_years(),
                can_change=can_change, can_take_back=can_take_back)  # fmt: skip


@routes.post("/years/prepare")
@allow(To.CHANGE_PEOPLE)
def prepare_year():
    """The next year in rows, as we suggest it; again: places who came since."""
    try:
        coming = actions.prepare(actor(), now=clock.now())
    except NoYearToMoveUpFrom:
        tell(_("There is no school year yet. Bring the school's list in first."))
        return go(".years")
    tell(_("%(year)s is prepared. Nobody else sees it before you start it.", year=coming.name))
    return go(".coming_year")


@routes.get("/years/next")
@allow(To.CHANGE_PEOPLE)
def coming_year():
    """What will be different: classes, who teaches them, who leaves, who has no place yet."""
    coming = school.coming_year()
    return go(".years") if coming is None else show("office/coming_year.html", **_overview(coming))


def _overview(coming: SchoolYear) -> dict:
    classes = queries.coming_classes(coming)
    return {
        "coming": coming, "this_one": school.current_year(), "classes": classes,
        "leaving": queries.leaving(coming), "unplaced": queries.unplaced(coming),
        "without_team": [each.school_class.name for each in classes if not each.team],
    }  # fmt: skip


@routes.route("/years/next/start", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE)
def start_year():
    """What will change for whom; and then it does, for everybody at once."""
    coming = school.coming_year()
    if coming is None:
        return go(".years")
    form = StartForm(data={"year": coming.id})
    if request.method == "GET":
        return show("office/start_year.html", form=form, too_late=False, **_overview(coming))
    try:
        if form.year.data != str(coming.id):
            raise YearStarted
        actions.start(coming, actor(), today=today(), now=clock.now())
    except YearStarted:
        return refused("office/start_year.html", form=StartForm(formdata=None, data={"year": coming.id}),
                       too_late=True, **_overview(coming))  # fmt: skip
    tell(
        _("%(year)s has begun. You can undo this until something is done in one of the new classes.", year=coming.name)
    )
    return go(".years")


@routes.post("/years/take-back")
@allow(To.CHANGE_PEOPLE)
def take_back_year():
    year = school.current_year()
    try:
        if year is None:
            raise CannotUndo
        actions.take_back(year, actor(), now=clock.now())
    except (CannotUndo, InUse, YearStarted):
        return refused("office/cannot_undo.html")
    tell(_("%(year)s has not begun after all. What you prepared is still there.", year=year.name))
    return go(".years")
