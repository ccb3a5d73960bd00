"""What a family types from its letter, and which letters the office asks for."""

from datetime import date

from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal import clock, codes, i18n
from portal.i18n import later as _
from portal.invitations.rules import read_date
from portal.pages import Form, choice


class LetterForm(Form):
    """The code, and the birth date of a child; the same form for every code, whether it exists or not."""

    code = StringField(
        _("The code from your letter"),
        validators=[InputRequired(_("Fill in the code from your letter.")), Length(max=40)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 40,
                   "dir": "ltr", "class": "code-field"},
    )  # fmt: skip
    born_on = StringField(
        _("The birth date of your child"), validators=[Optional(), Length(max=40)],
        render_kw={"autocomplete": "off", "inputmode": "numeric", "maxlength": 40, "dir": "ltr", "class": "code-field"},
    )  # fmt: skip

    def validate_code(self, field) -> None:
        if not codes.is_whole(self.tidy_code):
            raise ValidationError(_("This is not a whole code. It has eight letters and digits, like ABCD-2345."))

    def validate_born_on(self, field) -> None:
        if self.birth_date is None:
            raise ValidationError(_("We cannot read this date. Type day, month and year, like 03-05-2017."))

    @property
    def tidy_code(self) -> str:
        return codes.tidy(self.code.data or "")

    @property
    def birth_date(self) -> date | None:
        return read_date(self.born_on.data or "", today=i18n.local_date(clock.now()))


class MakeForm(Form):
    """For whom letters are made."""

    who = RadioField(
        _("For whom?"), default="without",
        choices=[
            choice("without", _("Only who has no letter that works")),
            choice("again", _("Everybody who has not come in; letters from before stop working")),
        ],
        validators=[InputRequired(_("Choose for whom."))],
    )  # fmt: skip
