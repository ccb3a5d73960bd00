"""Whom it was about: a role, with a name or somebody from the school's own lists."""

from collections.abc import Sequence

from flask_babel import gettext
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.i18n import later as _
from portal.incidents.actions import Somebody
from portal.incidents.forms.basics import ROLES
from portal.incidents.queries import Listed
from portal.incidents.rules import Role
from portal.pages import Form, choice

LONGEST_NAME = 120


class PersonForm(Form):
    """One person whom it was about; colleagues are named elsewhere, with their aftercare."""

    role = RadioField(
        _("As what was this person there?"),
        choices=[choice(role.value, text) for role, text in ROLES.items() if role is not Role.COLLEAGUE],
        validators=[InputRequired(_("Choose what comes closest."))],
    )  # fmt: skip
    listed = RadioField(_("Who is it in the school's own list?"), validators=[Optional(strip_whitespace=False)])
    name = StringField(
        _("Name, or how you would know this person again"),
        validators=[Length(max=LONGEST_NAME, message=_("This is too long. Use at most %(max)d characters."))],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip

    def __init__(self, found: Sequence[Listed] = (), **kwargs):
        super().__init__(**kwargs)
        self.found = {each.key: each for each in found}
        self.listed.choices = [choice("", _("Nobody of these")), *(choice(each.key, _label(each)) for each in found)]
        self.listed.data = self.listed.data or ""

    def validate_name(self, field) -> None:
        if not (field.data or "").strip() and self.listed.data not in self.found:
            raise ValidationError(_("Write a name, or choose somebody from the list."))

    def somebody(self) -> Somebody:
        """What was filled in, once it is valid."""
        return Somebody(Role(self.role.data), self.name.data or "", self.found.get(self.listed.data))


def _label(each: Listed) -> str:
    if each.guardian is None:
        return gettext("The child %(child)s", child=each.pupil.full_name)
    return gettext("%(name)s, parent of %(child)s", name=each.guardian.person.full_name, child=each.pupil.full_name)
