"""What is filled in at the end of a case, and the school's own term."""

from datetime import date

from wtforms import DateField, IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from portal.i18n import later as _
from portal.pages import Form, choice
from portal.recovery.forms.words import OUTCOMES
from portal.recovery.rules import Outcome

LONGEST_TERM = 20


class CloseForm(Form):
    """How it ended, and when the family hears something good next."""

    outcome = RadioField(
        _("How do you leave it?"), validators=[InputRequired(_("Choose one."))],
        choices=[choice(each.value, text) for each, text in OUTCOMES.items()],
    )  # fmt: skip
    good_news_on = DateField(
        _("When does the family hear something good about the child?"),
        validators=[InputRequired(_("Choose a day: the way back is complete when the family hears something good."))],
    )

    def __init__(self, today: date, *, asks_day: bool, **kwargs):
        super().__init__(**kwargs)
        self.today, self.asks_day = today, asks_day
        if not asks_day:
            del self.good_news_on

    def ending(self) -> Outcome:
        return Outcome(self.outcome.data)

    def day(self) -> date | None:
        return self.good_news_on.data if self.asks_day else None

    def validate_good_news_on(self, field) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("This day is past."))


class TermsForm(Form):
    """Within how many school days a first word."""

    days = IntegerField(
        _("Within how many school days do you speak a first word with the family?"),
        validators=[
            InputRequired(_("Fill in a number of days.")),
            NumberRange(1, LONGEST_TERM, _("Fill in a number from %(min)d to %(max)d.")),
        ],
        render_kw={"inputmode": "numeric", "min": 1, "max": LONGEST_TERM},
    )
