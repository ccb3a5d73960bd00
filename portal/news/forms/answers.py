"""What a teacher fills in for a version in another language, and what families and teachers ask and answer."""

from wtforms import BooleanField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired

from portal.i18n import Language
from portal.i18n import later as _
from portal.news.forms.posts import LONGEST_TEXT, LONGEST_TITLE, at_most
from portal.news.rules import LONGEST_QUESTION
from portal.pages import Form

LONGEST_TIME = 80


class VersionForm(Form):
    """A post in another language."""

    title = StringField(
        _("Title"),
        validators=[DataRequired(_("Give your message a title.")), at_most(LONGEST_TITLE)],
        render_kw={"maxlength": LONGEST_TITLE},
    )
    text = TextAreaField(
        _("Your message"),
        validators=[DataRequired(_("Write your message.")), at_most(LONGEST_TEXT)],
        render_kw={"rows": 10},
    )

    place_words = StringField(
        _("Time and place"), validators=[at_most(LONGEST_TIME)], render_kw={"maxlength": LONGEST_TIME}
    )
    bring = StringField(_("Bring"), validators=[at_most(LONGEST_TITLE)], render_kw={"maxlength": LONGEST_TITLE})

    def __init__(self, target: Language, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in (self.title, self.text, self.place_words, self.bring):
            field.render_kw = {**(field.render_kw or {}), "lang": target.code, "dir": target.dir}


class UnclearForm(Form):
    """How a guardian wants to be helped with a post that is not clear."""

    wants_call = BooleanField(_("Please call me"))


class QuestionForm(Form):
    """A question or an answer: words, in any language."""

    text = TextAreaField(
        _("Your message"),
        validators=[DataRequired(_("Write your message.")), at_most(LONGEST_QUESTION)],
        render_kw={"rows": 5, "maxlength": LONGEST_QUESTION, "dir": "auto"},
    )

    @property
    def words(self) -> str:
        """What was written, without the empty lines around it."""
        return (self.text.data or "").strip()


class HoursForm(Form):
    """Between which times of a school day a team answers."""

    from_time = TimeField(_("From"), validators=[DataRequired(_("Choose a time."))])
    until_time = TimeField(_("Until"), validators=[DataRequired(_("Choose a time."))])
