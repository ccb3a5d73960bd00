"""The facts of an incident, as typed at the desk or at the kiosk."""

from datetime import datetime

from wtforms import DateTimeLocalField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal import clock, i18n
from portal.i18n import later as _
from portal.incidents.actions import Facts
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
NOT_TOO_LONG = Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))


def _asked(label: str, words: dict) -> RadioField:
    choices = [choice(str(getattr(word, "value", word)), text) for word, text in words.items()]
    return RadioField(label, choices=choices, validators=[Optional()])


def _as_answer(word: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(word or "")


def said(answer: bool | None) -> str | None:
    """An answer as the form holds it."""
    return None if answer is None else "yes" if answer else "no"


class FactsForm(Form):
    """Facts apart from judgement: what was seen and heard."""

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
    involved = TextAreaField(
        _("Who was involved?"), validators=[DataRequired(_("Write who was involved.")), NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip
    what_happened = TextAreaField(
        _("What happened?"), validators=[DataRequired(_("Write in a few words what happened.")), NOT_TOO_LONG],
        render_kw={"rows": 5, "autocomplete": "off"},
    )  # fmt: skip
    injuries = TextAreaField(
        _("Was somebody hurt, or something damaged?"), validators=[NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip
    somebody_hurt = _asked(_("Was somebody hurt?"), YES_NO)
    children_saw = _asked(_("Did children see it?"), YES_NO)
    police = _asked(_("Were the police there?"), POLICE)
    measures_taken = TextAreaField(
        _("What was done about it?"), validators=[NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {place.id: place for place in school.places()}
        self.place.choices = [choice(str(place.id), place.name) for place in self.places.values()]
        if self.happened_at.data is None and not self.happened_at.raw_data:
            self.happened_at.data = i18n.local(clock.now()).replace(tzinfo=None, second=0, microsecond=0)

    def validate_happened_at(self, field) -> None:
        if field.data is not None and not can_have_happened(self.moment(), now=clock.now()):
            raise ValidationError(_("Choose a moment that has passed, within the last year."))

    def moment(self) -> datetime:
        """The moment that was filled in, on the school's clock."""
        typed = self.happened_at.data
        assert typed is not None
        return i18n.at_school(typed.date(), typed.hour, typed.minute)

    def facts(self) -> Facts:
        """What was filled in, once it is valid."""
        return Facts(
            kind=Kind(self.kind.data), place=self.places[self.place.data], happened_at=self.moment(),
            involved=self.involved.data or "", what_happened=self.what_happened.data or "",
            injuries=self.injuries.data or "", measures_taken=self.measures_taken.data or "",
            roles=[Role(word) for word in self.roles.data or ()], police=_police(self.police.data),
            somebody_hurt=_as_answer(self.somebody_hurt.data), children_saw=_as_answer(self.children_saw.data),
        )  # fmt: skip


def _police(word: str | None) -> Police | None:
    return Police(word) if word else None


class AdditionForm(Form):
    """What is added to an incident later."""

    text = TextAreaField(
        _("What do you want to add or correct?"),
        validators=[DataRequired(_("Write what you want to add.")), NOT_TOO_LONG],
        render_kw={"rows": 4},
    )
