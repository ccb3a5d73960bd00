"""What the office fills in while it prepares a school year: classes, their teachers, and who goes where."""

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal.i18n import later as _
from portal.office.forms.people import name_field
from portal.pages import Form, Ticks, choice
from portal.school import queries as school
from portal.school.models import Person, Pupil, Role, SchoolClass

LEAVES, LATER = "leaves", "later"


class ClassForm(Form):
    """A class of the coming year: its name, its grade, and who teaches it."""

    name = name_field(_("Name of the class"), missing=_("Give the class a name."))
    grade = StringField(_("Grade"), validators=[Length(max=12)], render_kw={"maxlength": 12, "autocomplete": "off"})
    team = Ticks(_("Teachers"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_id = {each.id: each for each in school.staff_with(Role.TEACHER)}
        self.team.choices = [choice(str(each.id), each.full_name) for each in self.by_id.values()]

    def chosen_team(self) -> list[Person]:
        """The ticked teachers."""
        return [self.by_id[number] for number in self.team.data or []]


class PlaceForm(Form):
    """Ticked pupils, and where they go."""

    pupils = Ticks(_("Children"), coerce=int, validate_choice=False, validators=[
        InputRequired(_("Tick at least one child."))])  # fmt: skip
    to = SelectField(_("Where do they go?"), validators=[InputRequired(_("Choose where they go."))])
    back = HiddenField()

    def offer(self, pupils: list[tuple[Pupil, str]], classes: list[SchoolClass]) -> None:
        """Name who can be ticked, with the class of this year, and where they can go."""
        self.pupils.choices = [
            choice(str(pupil.id), f"{pupil.full_name} ({now_in})" if now_in else pupil.full_name)
            for pupil, now_in in pupils
        ]
        self.to.choices = [
            *(choice(str(each.id), each.name) for each in classes),
            choice(LEAVES, _("They leave the school")),
            choice(LATER, _("We decide later")),
        ]


class StartForm(Form):
    """Which year begins: the one that was on the page."""

    year = HiddenField()
