"""The scale of seriousness in words, and what safety coordinator and leader can change of it."""

from flask_babel import gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length, Optional

from portal import i18n
from portal.i18n import later as _
from portal.incidents import queries
from portal.incidents.forms.basics import KINDS, chosen
from portal.incidents.rules import LONGEST_EXAMPLE, SCALE, Kind, Reporting
from portal.pages import Form, Ticks, choice

LEVELS = {1: _("Unpleasant"), 2: _("Disturbing"), 3: _("Serious"), 4: _("Very serious")}
NOT_TOO_LONG = Length(max=LONGEST_EXAMPLE, message=_("This is too long. Use at most %(max)d characters."))


def examples() -> dict[int, str]:
    """The example words of each level in the reader's language: the school's own, or else the portal's."""
    code = i18n.current_language().code
    return defaults(code) | queries.examples_in(code)


def defaults(language: str) -> dict[int, str]:
    """The portal's own example words of each level in a language."""
    with i18n.in_language(language):
        return {
            1: gettext("A raised voice or a sharp remark that stopped when it was named."),
            2: gettext("Swearing, insulting or accusing; it went on after somebody asked to stop."),
            3: gettext("A threat, coming too close, blocking the way, something thrown or broken."),
            4: gettext("Hitting or kicking, a weapon, a threat against a life, or somebody was hurt."),
        }


def _example(level: int) -> TextAreaField:
    return TextAreaField(
        LEVELS[level], validators=[Optional(), NOT_TOO_LONG], render_kw={"rows": 2, "maxlength": LONGEST_EXAMPLE}
    )


class ScaleForm(Form):
    """Example words for each level in one language; what is left empty is said in the portal's own words."""

    level_1, level_2, level_3, level_4 = (_example(level) for level in SCALE)

    def __init__(self, language: str, **kwargs):
        known = queries.examples_in(language)
        super().__init__(data={f"level_{level}": known.get(level, "") for level in SCALE}, **kwargs)

    def written(self) -> dict[int, str]:
        """What was filled in, by level."""
        typed = {level: " ".join((self[f"level_{level}"].data or "").split()) for level in SCALE}
        return {level: text for level, text in typed.items() if text}


class ReportingForm(Form):
    """From which seriousness an incident must be reported, and which kinds in any case."""

    from_level = RadioField(_("From which seriousness?"), coerce=int, validators=[Optional(strip_whitespace=False)])
    kinds = Ticks(
        _("Which kinds in any case?"), choices=[choice(kind.value, text) for kind, text in KINDS.items()],
        validators=[Optional()],
    )  # fmt: skip

    def __init__(self, **kwargs):
        known = queries.reporting()
        super().__init__(data={"from_level": known.from_level or 0, "kinds": list(known.kinds)}, **kwargs)
        levels = [choice(str(level), f"{level} · {text}") for level, text in LEVELS.items()]
        self.from_level.choices = [choice("0", _("Seriousness does not count")), *levels]

    def rule(self) -> Reporting:
        """What was filled in, once it is valid."""
        return Reporting(self.from_level.data or None, [kind.value for kind in chosen(Kind, self.kinds.data)])
