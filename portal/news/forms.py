"""What a teacher fills in for a post."""

from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from portal.i18n import languages
from portal.i18n import later as _
from portal.pages import Form, choice

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
LONGEST_TIME = 80
LONGEST_ALTERNATIVE = 300


def at_most(limit: int) -> Length:
    """A text of at most this many characters."""
    return Length(max=limit, message=_("This is too long. Use at most %(max)d characters."))


class PostForm(Form):
    """A title, a text, and if wanted a date and a picture."""

    title = StringField(
        _("Title"),
        validators=[DataRequired(_("Give your message a title.")), at_most(LONGEST_TITLE)],
        render_kw={"maxlength": LONGEST_TITLE},
    )
    text = TextAreaField(
        _("Your message"),
        validators=[DataRequired(_("Write your message.")), at_most(LONGEST_TEXT)],
        render_kw={"rows": 8},
    )
    language = SelectField(_("Language you write in"), validate_choice=False)
    happens_on = DateField(_("Date it is about"), validators=[Optional()])
    time_words = StringField(
        _("Time and place"), validators=[at_most(LONGEST_TIME)], render_kw={"maxlength": LONGEST_TIME}
    )
    picture = FileField(_("Picture"), render_kw={"accept": "image/jpeg,image/png,image/webp,image/gif"})
    alternative = StringField(
        _("What is on the picture?"),
        validators=[at_most(LONGEST_ALTERNATIVE)],
        render_kw={"maxlength": LONGEST_ALTERNATIVE},
    )
    without_picture = BooleanField(_("Take the picture away"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.language.choices = [choice(each.code, each.name) for each in languages()]
