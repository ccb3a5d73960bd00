"""What is filled in about single times of a team: one more, a room, and why a day is called off."""

from datetime import datetime

from wtforms import DateField, IntegerField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange

from portal import i18n
from portal.conversations.forms import A_NUMBER, BETWEEN
from portal.conversations.rules import LONGEST, SHORTEST, SlotState
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school.models import Person

WORDS = {
    SlotState.FREE: _("free"),
    SlotState.BOOKED: _("booked"),
    SlotState.KEPT: _("kept for some families"),
    SlotState.OFFERED: _("held for a family that waits"),
    SlotState.BLOCKED: _("kept free"),
    SlotState.GONE: _("past"),
}


class RoomForm(Form):
    """Where one time is."""

    where = StringField(_("Where"), validators=[Length(max=80)], render_kw={"maxlength": 80, "dir": "auto"})


class TimeForm(Form):
    """One time more, also off the grid."""

    day = DateField(_("Day"), validators=[InputRequired(_("Fill in the day."))])
    starts = TimeField(_("From"), validators=[InputRequired(_("Fill in when it begins."))])
    minutes = IntegerField(
        _("Minutes for this conversation"),
        validators=[InputRequired(A_NUMBER), NumberRange(SHORTEST, LONGEST, BETWEEN)],
        render_kw={"inputmode": "numeric"},
    )
    where = StringField(_("Where"), validators=[Length(max=80)], render_kw={"maxlength": 80, "dir": "auto"})

    def starts_at(self) -> datetime:
        """The moment, on the school's clock."""
        assert self.day.data and self.starts.data
        return i18n.at_school(self.day.data, self.starts.data.hour, self.starts.data.minute)


class CallOffDayForm(Form):
    """Why a day is called off: the families do not read it."""

    reason = StringField(
        _("Why? Only the school reads this."), validators=[Length(max=200)], render_kw={"maxlength": 200, "dir": "auto"}
    )


class ColleagueForm(Form):
    """A colleague who joins, or stands in for the teacher."""

    colleague = SelectField(_("Colleague"), coerce=int, validators=[InputRequired()])
    whole_day = SelectField(
        _("In which conversations?"),
        choices=[choice("no", _("Only in this one")), choice("yes", _("In all of this day"))],
        default="no",
    )

    def __init__(self, colleagues: list[Person], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleague.choices = [choice(each.id, each.full_name) for each in colleagues]  # pyright: ignore[reportArgumentType]
