"""What an incident was, where and when, and what came of it: asked when it is logged, and when it is set right."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import DateTimeLocalField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal import clock, i18n
from portal.i18n import later as _
from portal.incidents.actions import Basics
from portal.incidents.models import Incident
from portal.incidents.rules import Kind, Police, Role, can_have_happened
from portal.pages import Form, Ticks, choice
from portal.school import queries as school

KINDS = {
    Kind.VERBAL: _("Words: shouting, swearing, insults, threats"),
    Kind.NON_VERBAL: _("Without words: threatening, coming too close"),
    Kind.PHYSICAL: _("Physical: pushing, hitting, throwing"),
    Kind.DIGITAL: _("Online: threats by mail, app or social media"),
    Kind.OTHER: _("Something else"),
}
ROLES = {
    Role.VISITOR: _("A visitor"),
    Role.PARENT: _("A parent of a child here"),
    Role.FAMILY: _("Other family of a child here"),
    Role.COLLEAGUE: _("A colleague"),
    Role.PUPIL: _("A child of this school"),
    Role.UNKNOWN: _("Somebody we do not know"),
}
POLICE = {Police.NONE: _("No"), Police.CALLED: _("They were called"), Police.CAME: _("They came")}
YES_NO = {"yes": _("Yes"), "no": _("No")}
PICTOGRAMS = {
    Kind.VERBAL: "shout", Kind.NON_VERBAL: "threat", Kind.PHYSICAL: "fist", Kind.DIGITAL: "phone", Kind.OTHER: "other",
}  # fmt: skip
LONGEST = 4000
Word = TypeVar("Word", bound=StrEnum)
NOT_TOO_LONG = Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))


def asked(label: str, words: dict) -> RadioField:
    """A question that may stay open, with an answer for each word."""
    choices = [choice(str(getattr(word, "value", word)), text) for word, text in words.items()]
    return RadioField(label, choices=choices, validators=[Optional(strip_whitespace=False)])


def as_answer(word: str | None) -> bool | None:
    """Yes, no, or not said."""
    return {"yes": True, "no": False}.get(word or "")


def chosen(words: type[Word], typed: Iterable[str] | None) -> list[Word]:
    """The words of a list that were chosen; an answer of nothing but spaces is none."""
    return [word for word in words if word.value in set(typed or ())]


def said(answer: bool | None) -> str | None:
    """An answer as the form holds it."""
    return None if answer is None else "yes" if answer else "no"


class BasicsForm(Form):
    """What it was, where and when, and what came of it."""

    kind = RadioField(
        _("What kind of incident was it?"), choices=[choice(kind.value, text) for kind, text in KINDS.items()],
        validators=[InputRequired(_("Choose what comes closest."))],
    )  # fmt: skip
    place = SelectField(_("Where was it?"), coerce=int, validators=[InputRequired(_("Choose a place."))])
    happened_at = DateTimeLocalField(
        _("When was it?"), format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        validators=[InputRequired(_("Fill in the day and the time."))],
    )  # fmt: skip
    roles = Ticks(
        _("Who was it about?"), choices=[choice(role.value, text) for role, text in ROLES.items()],
        validators=[Optional()],
    )  # fmt: skip
    somebody_hurt = asked(_("Was somebody hurt?"), YES_NO)
    children_saw = asked(_("Did children see it?"), YES_NO)
    police = asked(_("Were the police there?"), POLICE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.logged_at = clock.now()
        self.places = {place.id: place for place in school.places()}
        self.place.choices = [choice(str(place.id), place.name) for place in self.places.values()]
        if self.happened_at.data is None and not self.happened_at.raw_data:
            self.happened_at.data = i18n.local(clock.now()).replace(tzinfo=None, second=0, microsecond=0)

    def validate_happened_at(self, field) -> None:
        if field.data is not None and not can_have_happened(self.moment(), now=self.logged_at):
            raise ValidationError(_("Choose a moment that has passed, within the last year."))

    def moment(self) -> datetime:
        """The moment that was filled in, on the school's clock."""
        typed = self.happened_at.data
        assert typed is not None
        return i18n.at_school(typed.date(), typed.hour, typed.minute)

    def basics(self) -> dict[str, Any]:
        """What was filled in, once it is valid, as the fields of Basics."""
        return {
            "kind": Kind(self.kind.data), "place": self.places[self.place.data], "happened_at": self.moment(),
            "roles": chosen(Role, self.roles.data), "police": Police(self.police.data) if self.police.data else None,
            "somebody_hurt": as_answer(self.somebody_hurt.data), "children_saw": as_answer(self.children_saw.data),
        }  # fmt: skip


class SetRightForm(BasicsForm):
    """The same, of an incident whose facts were written down, and why it is otherwise."""

    why = TextAreaField(
        _("What was not right, and how do you know?"), validators=[DataRequired(_("Write why.")), NOT_TOO_LONG],
        render_kw={"rows": 3, "autocomplete": "off"},
    )  # fmt: skip

    def __init__(self, incident: Incident, **kwargs):
        super().__init__(**kwargs)
        # It cannot have been after it was logged, however long ago that is now.
        self.logged_at = incident.logged_at

    def found(self) -> Basics:
        """What was filled in, once it is valid."""
        return Basics(**self.basics())
