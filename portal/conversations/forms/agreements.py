"""Five lines after a conversation, all of them optional, and the family's answer."""

from wtforms import BooleanField, IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from portal.conversations.actions import Agreed
from portal.conversations.models import Agreement
from portal.conversations.rules import LONGEST_ANSWER, Often, Way
from portal.i18n import later as _
from portal.pages import Form, choice

LINES = {
    "expect": _("What do we expect of each other?"),
    "attention": _("What do we pay attention to?"),
    "support": _("Who helps with what?"),
    "agreed": _("What do we agree?"),
    "touch": _("How do we keep in touch?"),
}
WAYS_IN_TOUCH = {
    Way.IN_PERSON: _("in person"), Way.PHONE: _("by phone"), Way.MESSAGE: _("with a message"),
    Way.VIDEO: _("by video"), Way.HOME_VISIT: _("at the family's home"),
}  # fmt: skip
HOW_OFTEN = {
    Often.WEEKLY: _("every week"), Often.TWO_WEEKS: _("every two weeks"), Often.MONTHLY: _("every month"),
    Often.SIX_WEEKS: _("every six weeks"), Often.WHEN_NEEDED: _("when one of us needs it"),
}  # fmt: skip
NOT_AGREED = _("Nothing agreed")
TOO_LONG = _("This is too long. Use at most %(max)d characters.")


def _choices(words: dict):
    return [choice("", NOT_AGREED), *(choice(each.value, word) for each, word in words.items())]


class AgreementForm(Form):
    """What a team writes down; `on` is the version it saw."""

    on = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(0, 10_000)])
    way = SelectField(_("Way to keep in touch"), choices=_choices(WAYS_IN_TOUCH))
    often = SelectField(_("How often"), choices=_choices(HOW_OFTEN))
    read_back = BooleanField(_("We read this back to the family, and it is right"))

    def lines(self):
        """The text fields, in the order of the conversation."""
        return [self[name] for name in LINES]

    def validate_expect(self, _field) -> None:
        """An agreement in which nothing stands is none."""
        written = [(field.data or "").strip() for field in self.lines()]
        if not any([*written, self.way.data, self.often.data]):
            raise ValidationError(_("Write at least one line, or choose how you keep in touch."))

    def said(self) -> Agreed:
        """What was filled in; an empty line is none."""
        found = {field.name: (field.data or "").strip() for field in self.lines()}
        return Agreed(
            {name: words for name, words in found.items() if words},
            Way(self.way.data) if self.way.data else None, Often(self.often.data) if self.often.data else None,
            bool(self.read_back.data),
        )  # fmt: skip


class InLanguageForm(Form):
    """The lines of one version in another language, by hand. Several stand on a page: each is known by its language."""

    on = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(1, 10_000)])

    def lines_of(self, agreement: Agreement):
        """A field for each line that was written."""
        return [self[name] for name in LINES if name in agreement.lines]

    def said(self) -> dict[str, str]:
        """What was filled in; an empty line is none."""
        found = {name: (self[name].data or "").strip() for name in LINES}
        return {name: words for name, words in found.items() if words}


for _name, _label in LINES.items():
    _limit = Length(max=LONGEST_ANSWER, message=TOO_LONG)
    for _form in (AgreementForm, InLanguageForm):
        setattr(_form, _name, TextAreaField(_label, validators=[_limit], render_kw={"rows": 3}))


class NotRightForm(Form):
    """What is not right, in the family's own words and language."""

    on = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(1, 10_000)])
    words = TextAreaField(
        _("What is not right, or what is missing?"),
        validators=[DataRequired(_("Write what is not right.")), Length(max=LONGEST_ANSWER, message=TOO_LONG)],
        render_kw={"rows": 3},
    )


def as_typed(agreement: Agreement | None) -> dict:
    """A version as the data of the form; that it was read back is said anew of each."""
    if agreement is None:
        return {}
    fields = {
        "way": agreement.way.value if agreement.way else "",
        "often": agreement.often.value if agreement.often else "",
    }
    return dict(agreement.lines) | fields
