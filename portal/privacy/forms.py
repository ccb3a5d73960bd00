"""What the office fills in about privacy: whom it looks for, and why it does what it does."""

from datetime import date

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal.i18n import later as _
from portal.pages import Form, choice, without_control_characters
from portal.privacy.rules import LONGEST_HOLD, LONGEST_REASON
from portal.school.models import Pupil

_TOO_LONG = Length(max=LONGEST_REASON, message=_("This is too long. Use at most %(max)d characters."))
_NAME = Length(max=120)


def reason_field(label: str) -> TextAreaField:
    """Why: it is asked for, and kept sealed."""
    needed = DataRequired(_("Write down why, in a sentence."))
    return TextAreaField(label, validators=[needed, _TOO_LONG], render_kw={"rows": 3, "autocomplete": "off"})


class CopyForm(Form):
    """For which child, or for all of them, and why the office makes a copy."""

    pupil = SelectField(_("About whom?"), coerce=int, validators=[InputRequired(_("Choose about whom."))])
    reason = reason_field(_("Who asked for it, and how do you know who it was?"))

    def __init__(self, *args, children: list[Pupil], **kwargs):
        super().__init__(*args, **kwargs)
        self.children = {child.id: child for child in children}
        everybody = choice("0", _("The household and all its children"))
        self.pupil.choices = [everybody, *(choice(str(each.id), each.full_name) for each in children)]


class EraseForm(Form):
    """Why somebody is erased."""

    reason = reason_field(_("Who asked for it, and how do you know who it was?"))


class HoldForm(Form):
    """Why data stays, and when the school looks at that again."""

    reason = reason_field(_("Why does this data have to stay?"))
    review_on = DateField(_("When do you look at this again?"), validators=[InputRequired(_("Choose a day."))])

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def validate_review_on(self, field: DateField) -> None:
        if field.data is None or not self.today < field.data <= self.today + LONGEST_HOLD:
            raise ValidationError(str(_("Choose a day after today, within a year.")))


def in_our_time(_form: Form, field: DateField) -> None:
    """No school's log begins before this century, nor ends after it."""
    if field.data is None or not 2000 <= field.data.year < 2100:
        raise ValidationError(str(_("Choose a day.")))


class Question(Form):
    """A form that only asks: it changes nothing, so it needs no token and stands in the address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, meta={"csrf": False}, **kwargs)


class SearchForm(Question):
    """Whom the office looks for."""

    q = StringField(_("Name or e-mail address"), validators=[Optional(), _NAME], filters=[without_control_characters])


class LogForm(Question):
    """Which deeds the office looks for; every field may stay empty."""

    who = StringField(_("Who did it"), validators=[Optional(), _NAME], filters=[without_control_characters])
    about = StringField(_("About whom"), validators=[Optional(), _NAME], filters=[without_control_characters])
    start = DateField(_("From"), validators=[Optional(), in_our_time])
    end = DateField(_("Until and including"), validators=[Optional(), in_our_time])
