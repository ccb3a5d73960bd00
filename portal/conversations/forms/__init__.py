"""What is filled in around conversations: a round by its teachers, a booking by a parent, a reason for cancelling."""

from datetime import datetime

from wtforms import DateField, FieldList, FormField, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from portal import clock, i18n
from portal.conversations.rules import LONGEST, MOST_TIMES, SHORTEST, Meet, Window, times_in
from portal.i18n import later as _
from portal.pages import Form, Rows, choice

WINDOWS = 4
A_NUMBER = _("Fill in a number.")
BETWEEN = _("Between %(min)d and %(max)d minutes.")
WAYS = {Meet.SCHOOL: _("At school"), Meet.PHONE: _("By phone"), Meet.VIDEO: _("By video")}


class WindowForm(Rows):
    """One span on one day in which the team receives families; an empty row is none."""

    day = DateField(_("Day"), validators=[Optional()])
    starts = TimeField(_("From"), validators=[Optional()])
    ends = TimeField(_("Until"), validators=[Optional()])

    class Meta:
        locales = property(lambda self: [i18n.current_language().code])

    @property
    def is_empty(self) -> bool:
        return not (
            self.day.data or self.starts.data or self.ends.data or any(f.raw_data and f.raw_data[0] for f in self)
        )

    def window(self) -> Window | None:
        """The span on the school's clock, or None while something is missing."""
        if not (self.day.data and self.starts.data and self.ends.data):
            return None
        day, start, end = self.day.data, self.starts.data, self.ends.data
        return Window(i18n.at_school(day, start.hour, start.minute), i18n.at_school(day, end.hour, end.minute))

    def validate(self, *args, **kwargs) -> bool:
        """Also what an empty field would hide: a row that is filled in halfway."""
        fault = "" if not super().validate(*args, **kwargs) else self._fault()
        if fault:
            self.ends.errors = [fault]
        return not (fault or self.errors)

    def _fault(self) -> str:
        window = self.window()
        if window is None:
            return "" if self.is_empty else str(_("Fill in the day and both times, or leave the whole row empty."))
        if window.ends_at <= window.starts_at:
            return str(_("The end is not after the start."))
        return str(_("This moment has passed.")) if window.starts_at <= clock.now() else ""


class FillInForm(Form):
    """When a team receives families: the spans, with a break, and how long between two conversations."""

    gap = IntegerField(
        _("Minutes between two conversations"), default=5,
        validators=[InputRequired(A_NUMBER), NumberRange(0, 60, BETWEEN)],
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    windows = FieldList(FormField(WindowForm), min_entries=WINDOWS, max_entries=WINDOWS)
    pause_starts = TimeField(_("Break from"), validators=[Optional()])
    pause_ends = TimeField(_("Break until"), validators=[Optional()])

    def validate_windows(self, field) -> None:
        if not any(row.form.window() for row in field):
            raise ValidationError(_("Fill in at least one day with its times."))

    def validate(self, *args, **kwargs) -> bool:
        """Also the break, of which one time says nothing."""
        is_valid = super().validate(*args, **kwargs)
        starts, ends = self.pause_starts.data, self.pause_ends.data
        if bool(starts) != bool(ends) or (starts and ends and ends <= starts):
            self.pause_ends.errors = [str(_("Fill in both times of the break, the later one last, or neither."))]
            return False
        return is_valid

    def parts(self) -> list[Window]:
        """The spans with the break cut out, by time."""
        found: list[Window] = []
        for row in self.windows:
            window = row.form.window()
            found += self._without_pause(window) if window else []
        return sorted(found, key=lambda window: window.starts_at)

    def _without_pause(self, window: Window) -> list[Window]:
        pause = self.pause_on(window.starts_at)
        if pause is None or pause.ends_at <= window.starts_at or window.ends_at <= pause.starts_at:
            return [window]
        halves = [Window(window.starts_at, pause.starts_at), Window(pause.ends_at, window.ends_at)]
        return [half for half in halves if half.starts_at < half.ends_at]

    def pause_on(self, moment: datetime) -> Window | None:
        """The break on the day of this moment."""
        starts, ends = self.pause_starts.data, self.pause_ends.data
        if not starts or not ends:
            return None
        day = i18n.local_date(moment)
        return Window(i18n.at_school(day, starts.hour, starts.minute), i18n.at_school(day, ends.hour, ends.minute))

    def number_of_times(self, minutes: int) -> int:
        """How many conversations of this length fit in what is filled in."""
        return len(times_in(self.parts(), minutes=minutes, gap=self.gap.data or 0))


class RoundForm(FillInForm):
    """A round of one class: the same, with its title, length and place."""

    title = StringField(
        _("Title"),
        validators=[InputRequired(_("Give the round a title.")), Length(max=120)],
        render_kw={"maxlength": 120},
    )
    minutes = IntegerField(
        _("Minutes for each conversation"), default=15,
        validators=[InputRequired(A_NUMBER), NumberRange(SHORTEST, LONGEST, BETWEEN)],
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    where = StringField(_("Where"), validators=[Length(max=80)], render_kw={"maxlength": 80})

    def is_too_long(self) -> bool:
        return self.number_of_times(self.minutes.data or SHORTEST) > MOST_TIMES


class BookForm(Form):
    """How the family wants to meet."""

    pupil = IntegerField(validators=[InputRequired()])
    meet = SelectField(
        _("How do you want to meet?"),
        choices=[choice(way.value, text) for way, text in WAYS.items()],
        default=Meet.SCHOOL.value,
    )


class CancelForm(Form):
    """Why a teacher cancels: the family reads it."""

    reason = TextAreaField(
        _("Why? The family reads this."),
        validators=[InputRequired(_("Write a few words for the family.")), Length(max=500)], render_kw={"rows": 3},
    )  # fmt: skip
