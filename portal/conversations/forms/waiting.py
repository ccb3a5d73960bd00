"""What a family that waits for a time fills in: on which days it can come."""

from collections.abc import Iterable
from datetime import date, timedelta

from portal import i18n
from portal.conversations.rules import Window
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice


class WaitForm(Form):
    """The days of the team on which the family can come; none ticked is every day."""

    days = Ticks(_("On which days can you come?"))

    def __init__(self, days: Iterable[date], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.days.choices = [choice(day.isoformat(), i18n.day(day)) for day in days]

    def spans(self) -> list[Window]:
        """The ticked days, each from midnight to midnight at school."""
        ticked = [date.fromisoformat(each) for each in self.days.data or []]
        return [Window(i18n.at_school(day), i18n.at_school(day + timedelta(days=1))) for day in ticked]
