"""What is filled in about duties, their weekly shifts, and the hours of the school."""

from datetime import time

from wtforms import FieldList, FormField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal import i18n
from portal.chains.forms.chains import NOT_AFTER, name_field, weekday_choices
from portal.chains.forms.words import WEEKS
from portal.chains.rules import Weeks
from portal.i18n import later as _
from portal.pages import Form, Rows, Ticks, choice
from portal.school import queries as school
from portal.school.models import Person

CHOOSE_SOMEBODY = _("Choose a colleague.")


def colleague_field(label) -> SelectField:
    """Somebody on the staff; nobody is chosen by accident."""
    return SelectField(label, coerce=int, default=0, validators=[NumberRange(1, message=CHOOSE_SOMEBODY)])


class DutyForm(Form):
    name = name_field(_("Name of the duty"), _("Give the duty a name."))


class ShiftForm(Form):
    """Somebody has the duty every week on these days."""

    person = colleague_field(_("Who"))
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


class WeekdayForm(Rows):
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
    people = [choice(each.id, each.full_name) for each in school.staff()]  # type: ignore[arg-type]
    return [choice(0, "–"), *people]  # type: ignore[arg-type]


def numbered(number: int) -> Person:
    """The colleague who was chosen in a form."""
    return next(each for each in school.staff() if each.id == number)
