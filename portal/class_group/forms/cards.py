"""What a parent fills in to introduce themselves: each field by itself, and an empty one is not shown."""

import re
from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from portal.class_group.models import Member
from portal.class_group.rules import LONGEST_ABOUT, LONGEST_LINE
from portal.i18n import later as _
from portal.i18n import readable_languages
from portal.pages import Form, Ticks, choice

TOO_LONG = Length(max=LONGEST_LINE, message=_("This is too long. Use at most %(max)d characters."))
NUMBER = re.compile(r"^[0-9٠-٩۰-۹+()./ \-]{6,}$")
ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
LINE = {"maxlength": LONGEST_LINE, "autocomplete": "off"}


class CardForm(Form):
    """A box or a field for each thing that may be shown; nothing is filled in beforehand."""

    first_name = BooleanField(_("My first name"))
    children = Ticks(_("Which child I belong to"), coerce=int)
    languages = Ticks(_("Languages I speak"))
    other_languages = StringField(_("Other languages"), validators=[TOO_LONG], render_kw={**LINE, "dir": "auto"})
    phone = StringField(
        _("Phone number"),
        validators=[Optional(), TOO_LONG, Regexp(NUMBER, message=_("This does not look like a phone number."))],
        render_kw={**LINE, "inputmode": "tel", "dir": "ltr"},
    )
    email = StringField(
        _("E-mail address"),
        validators=[Optional(), TOO_LONG, Regexp(ADDRESS, message=_("This does not look like an e-mail address."))],
        render_kw={**LINE, "inputmode": "email", "dir": "ltr"},
    )
    near = StringField(_("Where we live"), validators=[TOO_LONG], render_kw={**LINE, "dir": "auto"})
    about = TextAreaField(
        _("A few words about us"),
        validators=[Length(max=LONGEST_ABOUT, message=_("This is too long. Use at most %(max)d characters."))],
        render_kw={"rows": 3, "maxlength": LONGEST_ABOUT, "dir": "auto"},
    )

    def __init__(self, children: Sequence[tuple[int, str]], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.children.choices = list(children)
        self.languages.choices = [choice(each.code, each.name) for each in readable_languages()]

    @property
    def shows(self) -> dict[str, Any]:
        """What is shown from now on."""
        lines = {
            name: " ".join((self[name].data or "").split()) for name in ("other_languages", "phone", "email", "near")
        }
        return {
            "first_name": bool(self.first_name.data), "children": sorted(self.children.data or []),
            "languages": list(self.languages.data or []), **lines,
        }  # fmt: skip

    @property
    def words(self) -> str:
        return (self.about.data or "").strip()


def filled(member: Member, words: str) -> dict[str, Any]:
    """What the form starts with: what is shown now."""
    return {**member.shows, "about": words}
