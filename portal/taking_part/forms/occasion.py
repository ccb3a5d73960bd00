"""What an organiser fills in for an occasion."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from portal.i18n import at_school, languages, local
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice
from portal.taking_part.actions import Planned
from portal.taking_part.models import Occasion
from portal.taking_part.queries.names import KINDS, READY
from portal.taking_part.rules import Kind, Ready

LONGEST_TITLE, LONGEST_TEXT, LONGEST_PLACE, MOST_PLACES = 120, 5000, 80, 1000
TOO_LONG = _("This is too long. Use at most %(max)d characters.")


def line(label: str, limit: int) -> StringField:
    """One line of at most so many characters."""
    more = {"maxlength": limit, "dir": "auto"}
    return StringField(label, validators=[Length(max=limit, message=TOO_LONG)], render_kw=more)


class OccasionForm(Form):
    """A kind, a subject of its own or a ready-made one, when and where, and what is arranged for who comes."""

    kind = SelectField(_("What is it?"), choices=[choice(each.value, words) for each, words in KINDS.items()])
    ready = SelectField(_("Ready-made subject"), choices=[])
    title = line(_("Title of your own"), LONGEST_TITLE)
    text = TextAreaField(
        _("What it is about"), validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)],
        render_kw={"rows": 6, "dir": "auto"},
    )  # fmt: skip
    language = SelectField(_("Language you write in"))
    day = DateField(_("Day"), validators=[InputRequired(_("Choose a day."))])
    from_time = TimeField(_("From"), validators=[Optional()])
    until_time = TimeField(_("Until"), validators=[Optional()])
    where = line(_("Place"), LONGEST_PLACE)
    sign_up_until = DateField(_("Last day to sign up"), validators=[Optional()])
    places = IntegerField(
        _("Number of places"),
        validators=[Optional(), NumberRange(1, MOST_PLACES, message=_("Fill in a number from %(min)d to %(max)d."))],
        render_kw={"inputmode": "numeric"},
    )
    has_childcare = BooleanField(_("There is childcare"))
    has_interpreters = BooleanField(_("An interpreter can come"))
    classes = Ticks(_("Only for these classes"), coerce=int)
    shows_norm = BooleanField(_("Show the draft of the norm beside the norm that holds now"))

    def __init__(self, *args, classes: Sequence[tuple[int, str]], norm_id: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        own = choice("", _("No, a title of your own"))
        self.ready.choices = [own, *(choice(each.value, words[0]) for each, words in READY.items())]
        self.language.choices = [choice(each.code, each.name) for each in languages()]
        self.classes.choices = list(classes)
        self.norm_id = norm_id
        if norm_id is None:
            del self.shows_norm

    def validate_title(self, field) -> None:
        """A subject is needed, one way or the other."""
        if not (field.data or "").strip() and not self.ready.data:
            raise ValidationError(_("Write a title, or choose a ready-made subject."))

    def validate(self, *args, **kwargs) -> bool:
        """Also a beginning and an end, of what is no period."""
        is_valid = super().validate(*args, **kwargs)
        if self.kind.data == Kind.CONSULTATION:
            return is_valid
        begins, ends = self.from_time.data, self.until_time.data
        if not begins and not self.from_time.errors:
            self.from_time.errors = [str(_("Choose the time at which it begins."))]
        if not ends and not self.until_time.errors:
            self.until_time.errors = [str(_("Choose the time at which it ends."))]
        if begins and ends and ends <= begins:
            self.until_time.errors = [str(_("The end is before the beginning. Choose a later time."))]
        return is_valid and not self.from_time.errors and not self.until_time.errors

    def validate_sign_up_until(self, field) -> None:
        """Not later than the day itself."""
        if isinstance(self.day.data, date) and isinstance(field.data, date) and field.data > self.day.data:
            raise ValidationError(_("This is after the day itself. Choose an earlier day."))

    def planned(self) -> Planned:
        """What was filled in, once it is valid."""
        kind, day = Kind(self.kind.data), self.day.data
        assert day is not None
        words = {name: (self[name].data or "").strip() for name in ("title", "text", "where")}
        starts_at = None if kind.has_period else self._at(self.from_time)
        last_day = self.sign_up_until.data
        until = _end_of(last_day) if last_day and not kind.has_period else None
        return Planned(
            kind, self.language.data, words, _end_of(day) if kind.has_period else self._at(self.until_time),
            starts_at, until, Ready(self.ready.data) if self.ready.data else None, self.places.data,
            self.has_childcare.data, self.has_interpreters.data,
            self.norm_id if "shows_norm" in self and self.shows_norm.data else None, self.classes.data or (),
        )  # fmt: skip

    def _at(self, field: TimeField) -> datetime:
        assert self.day.data is not None and field.data is not None
        return at_school(self.day.data, field.data.hour, field.data.minute)


def _end_of(day: date) -> datetime:
    return at_school(day + timedelta(days=1))


def filled_from(occasion: Occasion) -> dict:
    """What the form holds for an occasion that is there."""
    starts = local(occasion.starts_at) if occasion.starts_at else None
    ends = local(occasion.ends_at)
    until = local(occasion.sign_up_until) - timedelta(days=1) if occasion.sign_up_until else None
    return {
        **occasion.words, "kind": occasion.kind.value, "ready": occasion.ready.value if occasion.ready else "",
        "language": occasion.language, "day": starts.date() if starts else (ends - timedelta(minutes=1)).date(),
        "from_time": starts.time() if starts else None, "until_time": ends.time() if starts else None,
        "sign_up_until": until.date() if until else None, "places": occasion.places,
        "has_childcare": occasion.has_childcare, "has_interpreters": occasion.has_interpreters,
        "classes": occasion.class_ids, "shows_norm": occasion.norm_version_id is not None,
    }  # fmt: skip
