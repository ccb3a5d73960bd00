"""What is asked at the own desk beside the facts in haste: form, seriousness, means, subject, language, the norm."""

from dataclasses import replace

from flask_babel import gettext
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import Optional

from portal import i18n
from portal.i18n import later as _
from portal.incidents import queries
from portal.incidents.actions import Counted, Facts
from portal.incidents.forms.basics import NOT_TOO_LONG, YES_NO, as_answer, asked, chosen
from portal.incidents.forms.facts import FactsForm
from portal.incidents.forms.scale import LEVELS, examples
from portal.incidents.forms.words import MANNERS, MEANS, SUBJECTS
from portal.incidents.rules import ANY_KIND, BELOW, Kind, Manner, Means, Subject
from portal.norms.rules import spoken
from portal.pages import Form, Ticks, choice


def _list(label: str, words: dict) -> SelectField:
    choices = [choice("", _("Not said")), *(choice(word.value, text) for word, text in words.items())]
    return SelectField(label, choices=choices, validators=[Optional(strip_whitespace=False)])


class CountedForm(Form):
    """All that the school counts beside the facts in haste; each of these questions may stay open."""

    forms = Ticks(
        _("What exactly was it?"), choices=[choice(word.value, text) for word, text in MANNERS.items()],
        validators=[Optional()],
    )  # fmt: skip
    seriousness = RadioField(_("How serious was it?"), coerce=int, validators=[Optional(strip_whitespace=False)])
    means = _list(_("How did it come in?"), MEANS)
    subject = _list(_("What was the conflict about?"), SUBJECTS)
    damage = asked(_("Was something damaged?"), YES_NO)
    language_barrier = asked(_("Did you not speak the same language well?"), YES_NO)
    interpreter = asked(_("Was there an interpreter, or somebody who translated?"), YES_NO)
    norm_line = RadioField(_("Which line of our norm was crossed?"), validators=[Optional(strip_whitespace=False)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seriousness.choices = [
            choice(str(level), f"{level} · {LEVELS[level]}: {text}") for level, text in examples().items()
        ]
        self.lines = {line.key: line for line in queries.norm_lines()}
        wanted = (i18n.current_language().code, i18n.school_language())
        said = {key: line.by_language[spoken(wanted, line.by_language) or ""] for key, line in self.lines.items()}
        self.norm_line.choices = [choice("", _("None of these")), *(choice(key, text) for key, text in said.items())]
        self.norm_line.data = self.norm_line.data or ""

    def groups(self) -> list[tuple[str, list]]:
        """The forms of aggression under their kind, as options to show: kind or "any", and its options."""
        options = {option.data: option for option in self.forms}
        below = {kind.value: found for kind, found in BELOW.items()} | {"any": ANY_KIND}
        return [(name, [options[word.value] for word in found]) for name, found in below.items()]

    def counted(self) -> Counted:
        """What was filled in, once it is valid."""
        return Counted(
            forms=chosen(Manner, self.forms.data), seriousness=self.seriousness.data,
            means=next(iter(chosen(Means, [self.means.data])), None), damage=as_answer(self.damage.data),
            subject=next(iter(chosen(Subject, [self.subject.data])), None),
            language_barrier=as_answer(self.language_barrier.data), interpreter=as_answer(self.interpreter.data),
            norm_line=self.lines.get(self.norm_line.data),
        )  # fmt: skip


class FullFactsForm(FactsForm, CountedForm):
    """The facts with all that is counted, and what it did to whoever writes."""

    experience = TextAreaField(
        _("What did it do to you?"), validators=[NOT_TOO_LONG], render_kw={"rows": 3, "autocomplete": "off"}
    )

    def facts(self) -> Facts:
        """What was filled in, once it is valid."""
        return replace(super().facts(), experience=self.experience.data or "", **vars(self.counted()))


def of_group(name: str) -> str:
    """The heading of a group of forms."""
    headings: dict[str, str] = {
        Kind.VERBAL: gettext("In words"), Kind.NON_VERBAL: gettext("Without words"), Kind.PHYSICAL: gettext("Physical"),
        Kind.DIGITAL: gettext("Online"),
    }  # fmt: skip
    return headings[Kind(name)] if name in set(Kind) else gettext("In any way")
