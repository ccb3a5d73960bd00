"""What can still be done with a contact that was logged: add to it, come back to it, take it back."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.contact import actions
from portal.contact.actions import NotYoursToChange, TooLate
from portal.contact.forms import MoreForm
from portal.contact.models import ContactMoment
from portal.contact.views.blueprint import routes
from portal.contact.views.words import words
from portal.pages import go, refused, show, tell


def _home_of(moment: ContactMoment):
    return go(".family", pupil=moment.pupil_id, household=moment.household_id)


def _shown(form: MoreForm, moment: ContactMoment, refusal: str | None = None) -> dict:
    return {"form": form, "moment": moment, "refusal": refusal} | words()


@routes.get("/moments/<int:moment>")
@allow(To.CHANGE_CONTACT, moment=ContactMoment)
def more(moment: ContactMoment):
    form = MoreForm(data={"words": moment.words, "follow_up_on": moment.follow_up_on})
    return show("contact/more.html", **_shown(form, moment))


@routes.post("/moments/<int:moment>")
@allow(To.CHANGE_CONTACT, moment=ContactMoment)
def change(moment: ContactMoment):
    now, form = clock.now(), MoreForm()
    form.soonest = i18n.local_date(now)
    if form.follow_up_on.data == moment.follow_up_on:
        form.soonest = None
    if not form.validate():
        return refused("contact/more.html", **_shown(form, moment))
    try:
        actions.change(moment, (form.words.data or "").strip(), form.follow_up_on.data, actor(), now=now)
    except NotYoursToChange:
        return refused("contact/more.html", **_shown(form, moment, _("A colleague wrote this down. Ask them to.")))
    tell(_("Saved. The family can read it on their own page."))
    return _home_of(moment)


@routes.post("/moments/<int:moment>/done")
@allow(To.CHANGE_CONTACT, moment=ContactMoment)
def follow_up(moment: ContactMoment):
    actions.follow_up(moment, actor(), now=clock.now())
    tell(_("Good. It is off the list; write down below what was said."))
    return _home_of(moment)


@routes.post("/moments/<int:moment>/take-back")
@allow(To.CHANGE_CONTACT, moment=ContactMoment)
def take_back(moment: ContactMoment):
    form = MoreForm(formdata=None, data={"words": moment.words, "follow_up_on": moment.follow_up_on})
    try:
        actions.take_back(moment, actor(), now=clock.now())
    except NotYoursToChange:
        return refused("contact/more.html", **_shown(form, moment, _("A colleague wrote this down. Ask them to.")))
    except TooLate:
        too_late = _("This was written down longer than a day ago; the family may have read it. Add words instead.")
        return refused("contact/more.html", **_shown(form, moment, too_late))
    tell(_("Taken back. Nobody sees it any more."))
    return _home_of(moment)
