"""The forms of guidance: a page's text, a training, a version of the safety plan."""

from collections.abc import Sequence

from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from portal import clock, i18n
from portal.guidance.forms.words import KINDS
from portal.guidance.rules import LONGEST, LONGEST_ADDRESS, TrainingKind, is_address
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice
from portal.school.models import Person

LONGEST_VERSION = 60
TOO_LONG = _("This is too long. Use at most %(max)d characters.")
FILL_IN_DAY = _("Fill in the day.")


class TextForm(Form):
    """The text of one page in one language; `after` is the version that the writer began from."""

    words = TextAreaField(
        _("Text"), validators=[DataRequired(_("Write something, or go back to a text of before.")),
                               Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"rows": 16, "maxlength": LONGEST, "dir": "auto"},
    )  # fmt: skip
    after = HiddenField()

    @property
    def number(self) -> int:
        """Of the version that the writer began from; 0 without one."""
        given = self.after.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


class TrainingForm(Form):
    """Who had which training, when, and until when that is enough."""

    kind = RadioField(
        _("Which training?"), choices=[choice(kind.value, words) for kind, words in KINDS.items()],
        validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip
    held_on = DateField(_("When was it?"), validators=[InputRequired(FILL_IN_DAY)])
    valid_until = DateField(_("Until when does it hold?"), validators=[Optional()])
    people = Ticks(_("Who took part?"), coerce=int, choices=[], validators=[InputRequired(_("Choose a colleague."))])

    def __init__(self, staff: Sequence[Person], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people.choices = [choice(person.id, person.full_name) for person in staff]  # pyright: ignore
        self.staff = {person.id: person for person in staff}

    def validate(self, *args, **kwargs) -> bool:
        """Not in the future, and it ends after it was held."""
        is_valid = super().validate(*args, **kwargs)
        if self.held_on.data and self.held_on.data > i18n.local_date(clock.now()):
            self.held_on.errors = [str(_("This day is still to come."))]
            return False
        if self.held_on.data and self.valid_until.data and self.valid_until.data <= self.held_on.data:
            self.valid_until.errors = [str(_("This is before the training."))]
            return False
        return is_valid

    def chosen(self) -> tuple[TrainingKind, list[Person]]:
        """What was ticked, once it is valid."""
        return TrainingKind(self.kind.data), [self.staff[number] for number in self.people.data or ()]


class PlanForm(Form):
    """A PDF, or an address; with its version and its date."""

    version = StringField(
        _("Version"), validators=[InputRequired(_("Give it a name or a number.")),
                                  Length(max=LONGEST_VERSION, message=TOO_LONG)],
    )  # fmt: skip
    dated_on = DateField(_("Date of the plan"), validators=[InputRequired(FILL_IN_DAY)])
    document = FileField(_("The plan as PDF"), render_kw={"accept": ".pdf"})
    address = StringField(
        _("Or its address on the web"), validators=[Length(max=LONGEST_ADDRESS, message=TOO_LONG)],
        render_kw={"type": "url", "inputmode": "url", "dir": "ltr"},
    )  # fmt: skip

    def validate(self, *args, **kwargs) -> bool:
        """One of the two, not both."""
        is_valid = super().validate(*args, **kwargs)
        address = (self.address.data or "").strip()
        if bool(self.document.data) == bool(address):
            self.document.errors = [str(_("Choose a file, or fill in an address."))]
            return False
        if address and not is_address(address):
            self.address.errors = [str(_("This is no address on the web. It begins with https://"))]
            return False
        return is_valid

    def source(self) -> str | bytes:
        """The address, or the bytes of the file."""
        return self.document.data.read() if self.document.data else (self.address.data or "").strip()
