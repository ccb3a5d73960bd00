"""A file that shows what happened, with a word about what it is."""

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import Length

from portal.i18n import later as _
from portal.incidents.actions import FileTooLarge, NotEvidence, TooManyFiles
from portal.incidents.rules import MOST_BYTES, MOST_FILES
from portal.pages import Form

LONGEST_LINE = 200
WHY_NOT = {
    FileTooLarge: _("This file is too large. At most %(most)d MB.", most=MOST_BYTES // 1024 // 1024),
    NotEvidence: _("This is no picture, PDF or sound that we can keep."),
    TooManyFiles: _("There are %(most)d files already.", most=MOST_FILES),
}


class EvidenceForm(Form):
    """One file at a time."""

    file = FileField(
        _("Which file?"), validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": "image/jpeg,image/png,image/webp,image/heic,application/pdf,audio/*"},
    )  # fmt: skip
    text = StringField(
        _("What is it?"),
        validators=[Length(max=LONGEST_LINE, message=_("This is too long. Use at most %(max)d characters."))],
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
