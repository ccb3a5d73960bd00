"""How a call is ended, and the words for a responder's part."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.chains.forms.words import PARTS
from portal.help_calls.rules import Ending
from portal.i18n import later as _
from portal.pages import Form, choice

__all__ = ["ENDINGS", "PARTS", "StandDownForm"]

ENDINGS = {
    Ending.SAFE: _("Everybody is safe"),
    Ending.FALSE_ALARM: _("It was a mistake"),
    Ending.DRILL: _("It was a practice"),
}


class StandDownForm(Form):
    """Why the call ends."""

    ending = RadioField(
        _("How did it end?"), choices=[choice(word.value, text) for word, text in ENDINGS.items()],
        validators=[InputRequired(_("Choose how it ended."))],
    )  # fmt: skip
