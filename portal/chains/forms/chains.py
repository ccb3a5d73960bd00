"""What is filled in about a chain: its hours, a step, who is told, a group, and a dry run."""

from datetime import time

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from portal import i18n
from portal.chains import queries
from portal.chains.actions import Terms
from portal.chains.forms.words import CHANNELS, PARTS
from portal.chains.rules import LONGEST_WAIT, MOST_NEEDED, SHORTEST_WAIT, Part, Who, WhoKind
from portal.i18n import later as _
from portal.outbox import OUTSIDE, Channel
from portal.pages import Form, Ticks, choice
from portal.school import queries as school

BETWEEN = _("A number from %(min)d to %(max)d.")
NOT_AFTER = _("The end is not after the start.")
BOTH = _("Fill in both times.")


def name_field(label, missing) -> StringField:
    """A name of one line."""
    return StringField(
        label, filters=[lambda text: " ".join((text or "").split())],
        validators=[DataRequired(missing), Length(max=80)], render_kw={"maxlength": 80, "autocomplete": "off"},
    )  # fmt: skip


def weekday_choices() -> list:
    return [choice(str(number), i18n.weekday(number)) for number in range(7)]


class HoursForm(Form):
    """For which hours a chain is: always, or on weekdays between two times."""

    weekdays = Ticks(_("On these days"))
    starts = TimeField(_("From"), validators=[Optional()])
    ends = TimeField(_("Until"), validators=[Optional()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.weekdays.choices = weekday_choices()

    def validate(self, *args, **kwargs) -> bool:
        """Also that there is a day, and that the end comes after the start."""
        is_valid = super().validate(*args, **kwargs)
        if not self.weekdays.data:
            self.weekdays.errors = [str(_("Choose at least one day."))]
        if not self.starts.data or not self.ends.data:
            self.ends.errors = [str(BOTH)]
        elif self.ends.data <= self.starts.data:
            self.ends.errors = [str(NOT_AFTER)]
        return is_valid and not (self.weekdays.errors or self.ends.errors)

    def hours(self) -> tuple[str, time, time]:
        return "".join(sorted(self.weekdays.data or ())), self.starts.data, self.ends.data  # type: ignore[return-value]


class StepForm(Form):
    """How a step goes."""

    wait_seconds = IntegerField(
        _("Seconds until the next step"), render_kw={"inputmode": "numeric"},
        validators=[InputRequired(_("Fill in a number.")), NumberRange(SHORTEST_WAIT, LONGEST_WAIT, BETWEEN)],
    )  # fmt: skip
    needed = IntegerField(
        _("How many must come"), render_kw={"inputmode": "numeric"},
        validators=[InputRequired(_("Fill in a number.")), NumberRange(1, MOST_NEEDED, BETWEEN)],
    )  # fmt: skip
    channels = Ticks(_("Only by"), choices=[choice(each.value, CHANNELS[each]) for each in OUTSIDE])

    def terms(self) -> Terms:
        chosen = frozenset(Channel(word) for word in self.channels.data or ())
        return Terms(self.wait_seconds.data or 0, self.needed.data or 1, chosen)


class ResponderForm(Form):
    """Somebody, a duty or a group in a step, and what they do."""

    who = SelectField(_("Who is told"), validators=[InputRequired(_("Choose who is told."))])
    part = RadioField(
        _("What they do"), choices=[choice(part.value, words) for part, words in PARTS.items()],
        validators=[InputRequired(_("Choose what they do."))],
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = [choice(f"person-{each.id}", each.full_name) for each in school.staff()]
        duties = [choice(f"duty-{each.id}", each.name) for each in queries.duties()]
        groups = [choice(f"group-{each.id}", each.name) for each in queries.groups()]
        named = ((_("Whoever is on duty"), duties), (_("Groups"), groups), (_("Colleagues"), people))
        self.who.choices = {str(label): some for label, some in named if some}

    def chosen(self) -> Who:
        kind, _dash, number = (self.who.data or "").partition("-")
        return Who(WhoKind(kind), int(number), Part(self.part.data))


class GroupForm(Form):
    """A group of colleagues who are called together."""

    name = name_field(_("Name of the group"), _("Give the group a name."))
    members = Ticks(_("Who is in it"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.members.choices = [choice(each.id, each.full_name) for each in school.staff()]  # type: ignore[arg-type]


class TryForm(Form):
    """A moment at which somebody would press."""

    day = DateField(_("Day"), validators=[InputRequired(_("Choose a day."))])
    time = TimeField(_("Time"), validators=[InputRequired(_("Fill in a time."))])
