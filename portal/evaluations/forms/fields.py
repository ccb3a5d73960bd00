"""What is filled in: nine short questions, a change with who and by when, and why something is opened again."""

from datetime import date

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from portal import i18n
from portal.evaluations.actions import Change, Written
from portal.evaluations.forms.words import QUESTIONS, THEMES, VERDICTS
from portal.evaluations.models import Evaluation
from portal.evaluations.rules import Question, Theme, Verdict
from portal.i18n import later as _
from portal.pages import Form, choice
from portal.school import queries as school

LONGEST = 1000
TOO_LONG = _("This is too long. Use at most %(max)d characters.")


def _verdict(label: str) -> RadioField:
    options = [choice(each.value, text) for each, text in VERDICTS.items()]
    return RadioField(label, choices=options, validators=[Optional(strip_whitespace=False)])


class EvaluationForm(Form):
    """Nothing is required; each question can be answered later."""

    was_fast = _verdict(_("Did help come fast enough?"))
    was_clear = _verdict(_("Was it clear what we accept here and what not?"))
    was_cared_for = _verdict(_("Was the care afterwards in time?"))

    def __init__(self, evaluation: Evaluation, **kwargs):
        said = {name: getattr(evaluation, name) for name in ("was_fast", "was_clear", "was_cared_for")}
        super().__init__(data={**(evaluation.answers or {}), **said}, **kwargs)

    def texts(self):
        return [self[question.value] for question in Question]

    def written(self) -> Written:
        """What was filled in; an empty question is none."""
        found = {field.name: (field.data or "").strip() for field in self.texts()}
        said = (Verdict(field.data) if field.data else None for field in self.verdicts())
        return Written({name: words for name, words in found.items() if words}, *said)

    def verdicts(self):
        return [self.was_fast, self.was_clear, self.was_cared_for]


for _question, _label in QUESTIONS.items():
    _limit = Length(max=LONGEST, message=TOO_LONG)
    setattr(
        EvaluationForm,
        _question.value,
        TextAreaField(_label, validators=[_limit], render_kw={"rows": 3, "dir": "auto"}),
    )


class ChangeForm(Form):
    """A change, by whom, and by when."""

    theme = SelectField(
        _("What is it about?"), choices=[choice(each.value, text) for each, text in THEMES.items()],
        validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip
    what = StringField(
        _("What changes?"), validators=[DataRequired(_("Write what changes.")), Length(max=200, message=TOO_LONG)],
        render_kw={"maxlength": 200, "dir": "auto", "autocomplete": "off"},
    )  # fmt: skip
    owner = SelectField(_("Who does it?"), coerce=int, validators=[InputRequired(_("Choose somebody."))])
    due_on = DateField(_("By when?"), validators=[InputRequired(_("Fill in the day."))])

    def __init__(self, today: date, **kwargs):
        super().__init__(**kwargs)
        self.today = today
        self.people = {person.id: person for person in school.staff()}
        self.owner.choices = [choice(str(person.id), person.full_name) for person in self.people.values()]

    def validate_due_on(self, field) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(_("This day is past."))

    def change(self) -> Change:
        assert self.due_on.data
        end_of_day = i18n.at_school(self.due_on.data, 17)
        return Change(Theme(self.theme.data), self.what.data or "", self.people[self.owner.data], end_of_day)


class ReopenForm(Form):
    """Why an incident is opened again."""

    reason = StringField(
        _("Why do you open it again?"),
        validators=[DataRequired(_("Write why.")), Length(max=200, message=TOO_LONG)],
        render_kw={"maxlength": 200, "dir": "auto", "autocomplete": "off"},
    )  # fmt: skip
