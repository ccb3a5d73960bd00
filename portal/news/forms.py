"""What a teacher fills in for a post."""

from flask_wtf.file import FileField
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.i18n import later as _
from portal.pages import Form


class PostForm(Form):
    """A title, a text, and if wanted a date and a picture."""

    title = StringField(
        _("Title"),
        validators=[InputRequired(_("Give your message a title.")), Length(max=120)],
        render_kw={"maxlength": 120},
    )
    text = TextAreaField(
        _("Your message"),
        validators=[InputRequired(_("Write your message.")), Length(max=20000)],
        render_kw={"rows": 8},
    )
    happens_on = DateField(_("Date it is about"), validators=[Optional()])
    picture = FileField(_("Picture"), render_kw={"accept": "image/jpeg,image/png,image/webp,image/gif"})
    alternative = StringField(_("What is on the picture?"), validators=[Length(max=300)], render_kw={"maxlength": 300})
