"""What is said of an entry: an answer, why it does not belong here, and why it should come back."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from portal.class_group.actions.writing import Written
from portal.class_group.forms.words import REASONS
from portal.class_group.rules import LONGEST_ANSWER, Reason
from portal.i18n import later as _
from portal.pages import Form, choice

TOO_LONG = Length(max=LONGEST_ANSWER, message=_("This is too long. Use at most %(max)d characters."))
SMALL = {"rows": 3, "maxlength": LONGEST_ANSWER, "dir": "auto"}


class AnswerForm(Form):
    """A short answer to a post."""

    text = TextAreaField(
        _("Your answer"), validators=[DataRequired(_("Write your answer.")), TOO_LONG], render_kw=SMALL
    )

    @property
    def words(self) -> str:
        return (self.text.data or "").strip()

    @property
    def written(self) -> Written:
        """The same, for an answer that is changed."""
        return Written(self.words)


class ReasonForm(Form):
    """Why something does not belong here, in a word of the list, and in own words if wanted."""

    reason = RadioField(
        _("What is the matter?"), choices=[choice(reason.value, words) for reason, words in REASONS.items()],
        validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip
    text = TextAreaField(_("In your own words"), validators=[TOO_LONG], render_kw=SMALL)

    @property
    def chosen(self) -> Reason:
        return Reason(self.reason.data)

    @property
    def words(self) -> str:
        return (self.text.data or "").strip()


class AppealForm(Form):
    """What the writer says to the school, or the school to the writer."""

    text = TextAreaField(
        _("Your words"), validators=[DataRequired(_("Write your message.")), TOO_LONG], render_kw=SMALL
    )

    @property
    def words(self) -> str:
        return (self.text.data or "").strip()
