"""What is filled in about days that are different: who is away, who stands in, and holidays."""

from wtforms import DateField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from portal.chains import queries
from portal.chains.actions import Hours
from portal.chains.forms.chains import BOTH, NOT_AFTER, name_field
from portal.chains.forms.duties import colleague_field, colleagues
from portal.chains.rules import Span
from portal.i18n import later as _
from portal.pages import Form, choice

CHOOSE_DAY = _("Choose a day.")


class OffForm(Form):
    """A day, whole or between two times, on which somebody is away."""

    day = DateField(_("Day"), validators=[InputRequired(CHOOSE_DAY)])
    starts = TimeField(_("From"), validators=[Optional()])
    ends = TimeField(_("Until"), validators=[Optional()])
    needs_times = False

    def validate(self, *args, **kwargs) -> bool:
        """Also both times or neither, in order, and no day that is over."""
        is_valid = super().validate(*args, **kwargs)
        starts, ends = self.starts.data, self.ends.data
        if bool(starts) != bool(ends) or (self.needs_times and not ends):
            self.ends.errors = [
                str(BOTH if self.needs_times else _("Fill in both times, or neither for the whole day."))
            ]
        elif starts and ends and ends <= starts:
            self.ends.errors = [str(NOT_AFTER)]
        return is_valid and not self.ends.errors

    def hours(self) -> Hours:
        return Hours(self.day.data, self.starts.data, self.ends.data)  # type: ignore[arg-type]


class ExceptionForm(OffForm):
    """The same about any colleague; or a duty on one day beside the weekly shifts."""

    person = colleague_field(_("Who"))
    what = SelectField(_("What is different"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person.choices = colleagues()
        extra = [choice(str(duty.id), str(_("Has duty: %(duty)s", duty=duty.name))) for duty in queries.duties()]
        self.what.choices = [choice("away", str(_("Is away"))), *extra]
        self.needs_times = self.what.data not in (None, "away")


class DaysForm(Form):
    """From one day to another."""

    starts_on = DateField(_("First day"), validators=[InputRequired(CHOOSE_DAY)])
    ends_on = DateField(_("Last day"), validators=[InputRequired(CHOOSE_DAY)])

    def validate(self, *args, **kwargs) -> bool:
        is_valid = super().validate(*args, **kwargs)
        if self.starts_on.data and self.ends_on.data and self.ends_on.data < self.starts_on.data:
            self.ends_on.errors = [str(_("The last day is before the first."))]
        return is_valid and not self.ends_on.errors

    def days(self) -> Span:
        return Span(self.starts_on.data, self.ends_on.data)  # type: ignore[arg-type]


class SubstituteForm(DaysForm):
    person = colleague_field(_("Who is replaced"))
    by = colleague_field(_("Who stands in"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person.choices = self.by.choices = colleagues()

    def validate(self, *args, **kwargs) -> bool:
        is_valid = super().validate(*args, **kwargs)
        if self.person.data and self.person.data == self.by.data:
            self.by.errors = [str(_("Choose somebody else."))]
        return is_valid and not self.by.errors


class HolidayForm(DaysForm):
    name = name_field(_("Name of the holiday"), _("Give the holiday a name."))
