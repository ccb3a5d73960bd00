"""Who stands in for a class, and on which days."""

from datetime import date

from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school.actions import NotOnTheStaff, WrongDays
from portal.school.models import Person
from portal.school.rules import STAND_IN_LASTS

WHY_NOT = {
    NotOnTheStaff: _("Choose a colleague who works here."),
    WrongDays: _("Choose days from today on, at most %(days)d at once.", days=STAND_IN_LASTS.days),
}


class StandInForm(Form):
    """A colleague, and from which day to which; without an end it is one day."""

    person = SelectField(_("Who stands in?"), coerce=int)
    from_on = DateField(_("From"), validators=[InputRequired(_("Choose a day."))])
    until_on = DateField(_("Until"), validators=[Optional()])

    def __init__(self, colleagues: list[Person], **kwargs):
        super().__init__(**kwargs)
        self.person.choices = [choice(str(each.id), each.full_name) for each in colleagues]

    @property
    def first_day(self) -> date:
        assert self.from_on.data is not None
        return self.from_on.data

    @property
    def last_day(self) -> date:
        return self.until_on.data or self.first_day
