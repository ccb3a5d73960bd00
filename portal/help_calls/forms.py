"""How a call is ended, and the words for a responder's part and for what is going on."""

from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from portal.chains.forms.words import PART_NAMES, PARTS
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import CallKind, Ended, Ending, Services
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice

__all__ = ["ENDINGS", "KINDS", "PARTS", "PART_NAMES", "SERVICES", "StandDownForm"]

KINDS = {
    CallKind.SHOUTING: _("Shouting"),
    CallKind.THREAT: _("Threat"),
    CallKind.VIOLENCE: _("Hitting or pushing"),
    CallKind.WEAPON: _("Weapon"),
    CallKind.SOMEBODY_HURT: _("Somebody is hurt"),
    CallKind.OTHER: _("Something else"),
}
ENDINGS = {
    Ending.SAFE: _("Everybody is safe"),
    Ending.FALSE_ALARM: _("It was a mistake"),
    Ending.DRILL: _("It was a practice"),
}
SERVICES = {
    Services.NONE: _("Nobody"),
    Services.AMBULANCE: _("An ambulance"),
    Services.POLICE: _("The police"),
    Services.BOTH: _("An ambulance and the police"),
}
YES_NO = {"yes": _("Yes"), "no": _("No")}


def _asked(label: str, words: dict) -> RadioField:
    choices = [choice(str(getattr(word, "value", word)), text) for word, text in words.items()]
    return RadioField(label, choices=choices, validators=[Optional(strip_whitespace=False)])


class StandDownForm(Form):
    """Why the call ends, and what whoever ends it knows now; only the first has to be answered."""

    ending = RadioField(
        _("How did it end?"), choices=[choice(word.value, text) for word, text in ENDINGS.items()],
        validators=[InputRequired(_("Choose how it ended."))],
    )  # fmt: skip
    was_there = Ticks(_("Who was there?"), coerce=int, choices=[], validators=[Optional()])
    all_safe = _asked(_("Is everybody safe now?"), YES_NO)
    children = _asked(_("Are the children looked after?"), YES_NO)
    services = _asked(_("Who came from outside?"), SERVICES)

    def offer_helpers(self, call: HelpCall) -> None:
        """Those who were asked can be named as having been there; who said so, or comes, is ticked already."""
        told = {row.person_id: row.person.full_name for row in call.responders if row.told_at}
        self.was_there.choices = [choice(str(number), name) for number, name in told.items()]
        if not self.is_submitted():
            self.was_there.data = sorted({row.person_id for row in call.responders if row.helps})

    def ended(self) -> Ended:
        """What was filled in."""
        services = Services(self.services.data) if self.services.data else None
        safe, children = _as_answer(self.all_safe.data), _as_answer(self.children.data)
        return Ended(Ending(self.ending.data), safe, children, services, frozenset(self.was_there.data or ()))


def _as_answer(word: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(word or "")
