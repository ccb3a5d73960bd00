"""A parent signs the household up, changes that, or no longer comes."""

from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock
from portal.access import To, actor, allow
from portal.pages import go, tell
from portal.taking_part import actions, queries
from portal.taking_part.actions.signing_up import NoRoomForMore
from portal.taking_part.forms import SignUpForm
from portal.taking_part.models import Occasion
from portal.taking_part.views.blueprint import routes
from portal.taking_part.views.pages import not_done


@routes.post("/<int:occasion>/sign-up")
@allow(To.TAKE_PART, occasion=Occasion)
def sign_up(occasion: Occasion):
    person = actor()
    found = queries.own_sign_up(occasion, person)
    form = SignUpForm(occasion=occasion, found=found, language=person.language)
    if not form.validate():
        return not_done(occasion, sign_up_form=form)
    try:
        done = actions.sign_up(occasion, person, form.wishes(), now=clock.now())
    except actions.TooLate:
        return not_done(occasion, _("Nobody can sign up any more. Call the school if you would still like to come."))
    except NoRoomForMore as refusal:
        kept = ngettext(
            "There is room for the one person you signed up before, and not for more.",
            "There is room for the %(num)d people you signed up before, and not for more.", refusal.people,
        )  # fmt: skip
        return not_done(occasion, kept, sign_up_form=form)
    tell(
        _("It is full. You are on the waiting list, and hear it from us when there is a place.")
        if done.is_waiting
        else _("You are signed up. It is in your messages too.")
    )
    return go(".occasion", occasion=occasion.id)


@routes.post("/<int:occasion>/cancel")
@allow(To.TAKE_PART, occasion=Occasion)
def cancel(occasion: Occasion):
    if actions.cancel(occasion, actor(), now=clock.now()):
        tell(_("You are not signed up any more. Somebody else can have your place."))
    return go(".occasion", occasion=occasion.id)
