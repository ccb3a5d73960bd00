"""The open places of a phrase as a form: a field for each, of its kind."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from wtforms import DateField, DecimalField, Field, IntegerField, SelectField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange
from wtforms.widgets import TextInput

from portal import i18n
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice
from portal.phrases.forms.kept import as_fields
from portal.phrases.queries import Sentence
from portal.phrases.queries.catalogue import NotWritten
from portal.phrases.queries.filling import word_in
from portal.phrases.rules import KINDS, LONGEST_WORDS, MOST_COUNT, Kind
from portal.phrases.rules.slots import MOST_AMOUNT, WORDS_OF

TOO_LONG = _("This is too long. Use at most %(max)d characters.")
FIELD_LABELS = {
    "date": _("Day"), "end": _("Last day"), "weekday": _("Day of the week"), "time": _("Time"),
    "end_time": _("Until what time"), "amount": _("Amount in euros"), "count": _("How many?"),
    "child": _("First name of the child"), "name": _("Name of a colleague"), "class": _("Name of the class"),
    "place": _("Place"), "things": _("What?"), "subject": _("Subject"), "illness": _("Which illness?"),
}  # fmt: skip


class Euros(DecimalField):
    """An amount, with a comma or a point: a field for numbers takes only the one that the browser expects."""

    widget = TextInput()

    def process_formdata(self, valuelist):
        """Read both ways of writing."""
        super().process_formdata([value.replace(",", ".").strip(" €") for value in valuelist])


class SlotsForm(Form):
    """What is filled in for one phrase; its fields are named after the slots."""

    slots: tuple[str, ...] = ()

    def fields_of(self, name: str) -> list[Field]:
        """The fields of a slot: one to choose in, and for some one to type in."""
        return [self[each] for each in (name, f"{name}_own") if each in self]

    def validate(self, *args, **kwargs) -> bool:
        """Also that something is chosen or typed, and that an end comes after its beginning."""
        is_valid = super().validate(*args, **kwargs)
        for name in self.slots:
            if f"{name}_own" in self and not (self[name].data or (self[f"{name}_own"].data or "").strip()):
                is_valid = _refuse(self[name], _("Choose something, or write it below."))
        if is_valid and "end" in self and self["end"].data < self["date"].data:
            is_valid = _refuse(self["end"], _("The end is not after the start."))
        if is_valid and "end_time" in self and self["end_time"].data <= self["time"].data:
            is_valid = _refuse(self["end_time"], _("The end is not after the start."))
        return is_valid

    def values(self) -> dict[str, Any]:
        """What was filled in, as a message keeps it; once it is valid."""
        return {name: self._value(name) for name in self.slots}

    def _value(self, name: str) -> Any:
        data, kind = self[name].data, KINDS[name]
        own = (self[f"{name}_own"].data or "").strip() if f"{name}_own" in self else ""
        if kind is Kind.THINGS:
            return {"words": list(data)} | ({"own": own} if own else {})
        if kind in (Kind.PLACE, Kind.WORD):
            return {"name" if kind is Kind.PLACE else "own": own} if own else {"word": data}
        if kind is Kind.TIME:
            return f"{data:%H:%M}"
        return data if isinstance(data, int | str) else str(data)


def _refuse(field: Field, reason: str) -> bool:
    field.errors = [str(reason)]
    return False


def slots_form(sentence: Sentence, values: dict[str, Any]) -> SlotsForm:
    """The form of a phrase, with these values in it."""
    made: dict[str, Any] = {"slots": sentence.slots}
    for name in sentence.slots:
        made |= _FIELDS[KINDS[name]](name)
    data: dict[str, Any] = {}
    for name, value in values.items():
        data |= as_fields(name, value)
    return type("FilledIn", (SlotsForm,), made)(data=data)


def _words(name: str, code: str) -> list:
    return [choice(key, _word(name, key, code)) for key in WORDS_OF[name]]


def _word(name: str, key: str, code: str) -> str:
    try:
        return word_in(name, key, code)
    except NotWritten:
        return WORDS_OF[name][key]


def _listed(name: str) -> dict[str, Any]:
    choices = [choice("", str(_("Choose"))), *_words(name, i18n.current_language().code)]
    label = _("Its name or address, when it is not in the list") if name == "place" else _("In your own words")
    return {name: SelectField(FIELD_LABELS[name], choices=choices), f"{name}_own": _typed(label)}


def _things(name: str) -> dict[str, Any]:
    words = _words(name, i18n.current_language().code)
    return {name: Ticks(FIELD_LABELS[name], choices=words), f"{name}_own": _typed(_("In your own words"))}


def _typed(label: str, *validators: Any) -> StringField:
    limit = Length(max=LONGEST_WORDS, message=TOO_LONG)
    return StringField(label, validators=[*validators, limit], render_kw={"maxlength": LONGEST_WORDS, "dir": "auto"})


def _weekday(name: str) -> dict[str, Any]:
    days = [choice(str(number), i18n.weekday(number)) for number in range(7)]
    return {name: SelectField(FIELD_LABELS[name], choices=days, coerce=int)}


def _one(make: Callable[[str], Field]) -> Callable[[str], dict[str, Any]]:
    return lambda name: {name: make(FIELD_LABELS[name])}


_FIELDS: dict[Kind, Callable[[str], dict[str, Any]]] = {
    Kind.DATE: _one(lambda label: DateField(label, validators=[InputRequired(_("Choose a day."))])),
    Kind.TIME: _one(lambda label: TimeField(label, validators=[InputRequired(_("Fill in a time."))])),
    Kind.AMOUNT: _one(lambda label: Euros(
        label, render_kw={"inputmode": "decimal"}, places=2,
        validators=[InputRequired(_("Fill in an amount.")), NumberRange(Decimal(0), MOST_AMOUNT)],
    )),
    Kind.COUNT: _one(lambda label: IntegerField(
        label, render_kw={"inputmode": "numeric", "min": 0, "max": MOST_COUNT},
        validators=[InputRequired(_("Fill in a number.")), NumberRange(0, MOST_COUNT)],
    )),
    Kind.NAME: _one(lambda label: _typed(label, DataRequired(_("Fill in a name.")))),
    Kind.WEEKDAY: _weekday, Kind.PLACE: _listed, Kind.THINGS: _things, Kind.WORD: _listed,
}  # fmt: skip
