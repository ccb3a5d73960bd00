"""What a guardian answers about photos of a child: yes or no for each purpose."""

from typing import Any

from wtforms import RadioField
from wtforms.validators import Optional

from portal.i18n import later as _
from portal.pages import Form, choice
from portal.photos.rules import Consent, Purpose

# What each purpose is, and who then sees the photo.
PURPOSES: dict[Purpose, str] = {
    Purpose.CLASS_PAGE: _("On the class page in this portal"),
    Purpose.CLASS_PHOTO: _("On the class photo"),
    Purpose.SCHOOL_WEBSITE: _("On the school's website and in its paper"),
    Purpose.NEWSPAPER: _("In a newspaper or a film about the school"),
}
SEEN_BY: dict[Purpose, str] = {
    Purpose.CLASS_PAGE: _("Parents of the class see it, after they signed in."),
    Purpose.CLASS_PHOTO: _("Every family of the class may buy or get it."),
    Purpose.SCHOOL_WEBSITE: _("Everybody can see it and copy it."),
    Purpose.NEWSPAPER: _("Everybody can see it and copy it. We ask you again before."),
}
CONSENTS: dict[Consent, str] = {
    Consent.GIVEN: _("yes"),
    Consent.REFUSED: _("no"),
    Consent.NOT_GIVEN: _("no answer yet"),
}


class PhotosForm(Form):
    """Yes or no for each purpose; what is left open stays as it was."""

    class_page = RadioField(PURPOSES[Purpose.CLASS_PAGE], validators=[Optional(strip_whitespace=False)])
    class_photo = RadioField(PURPOSES[Purpose.CLASS_PHOTO], validators=[Optional(strip_whitespace=False)])
    school_website = RadioField(PURPOSES[Purpose.SCHOOL_WEBSITE], validators=[Optional(strip_whitespace=False)])
    newspaper = RadioField(PURPOSES[Purpose.NEWSPAPER], validators=[Optional(strip_whitespace=False)])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for _purpose, field in self.each():
            field.choices = [choice("yes", _("Yes")), choice("no", _("No"))]

    def each(self) -> list[tuple[Purpose, Any]]:
        """Every purpose with its question."""
        return [(purpose, self[purpose.value.replace(" ", "_")]) for purpose in Purpose]

    def answers(self) -> dict[Purpose, bool]:
        """What was answered."""
        return {purpose: field.data == "yes" for purpose, field in self.each() if field.data in ("yes", "no")}


def as_data(answers: dict[Purpose, bool]) -> dict[str, str]:
    """Earlier answers, to begin the form with."""
    return {purpose.value.replace(" ", "_"): "yes" if is_yes else "no" for purpose, is_yes in answers.items()}
