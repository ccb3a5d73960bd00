"""What is filled in about the roster: duties, shifts, who is away, who stands in, holidays and hours."""

from datetime import time

from wtforms import DateField, FieldList, FormField, RadioField, SelectField, TimeField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional

from portal import i18n
from portal.chains import queries
from portal.chains.actions import Hours
from portal.chains.forms.chains import BOTH, NOT_AFTER, name_field, weekday_choices
from portal.chains.forms.words import WEEKS
from portal.chains.rules import Span, Weeks
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice
from portal.school import queries as school
from portal.school.models import Person

CHOOSE_DAY = _("Choose a day.")
CHOOSE_SOMEBODY = _("Choose a colleague.")


class DutyForm(Form):
    name = name_field(_("Name of the duty"), _("Give the duty a name."))


class ShiftForm(Form):
    """Somebody has the duty every week on these days."""

    person = SelectField(_("Who"), coerce=int)
    weekdays = Ticks(_("On these days"))
    starts = TimeField(_("From"), validators=[InputRequired(_("Fill in a time."))])
    ends = TimeField(_("Until"), validators=[InputRequired(_("Fill in a time."))])
    weeks = RadioField(
        _("In which weeks"), default=Weeks.EVERY.value, choices=[choice(w.value, words) for w, words in WEEKS.items()]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person.choices = colleagues()
        self.weekdays.choices = weekday_choices()

    def validate(self, *args, **kwargs) -> bool:
        is_valid = super().validate(*args, **kwargs)
        if not self.weekdays.data:
            self.weekdays.errors = [str(_("Choose at least one day."))]
        if self.starts.data and self.ends.data and self.ends.data <= self.starts.data:
            self.ends.errors = [str(NOT_AFTER)]
        return is_valid and not (self.weekdays.errors or self.ends.errors)

    def times(self) -> tuple[time, time]:
        return self.starts.data, self.ends.data  # type: ignore[return-value]


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

    person = SelectField(_("Who"), coerce=int)
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
    person = SelectField(_("Who is replaced"), coerce=int)
    by = SelectField(_("Who stands in"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person.choices = self.by.choices = colleagues()

    def validate(self, *args, **kwargs) -> bool:
        is_valid = super().validate(*args, **kwargs)
        if self.person.data == self.by.data:
            self.by.errors = [str(_("Choose somebody else."))]
        return is_valid and not self.by.errors


class HolidayForm(DaysForm):
    name = name_field(_("Name of the holiday"), _("Give the holiday a name."))


class WeekdayForm(PlainForm):
    """The hours of one weekday; an empty row is a day without school."""

    starts = TimeField(_("From"), validators=[Optional()])
    ends = TimeField(_("Until"), validators=[Optional()])

    class Meta:
        locales = property(lambda self: [i18n.current_language().code])

    def validate(self, *args, **kwargs) -> bool:
        is_valid = super().validate(*args, **kwargs)
        starts, ends = self.starts.data, self.ends.data
        if bool(starts) != bool(ends) or (starts and ends and ends <= starts):
            self.ends.errors = [str(_("Fill in both times, the later one last, or neither."))]
        return is_valid and not self.ends.errors


class SchoolHoursForm(Form):
    days = FieldList(FormField(WeekdayForm), min_entries=7, max_entries=7)

    def hours(self) -> dict[int, tuple[time, time]]:
        rows = ((number, row.form.starts.data, row.form.ends.data) for number, row in enumerate(self.days))
        return {number: (starts, ends) for number, starts, ends in rows if starts and ends}


def colleagues() -> list:
    return [choice(each.id, each.full_name) for each in school.staff()]  # type: ignore[arg-type]


def numbered(number: int) -> Person:
    """The colleague who was chosen in a form."""
    return next(each for each in school.staff() if each.id == number)
