"""What is filled in about a case: with whom it is, what was prepared and agreed, how it ended."""

from wtforms import BooleanField, IntegerField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from portal.contact.queries import Home
from portal.conversations.rules import LONGEST_ANSWER
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.recovery.actions import Whom
from portal.recovery.forms.words import LINES, QUESTIONS
from portal.recovery.rules import CardSide

VISITOR = "visitor"
TOO_LONG = _("This is too long. Use at most %(max)d characters.")


class OfferForm(Form):
    """With which home, or with a visitor who has no child here."""

    home = RadioField(_("With whom?"), validators=[InputRequired(_("Choose one."))])

    def __init__(self, homes: list[Home], **kwargs):
        super().__init__(**kwargs)
        self.homes = {f"{home.pupil_id}-{home.household_id}": home for home in homes}
        self.home.choices = [choice(key, f"{home.child} · {home.names}") for key, home in self.homes.items()]
        self.home.choices.append(choice(VISITOR, str(_("A visitor without a child at this school"))))

    def whom(self) -> Whom:
        return Whom(self.homes.get(self.home.data or ""))


class AgreementForm(Form):
    """Five lines, all of them optional; `on` is the version that was seen."""

    on = IntegerField(widget=HiddenInput(), default=0, validators=[InputRequired(), NumberRange(0, 10_000)])
    read_back = BooleanField(_("We read this back to the family, and it is right"))

    def texts(self):
        return [self[name] for name in LINES]

    def lines(self) -> dict[str, str]:
        """What was filled in; an empty line is none."""
        written = {field.name: (field.data or "").strip() for field in self.texts()}
        return {name: words for name, words in written.items() if words}

    def validate_agreed(self, _field) -> None:
        if not self.lines():
            raise ValidationError(_("Write at least one line."))


for _name, _label in LINES.items():
    _limit = Length(max=LONGEST_ANSWER, message=TOO_LONG)
    setattr(AgreementForm, _name, TextAreaField(_label, validators=[_limit], render_kw={"rows": 3, "dir": "auto"}))


class CardForm(Form):
    """A text for each question of one side; every one may stay empty."""

    def texts(self):
        return [field for field in self if field.type == "TextAreaField"]

    def answers(self) -> dict[str, str]:
        written = {field.name: (field.data or "").strip() for field in self.texts()}
        return {name: words for name, words in written.items() if words}


class FamilyCard(CardForm):
    """The family's."""


class ColleagueCard(CardForm):
    """Of the colleague whom it happened to."""


class SchoolCard(CardForm):
    """Of whoever sits there for the school."""


CARDS: dict[CardSide, type[CardForm]] = {
    CardSide.FAMILY: FamilyCard, CardSide.COLLEAGUE: ColleagueCard, CardSide.SCHOOL: SchoolCard,
}  # fmt: skip
for _side, _questions in QUESTIONS.items():
    for _name, _label in _questions.items():
        _limit = Length(max=LONGEST_ANSWER, message=TOO_LONG)
        _area = TextAreaField(_label, validators=[_limit], render_kw={"rows": 3, "autocomplete": "off", "dir": "auto"})
        setattr(CARDS[_side], _name, _area)


class NotRightForm(Form):
    """What is not right, in the family's own words and language."""

    words = TextAreaField(
        _("What is not right, or what is missing?"),
        validators=[DataRequired(_("Write what is not right.")), Length(max=LONGEST_ANSWER, message=TOO_LONG)],
        render_kw={"rows": 3, "dir": "auto"},
    )
