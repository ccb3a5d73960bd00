"""What the office writes down about people: who they are, how they are reached, and since when."""

from datetime import date

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    SelectField,
    StringField,
    TelField,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, ValidationError

from portal import i18n
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school.actions import Contact, Identity, Reading
from portal.school.rules import NoPhoneNumber, normalised_phone

LONGEST_NAME = 120


def tidy(text: str | None) -> str:
    return " ".join((text or "").split())


def name_field(label: str, *, missing: str | None = None) -> StringField:
    """A name, tidied; with `missing` it has to be filled in."""
    needed = [DataRequired(missing)] if missing else []
    return StringField(
        label, filters=[tidy], validators=[*needed, Length(max=LONGEST_NAME)],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )  # fmt: skip


class NamesForm(Form):
    """A name in the parts that names have here."""

    first_name = name_field(_("First name"), missing=_("Fill in the first name."))
    infix = name_field(_("Infix (van, de, el)"))
    last_name = name_field(_("Last name"))


class PupilForm(NamesForm):
    """Who a pupil is."""

    born_on = DateField(_("Date of birth"), validators=[Optional()])

    def identity(self) -> Identity:
        """As the actions want it."""
        born = self.born_on.data.isoformat() if self.born_on.data else None
        return Identity(self.first_name.data or "", self.infix.data or "", self.last_name.data or "", born)


class NewPupilForm(PupilForm):
    """A pupil who is not in a roster, with a class to begin in."""

    school_class = SelectField(_("Class"), coerce=int, validators=[InputRequired(_("Choose a class."))])


class ContactForm(NamesForm):
    """A person, and how to reach them."""

    language = SelectField(_("Language of messages and pages"), validators=[InputRequired(_("Choose a language."))])
    email = EmailField(
        _("E-mail address"), filters=[lambda text: "".join((text or "").lower().split()) or None],
        validators=[Optional(), Email(_("This is not an e-mail address yet.")), Length(max=254)],
        render_kw={"inputmode": "email", "maxlength": 254, "autocomplete": "off"},
    )  # fmt: skip
    phone = TelField(
        _("Phone number"), validators=[Optional(), Length(max=40)],
        render_kw={"inputmode": "tel", "maxlength": 40, "autocomplete": "off"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.language.choices = [choice(each.code, each.name) for each in i18n.languages()]

    def validate_phone(self, field: TelField) -> None:
        try:
            normalised_phone(field.data or "")
        except NoPhoneNumber as error:
            text = _("This is not a phone number yet. Write it like 06 12345678, or with +32 for another country.")
            raise ValidationError(str(text)) from error

    def contact(self) -> Contact:
        """As the actions want it."""
        phone = normalised_phone(self.phone.data) if self.phone.data else None
        names = (self.first_name.data or "", self.infix.data or "", self.last_name.data or "")
        return Contact(*names, self.language.data, self.email.data or None, phone)


class ReadingForm(ContactForm):
    """A guardian: also how they like to be addressed."""

    reads_easily = BooleanField(_("Reads easily in this language"), default=True)
    prefers_call = BooleanField(_("Prefers to be called"))
    needs_interpreter = BooleanField(_("Needs an interpreter in conversations"))

    def reading(self) -> Reading:
        """As the actions want it."""
        return Reading(self.reads_easily.data, self.prefers_call.data, self.needs_interpreter.data)


class DayForm(Form):
    """The day on which something happened."""

    on = DateField(_("Since when?"), validators=[InputRequired(_("Fill in the day."))])

    def day(self) -> date:
        """The day of a form that was found valid."""
        assert self.on.data is not None
        return self.on.data


class MoveForm(DayForm):
    """To which class, and from which day on."""

    school_class = SelectField(_("To which class?"), coerce=int, validators=[InputRequired(_("Choose a class."))])
