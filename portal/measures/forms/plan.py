"""The plan of a measure: of each kind only what it asks for; a draft may be saved half filled in."""

from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from portal import i18n
from portal.i18n import later as _
from portal.incidents.forms import NOT_TOO_LONG
from portal.measures import queries
from portal.measures.actions import Typed
from portal.measures.forms.words import REASONS
from portal.measures.models import Measure
from portal.measures.rules import REPORTS, Kind
from portal.pages import Form, choice
from portal.school import queries as school

WORDS = ("against", "reasons", "reasons_read", "urgent", "route", "children", "evenings")
DAYS = ("warned_on", "hearing_on", "starts_on", "ends_on", "review_on", "talk_on")
NUMBERS = {"guardian": "against_id", "norm": "norm_line_id", "contact": "contact_id"}
_REPORT = {"reasons", "starts_on", "contact"}
# What each kind asks for; refusing access asks for all there is.
ASKED = {
    Kind.CONVERSATION: {"against", "guardian", "reasons", "starts_on", "contact"},
    Kind.AGREEMENT: {"against", "guardian", "norm", "reasons", "starts_on", "ends_on", "review_on", "contact"},
    Kind.WARNING: {"against", "guardian", "language", "norm", "reasons", "reasons_read", "starts_on", "contact"},
    Kind.REFUSAL: {*WORDS, *DAYS, *NUMBERS, "language"},
    Kind.NONE: {"reasons"},
} | dict.fromkeys(REPORTS, _REPORT)


def _day(label: str) -> DateField:
    return DateField(label, validators=[Optional()])


def _text(label: str, rows: int = 3) -> TextAreaField:
    return TextAreaField(label, validators=[NOT_TOO_LONG], render_kw={"rows": rows, "autocomplete": "off"})


class PlanForm(Form):
    """All fields; those that a kind does not ask for are taken out."""

    against = StringField(_("Whom is it about?"), validators=[Length(max=120)], render_kw={"autocomplete": "off"})
    guardian = SelectField(
        _("Is this a parent in the portal?"), coerce=int, validators=[Optional(strip_whitespace=False)]
    )
    language = SelectField(_("Language of the letter"), validators=[Optional(strip_whitespace=False)])
    norm = SelectField(
        _("Which line of the norm was crossed?"), coerce=int, validators=[Optional(strip_whitespace=False)]
    )
    reasons = _text(_("What are the reasons?"), 5)
    reasons_read = _text(_("The reasons in the language of the letter, translated by a person"), 5)
    warned_on = _day(_("Earlier warning, on"))
    urgent = _text(_("Or: why was there no time for a warning?"))
    hearing_on = _day(_("The person was heard, or will be, on"))
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    review_on = _day(_("On this day we look again"))
    contact = SelectField(_("Contact person of the school"), coerce=int, validators=[Optional(strip_whitespace=False)])
    children = _text(_("How are the children brought and fetched?"))
    evenings = _text(_("How does it go with parent evenings and conversations?"))
    talk_on = _day(_("Recovery talk, planned on"))
    route = _text(_("Where and how can the parent object?"))

    def __init__(self, kind: Kind, measure: Measure | None = None, whom: tuple[str, int | None] = ("", None)):
        begun = {"language": i18n.school_language(), "against": whom[0], "guardian": whom[1]}
        super().__init__(data=_known(measure) if measure else begun)
        for name in [field.name for field in self if field.name != "csrf_token" and field.name not in ASKED[kind]]:
            delattr(self, name)
        if kind in REASONS:
            self.reasons.label.text = REASONS[kind]
        self._offer()

    def _offer(self) -> None:
        self.parents = {person.id: person for person in queries.parents()} if self.guardian else {}
        if self.guardian:
            self.guardian.choices = _choices((number, person.full_name) for number, person in self.parents.items())
        if self.contact:
            self.contact.choices = _choices((person.id, person.full_name) for person in school.staff())
        if self.norm:
            self.norm.choices = _choices(queries.norm_lines(i18n.current_language().code))
        if self.language:
            self.language.choices = [choice(each.code, each.name) for each in i18n.languages()]

    def typed(self) -> Typed:
        """What was filled in, once the form is valid. A parent of the portal is called by name, in their language."""
        words = {name: (self[name].data or "").strip() for name in WORDS if name in self}
        facts = {name: self[name].data for name in DAYS if name in self}
        facts |= {column: self[name].data or None for name, column in NUMBERS.items() if name in self}
        if self.language:
            facts["language"] = self.language.data
        if facts.get("against_id") and not words["against"]:
            words["against"] = self.parents[facts["against_id"]].full_name
        return Typed(words, facts)


def _choices(pairs) -> list:
    return [choice("0", _("Choose")), *(choice(str(number), text) for number, text in pairs)]


def _known(measure: Measure) -> dict[str, Any]:
    facts = {name: getattr(measure, column) for name, column in NUMBERS.items()}
    days = {name: getattr(measure, name) for name in DAYS}
    return measure.words | facts | days | {"language": measure.language or i18n.school_language()}
