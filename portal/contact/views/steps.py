"""Steps towards a home that is not reached, and what to say on the phone in both languages."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.contact import actions
from portal.contact.forms import StepForm
from portal.contact.models import OutreachStep
from portal.contact.queries import Home
from portal.contact.rules import Rung
from portal.contact.views.blueprint import routes
from portal.contact.views.family import family_context, home_and_class
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Pupil


@routes.post("/families/<int:pupil>/<int:household>/steps")
@allow(To.LOG_CONTACT, pupil=Pupil)
def take_step(pupil: Pupil, household: int):
    now, form = clock.now(), StepForm()
    home, school_class = home_and_class(pupil, household)
    if not form.validate():
        return refused("contact/family.html", **family_context(home, school_class, now))
    rung = Rung(form.rung.data)
    actions.take_step(home, school_class, rung, actor(), now=now)
    if rung in (Rung.LETTER, Rung.INTERPRETER):
        tell(_("The office is asked now; they see which family it is about in the portal."))
    else:
        tell(_("Written down. Did you speak to them? Then log that above."))
    return go(".family", pupil=pupil.id, household=household)


@routes.post("/steps/<int:outreach>/take-back")
@allow(To.TAKE_STEP_BACK, outreach=OutreachStep)
def take_step_back(outreach: OutreachStep):
    pupil_id, household_id = outreach.pupil_id, outreach.household_id
    actions.take_step_back(outreach, actor(), now=clock.now())
    tell(_("Taken back."))
    return go(".family", pupil=pupil_id, household=household_id)


@routes.get("/families/<int:pupil>/<int:household>/script")
@allow(To.LOG_CONTACT, pupil=Pupil)
def script(pupil: Pupil, household: int):
    """What to say, line by line, in the teacher's language and in each language of the home."""
    home, school_class = home_and_class(pupil, household)
    mine = i18n.current_language().code
    others = [code for code in dict.fromkeys(adult.language for adult in home.adults) if code != mine]
    lines = [said_in(code, home) for code in (mine, *others)]
    languages = [i18n.language(code) for code in (mine, *others)]
    return show("contact/script.html", home=home, spoken=languages, lines=list(zip(*lines, strict=True)))


def said_in(code: str, home: Home) -> list[str]:
    """The lines of the call in one language; the good news comes first."""
    here, teacher = school.the_school(), actor().full_name
    with i18n.in_language(code):
        return [
            _("Hello, this is %(teacher)s of %(school)s.", teacher=teacher, school=here.name if here else "Samen"),
            _("Nothing is wrong. I am calling to tell you something good about %(child)s.", child=home.child),
            _("We would like to know each other better. What suits you: a call, a message, or coming by?"),
            _("Which language is easiest for you? We can ask an interpreter; that costs you nothing."),
            _("Is there something that you would like to ask or tell us?"),
            _("Thank you. You can always call the school."),
        ]
