"""Whom the colleague chooses, what the school adds, and who stands behind others."""

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from portal.aftercare.models import Care
from portal.aftercare.queries import caregivers, who_can_be_asked
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice
from portal.school import queries as school
from portal.school.models import Person

LATEST_DAY = 365


class ChooseForm(Form):
    """Somebody else, whom the colleague would rather talk to."""

    colleague = SelectField(
        _("Who would you like to stand behind you?"), coerce=int, validators=[InputRequired(_("Choose somebody."))]
    )

    def __init__(self, care: Care, **kwargs):
        super().__init__(**kwargs)
        self.people = {person.id: person for person in who_can_be_asked(care)}
        self.colleague.choices = [choice(str(person.id), person.full_name) for person in self.people.values()]

    def wished(self) -> Person | None:
        return self.people.get(self.colleague.data)


class AddedStepForm(Form):
    """A step for everybody from now on."""

    title = StringField(
        _("What is it called?"), validators=[DataRequired(_("Give it a name.")), Length(max=80)],
        render_kw={"maxlength": 80, "autocomplete": "off"},
    )  # fmt: skip
    after_days = IntegerField(
        _("How many days afterwards, at the latest?"),
        validators=[
            InputRequired(_("Fill in a number of days.")),
            NumberRange(1, LATEST_DAY, _("Fill in a number from %(min)d to %(max)d.")),
        ],
        render_kw={"inputmode": "numeric", "min": 1, "max": LATEST_DAY},
    )


class CaregiversForm(Form):
    """Colleagues who can stand behind others."""

    people = Ticks(_("Colleagues who can stand behind others"), coerce=int, validators=[Optional()])

    def __init__(self, **kwargs):
        super().__init__(data={"people": sorted(caregivers())}, **kwargs)
        self.staff = {person.id: person for person in school.staff()}
        self.people.choices = [choice(str(person.id), person.full_name) for person in self.staff.values()]

    def chosen(self) -> list[Person]:
        return [self.staff[number] for number in self.people.data or ()]
