"""When a person wants to hear from the school: once a day, and not in the quiet hours."""

from wtforms import RadioField, SelectField

from portal import i18n
from portal.i18n import later as _
from portal.outbox import Pace, Times
from portal.pages import Form, choice

HOURS = range(24)
PACES = {
    Pace.DAILY: _("Once a day, together in one message"),
    Pace.WEEKLY: _("Once a week, together in one message"),
    Pace.AT_ONCE: _("Each time, at once"),
}


def _hours(label: str, none: str = "") -> SelectField:
    first = [choice("", none)] if none else []
    return SelectField(label, choices=first + [choice(str(hour), f"{hour}:00") for hour in HOURS])


class TimesForm(Form):
    """How often, when, and between which hours nothing comes; `tells_news` is False for who gets no class news."""

    pace = RadioField(_("Class news"), choices=[choice(pace.value, words) for pace, words in PACES.items()])
    weekday = SelectField(_("Day of the week, if it is once a week"))
    hour = _hours(_("Time of the day"))
    quiet_from = _hours(_("From"), _("none"))
    quiet_until = _hours(_("Until"), _("none"))

    def __init__(self, times: Times, *, tells_news: bool):
        is_quiet = times.has_quiet_hours
        super().__init__(data={
            "pace": times.pace.value, "weekday": str(times.weekday), "hour": str(times.hour),
            "quiet_from": str(times.quiet_from) if is_quiet else "",
            "quiet_until": str(times.quiet_until) if is_quiet else "",
        })  # fmt: skip
        self.before, self.tells_news = times, tells_news
        self.weekday.choices = [choice(str(number), i18n.weekday(number)) for number in range(7)]
        for name in () if tells_news else ("pace", "weekday", "hour"):
            del self[name]

    def validate(self, *args, **kwargs) -> bool:
        """Also both quiet hours or neither."""
        is_valid = super().validate(*args, **kwargs)
        if bool(self.quiet_from.data) != bool(self.quiet_until.data):
            self.quiet_until.errors = [str(_("Choose both hours, or none."))]
            return False
        return is_valid

    def times(self) -> Times:
        """What is filled in; who gets no class news keeps what held before."""
        chosen = {"quiet_from": int(self.quiet_from.data or 0), "quiet_until": int(self.quiet_until.data or 0)}
        if not self.tells_news:
            return Times(self.before.pace, self.before.weekday, self.before.hour, **chosen)
        return Times(Pace(self.pace.data), int(self.weekday.data), int(self.hour.data), **chosen)
