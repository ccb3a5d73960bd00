"""What is filled in of how a round gives its times out: by choosing or by planning, and with interpreters."""

from wtforms import DateTimeLocalField, IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from portal.conversations.rules import Planning
from portal.i18n import later as _
from portal.pages import Form, choice

PLANNINGS = {
    Planning.FIRST_COME: _("Families choose a time; who is first has it"),
    Planning.WISHES: _("Families say when they can come, and the school plans"),
}
BETWEEN = _("Between %(min)d and %(max)d.")


def a_number(label: str, default: int, low: int, high: int) -> IntegerField:
    return IntegerField(
        label, default=default, validators=[InputRequired(_("Fill in a number.")), NumberRange(low, high, BETWEEN)],
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip


def a_moment(label: str, *, is_asked: bool = False) -> DateTimeLocalField:
    asked = InputRequired(_("Fill in the day and the time."))
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    return DateTimeLocalField(label, format=formats, validators=[asked if is_asked else Optional()])


class WaysForm(Form):
    """Who is first has a time, or families say when they can until a day; and how long an interpreter takes."""

    planning = RadioField(
        _("How are the times given out?"), choices=[choice(way.value, text) for way, text in PLANNINGS.items()],
        default=Planning.FIRST_COME.value, validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip
    walking_minutes = a_number(_("How many minutes between two conversations of one family?"), 5, 0, 60)
    reserved_until = a_moment(_("Times that are kept for some families are for all families, from"))
    interpreter_minutes = a_number(_("How many minutes longer with an interpreter?"), 15, 0, 60)
    wishes_until = a_moment(_("Families say when they can come, until"))
    interpreter_until = a_moment(_("An interpreter can be asked for until"))

    def validate_head_start_at(self, field) -> None:
        if field.data and self.is_wishing():
            raise ValidationError(_("Where the school plans, nobody chooses first. Leave it empty."))

    def validate_wishes_until(self, field) -> None:
        self._check_between(field)

    def validate_reserved_until(self, field) -> None:
        self._check_between(field)

    def validate_interpreter_until(self, field) -> None:
        self._check_between(field)

    def _check_between(self, field) -> None:
        opens, ends = self["opens_at"].data, self["views_only_at"].data or self["done_at"].data
        if field.data and ((opens and field.data <= opens) or (ends and field.data >= ends)):
            raise ValidationError(_("This is not between the moment when families begin and the end of the round."))

    def validate(self, *args, **kwargs) -> bool:
        """Also the day that is asked for only where the school plans."""
        is_valid = super().validate(*args, **kwargs)
        if self.is_wishing() and not self.wishes_until.data and not self.wishes_until.errors:
            self.wishes_until.errors = [str(_("Fill in the day and the time."))]
            return False
        return is_valid

    def is_wishing(self) -> bool:
        """Whether the school plans what families say."""
        return self.planning.data == Planning.WISHES.value
