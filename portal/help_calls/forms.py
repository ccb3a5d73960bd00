"""How a call is ended, and the words for a responder's part."""

from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.help_calls.rules import Ending, Part
from portal.i18n import later as _
from portal.pages import Form, choice

PARTS = {
    Part.STAND_BESIDE: _("Stand beside your colleague. Speak calmly. Do not touch."),
    Part.TAKE_CHILDREN_AWAY: _("Take the children away. Stay with them."),
    Part.WATCH_DOOR: _("Keep the door free. Call 112 when somebody is in danger."),
    Part.LEAD: _("Go there and take the lead. You decide what is needed."),
}
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
