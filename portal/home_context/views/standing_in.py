"""Who stands in for a class: named by its team, the office or the school leader, for a day or some days."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.home_context.forms import StandInForm
from portal.home_context.forms.standing_in import WHY_NOT
from portal.home_context.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import actions as people
from portal.school import queries as school
from portal.school.actions import NotOnTheStaff, WrongDays
from portal.school.models import Person, SchoolClass, StandIn


@routes.route("/stand-ins/<int:school_class>", methods=["GET", "POST"])
@allow(To.NAME_STAND_IN, school_class=SchoolClass)
def stand_ins(school_class: SchoolClass):
    """Who stands in from today on, and one more."""
    now = clock.now()
    today = i18n.local_date(now)
    colleagues = _colleagues(school_class)
    form = StandInForm(colleagues, data={"from_on": today})
    context = {
        "form": form,
        "school_class": school_class,
        "named": school.stand_ins_of(school_class.id, from_day=today),
    }
    if not form.is_submitted():
        return show("home_context/stand_ins.html", **context)
    if not form.validate():
        return refused("home_context/stand_ins.html", **context)
    person = next(each for each in colleagues if each.id == form.person.data)
    try:
        people.name_stand_in(
            school_class, person, actor(), from_on=form.first_day, until_on=form.last_day, today=today, now=now
        )
    except (NotOnTheStaff, WrongDays) as refusal:
        form.from_on.errors = [WHY_NOT[type(refusal)]]
        return refused("home_context/stand_ins.html", **context)
    tell(
        _(
            "%(name)s finds on those days, on the first page, what the children need. Families see it.",
            name=person.full_name,
        )
    )
    return go(".stand_ins", school_class=school_class.id)


def _colleagues(school_class: SchoolClass) -> list[Person]:
    """All staff but the class's own team."""
    team = {teacher.id for teacher in school.teachers_of(school_class.id)}
    return [each for each in school.staff() if each.id not in team]


@routes.post("/stand-ins/<int:stand_in>/end")
@allow(To.NAME_STAND_IN, stand_in=StandIn)
def end_stand_in(stand_in: StandIn):
    people.end_stand_in(stand_in, actor(), now=clock.now())
    tell(_("It is taken back."))
    return go(".stand_ins", school_class=stand_in.class_id)
