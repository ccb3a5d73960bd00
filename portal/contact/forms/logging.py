"""What a teacher taps after a contact, what can be added later, the plan of a class, and a home's correction."""

from datetime import UTC, date, datetime

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from portal.contact.forms.words import OFTEN, SHORT_WAYS, WAYS
from portal.contact.rules import LONGEST_WORDS, About, Began, Rung
from portal.conversations.rules import Often, Way
from portal.i18n import later as _
from portal.pages import Form, choice

CHOOSE = _("Choose one.")
TOO_LONG = _("This is too long. Use at most %(max)d characters.")
# One press says both: what it was about, and who began.
SAID = {f"{about.value} {began.value}": (about, began) for began in Began for about in About}


class LogForm(Form):
    """How, and with one button what it was about and who began. `at`: milliseconds since 1970, of an earlier tap."""

    way = RadioField(
        _("How?"), choices=[choice(way.value, word) for way, word in SHORT_WAYS.items()], default=Way.IN_PERSON.value,
        validators=[InputRequired(CHOOSE)],
    )  # fmt: skip
    said = StringField(_("What was it about?"), validators=[AnyOf(SAID, message=CHOOSE)], widget=HiddenInput())
    key = StringField(widget=HiddenInput(), validators=[InputRequired(), Length(min=8, max=60)])
    at = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(0, 10**14)])

    def tapped_at(self) -> datetime | None:
        """When it was tapped on a phone that had no network."""
        return datetime.fromtimestamp(self.at.data / 1000, UTC) if self.at.data else None


class MoreForm(Form):
    """Words and a day to come back to it; both may stay empty."""

    words = TextAreaField(
        _("In a few words"), validators=[Length(max=LONGEST_WORDS, message=TOO_LONG)], render_kw={"rows": 3}
    )
    follow_up_on = DateField(_("Come back to it on"), validators=[Optional()])
    soonest: date | None = None

    def validate_follow_up_on(self, field) -> None:
        if field.data and self.soonest and field.data < self.soonest:
            raise ValidationError(_("This day is over. Choose a day to come."))


class PlanForm(Form):
    """How often and which way a class's teachers are in touch with every home."""

    often = SelectField(
        _("How often are you in touch with every family?"), default=Often.SIX_WEEKS.value,
        choices=[choice(often.value, word) for often, word in OFTEN.items()], validators=[InputRequired(CHOOSE)],
    )  # fmt: skip
    way = SelectField(
        _("Which way do you start from?"),
        choices=[choice("", _("It depends on the family")), *(choice(way.value, word) for way, word in WAYS.items())],
    )
    reminds = BooleanField(_("Remind us once a week, at working hours, of who waits"), default=True)


class StepForm(Form):
    """One step towards a home."""

    rung = StringField(_("Step"), validators=[AnyOf([rung.value for rung in Rung], message=CHOOSE)])


class CorrectForm(Form):
    """What a home says of a contact that was logged about it."""

    words = TextAreaField(
        _("What is not right, or what is missing?"),
        validators=[Length(max=LONGEST_WORDS, message=TOO_LONG)],
        render_kw={"rows": 3},
    )
