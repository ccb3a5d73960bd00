"""What is filled in about a measure that was decided: its letter handed over, an objection, lifting it."""

from datetime import date

from wtforms import DateField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from portal import clock, i18n
from portal.i18n import later as _
from portal.incidents.forms import NOT_TOO_LONG
from portal.measures.forms.words import HOWS, VERDICTS
from portal.measures.rules import Delivered, Verdict
from portal.pages import Form, choice


def today() -> date:
    """The day it is at the school."""
    return i18n.local_date(clock.now())


class _OnADay(Form):
    """Something that happened on a day: today or before."""

    on = DateField(_("On which day?"), default=today, validators=[InputRequired(_("Fill in the day."))])

    @property
    def day(self) -> date:
        """The day that was filled in, once the form is valid."""
        return self.on.data or today()

    def validate_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Choose today or a day before."))


class DeliveryForm(_OnADay):
    """How and when the letter reached who it is for."""

    how = RadioField(
        _("How was it handed over?"), choices=[choice(how.value, text) for how, text in HOWS.items()],
        validators=[InputRequired(_("Choose how."))],
    )  # fmt: skip

    def chosen(self) -> Delivered:
        return Delivered(self.how.data)


class ObjectionForm(_OnADay):
    """That an objection came, and who deals with it."""

    handler = TextAreaField(
        _("Who deals with it?"), validators=[DataRequired(_("Write who deals with it.")), NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip


class VerdictForm(_OnADay):
    """What became of an objection."""

    verdict = RadioField(
        _("What became of it?"), choices=[choice(word.value, text) for word, text in VERDICTS.items()],
        validators=[InputRequired(_("Choose what became of it."))],
    )  # fmt: skip
    words = TextAreaField(_("In a few words"), validators=[NOT_TOO_LONG], render_kw={"rows": 3, "autocomplete": "off"})

    def chosen(self) -> Verdict:
        return Verdict(self.verdict.data)


class LiftForm(Form):
    """Why a measure is over before its end; it stands in the letter."""

    reason = TextAreaField(
        _("Why is it over now?"),
        validators=[DataRequired(_("Write the reason: it stands in the letter.")), NOT_TOO_LONG],
        render_kw={"rows": 3, "autocomplete": "off"},
    )  # fmt: skip
