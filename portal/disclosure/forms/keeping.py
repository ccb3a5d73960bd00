"""How long names are kept on which ground, and why an incident is held."""

from datetime import date, timedelta

from wtforms import DateField, IntegerField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from portal.disclosure.queries.words import GROUNDS
from portal.disclosure.rules import LONGEST_GROUND, LONGEST_HOLD, LONGEST_MONTHS, SHORTEST_MONTHS
from portal.i18n import later as _
from portal.pages import Form, choice

TOO_LONG = Length(max=1000, message=_("This is too long. Use at most %(max)d characters."))


class TermForm(Form):
    """How many months, and on what ground."""

    months = IntegerField(
        _("How many months are names kept?"),
        validators=[
            InputRequired(_("Fill in a number of months.")),
            NumberRange(SHORTEST_MONTHS, LONGEST_MONTHS, _("Choose between %(min)d and %(max)d months.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    ground = TextAreaField(
        _("On what ground?"),
        validators=[
            DataRequired(_("Write down the ground, in a sentence.")),
            Length(max=LONGEST_GROUND, message=_("This is too long. Use at most %(max)d characters.")),
        ],
        render_kw={"rows": 3},
    )


class HoldForm(Form):
    """Why nothing of an incident is destroyed, and when the school looks at that again."""

    ground = RadioField(
        _("Why is it put on hold?"), choices=[choice(word.value, text) for word, text in GROUNDS.items()],
        validators=[InputRequired(_("Choose what comes closest."))],
    )  # fmt: skip
    reason = TextAreaField(
        _("What is the reason?"), validators=[DataRequired(_("Write down why, in a sentence.")), TOO_LONG],
        render_kw={"rows": 3, "autocomplete": "off"},
    )  # fmt: skip
    review_on = DateField(_("When do you look at this again?"), validators=[InputRequired(_("Choose a day."))])

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def validate_review_on(self, field: DateField) -> None:
        if field.data is None or not self.today < field.data <= self.today + timedelta(days=LONGEST_HOLD):
            raise ValidationError(str(_("Choose a day after today, within a year.")))
