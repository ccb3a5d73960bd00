"""What the office fills in about staff: who they are, what they are here for, and what they teach."""

from wtforms.validators import Length

from portal.i18n import later as _
from portal.office.forms.people import ContactForm
from portal.pages import Form, Ticks, choice
from portal.school import queries as school
from portal.school.models import Role, SchoolClass
from portal.school.words import ROLES


def _roles() -> Ticks:
    return Ticks(_("Roles"), choices=[choice(role.value, word) for role, word in ROLES.items()])


def _classes() -> Ticks:
    return Ticks(_("Teaches"), coerce=int)


class RolesForm(Form):
    """What a member of staff is here for, and which classes of this year they teach."""

    roles = _roles()
    classes = _classes()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_id = {each.id: each for each in school.current_classes()}
        self.classes.choices = [choice(str(each.id), each.name) for each in self.by_id.values()]

    def chosen_roles(self) -> list[Role]:
        """The ticked roles."""
        return [Role(word) for word in self.roles.data or []]

    def chosen_classes(self) -> list[SchoolClass]:
        """The ticked classes."""
        return [self.by_id[number] for number in self.classes.data or []]


class NewStaffForm(ContactForm, RolesForm):
    """Somebody new on the staff."""

    roles = Ticks(
        _("Roles"), choices=[choice(role.value, word) for role, word in ROLES.items()],
        validators=[Length(min=1, message=_("Choose at least one role."))],
    )  # fmt: skip
    classes = _classes()
