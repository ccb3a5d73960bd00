"""What a parent fills in for a post: the words, and if it has one a day, a time, a place and a number of places."""

from datetime import date, timedelta

from wtforms import DateField, IntegerField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from portal.class_group.actions.writing import Written
from portal.class_group.models import Entry
from portal.class_group.rules import LONGEST_LINE, LONGEST_POST, MOST_PLACES, Kind
from portal.i18n import later as _
from portal.pages import Form

MOST_AHEAD = timedelta(days=366)


class PostForm(Form):
    """Where families can sign up, a day and a number of places are needed; otherwise only the words."""

    text = TextAreaField(
        _("Your message"),
        validators=[
            DataRequired(_("Write your message.")),
            Length(max=LONGEST_POST, message=_("This is too long. Use at most %(max)d characters.")),
        ],
        render_kw={"rows": 4, "maxlength": LONGEST_POST, "dir": "auto"},
    )
    on_day = DateField(_("Day"), validators=[Optional()])
    from_time = TimeField(_("From"), validators=[Optional()])
    place = StringField(
        _("Place"),
        validators=[Length(max=LONGEST_LINE, message=_("This is too long. Use at most %(max)d characters."))],
        render_kw={"maxlength": LONGEST_LINE, "dir": "auto", "autocomplete": "off"},
    )
    places = IntegerField(
        _("For how many families"),
        validators=[
            DataRequired(_("Say for how many families there is place.")),
            NumberRange(1, MOST_PLACES, message=_("Choose a number from %(min)d to %(max)d.")),
        ],
        render_kw={"inputmode": "numeric"},
    )

    def __init__(self, kind: Kind, *args, today: date, entry: Entry | None = None, **kwargs):
        super().__init__(*args, obj=entry, **kwargs)
        self.today, self.kind, self.was_on = today, kind, entry.on_day if entry else None
        if kind is Kind.QUESTION:
            del self.on_day, self.from_time, self.place
        if kind is Kind.EVENT:
            self.on_day.validators = [DataRequired(_("Choose a day."))]
            self.on_day.flags.required = True
        else:
            del self.places

    def validate_on_day(self, field) -> None:
        """A day that is still to come, and not beyond a year; a changed post may keep its own."""
        if field.data and field.data != self.was_on and not self.today <= field.data <= self.today + MOST_AHEAD:
            raise ValidationError(_("Choose a day in the coming year."))

    @property
    def written(self) -> Written:
        """What was filled in, once it is valid."""
        given = {name: self[name].data for name in ("on_day", "from_time", "places") if name in self}
        place = " ".join((self.place.data or "").split()) if "place" in self else ""
        return Written(text=(self.text.data or "").strip(), place=place, **given)
