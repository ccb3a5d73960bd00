"""A parent says something in the own language, with or without a name, and takes it back."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, tell
from portal.taking_part import actions
from portal.taking_part.forms import SayForm
from portal.taking_part.models import Contribution, Occasion
from portal.taking_part.views.blueprint import routes
from portal.taking_part.views.pages import not_done


@routes.post("/<int:occasion>/say")
@allow(To.TAKE_PART, occasion=Occasion)
def say(occasion: Occasion):
    form = SayForm(language=i18n.current_language().code)
    if not form.validate():
        return not_done(occasion, say_form=form)
    is_anonymous = form.name.data == "without"
    try:
        actions.contribute(
            occasion, actor(), (form.words.data or "").strip(), form.language.data, key=form.key.data or "",
            is_anonymous=is_anonymous, now=clock.now(),
        )  # fmt: skip
    except actions.NotNow:
        return not_done(occasion, _("This is closed now. You can always tell your child's teacher."), say_form=form)
    except actions.SaidEnough:
        return not_done(
            occasion, _("You have said a lot here already. Call the school to tell us more."), say_form=form
        )
    except actions.TooManyToday:
        return not_done(occasion, _("So many people wrote without a name today. Try again tomorrow."), say_form=form)
    tell(
        _("Thank you. School reads it, and nobody knows that it was you.")
        if is_anonymous
        else _("Thank you. School reads it. Other parents do not.")
    )
    return go(".occasion", occasion=occasion.id)


@routes.post("/contributions/<int:contribution>/take-back")
@allow(To.TAKE_BACK_WORDS, contribution=Contribution)
def take_back(contribution: Contribution):
    number = contribution.occasion_id
    actions.take_back(contribution)
    tell(_("It is taken back. School does not read it any more."))
    return go(".occasion", occasion=number)
