"""What a teacher fills in for a post."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask_wtf.file import MultipleFileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from portal.i18n import at_school, languages
from portal.i18n import later as _
from portal.news.models import PostKind
from portal.pages import Form, Ticks, choice

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
LONGEST_LINE = 80
LONGEST_THINGS = 300
LONGEST_ALTERNATIVE = 300
MOST_AHEAD = timedelta(days=366)
KINDS = {
    PostKind.NEWS: _("News"),
    PostKind.CONCERN: _("A concern"),
    PostKind.MEDICAL: _("Illness or medicine"),
    PostKind.PERMISSION: _("Asking permission"),
}


def at_most(limit: int) -> Length:
    """A text of at most this many characters."""
    return Length(max=limit, message=_("This is too long. Use at most %(max)d characters."))


class PostForm(Form):
    """A title and a text; if wanted when and where, pictures, documents, other classes, and a moment ahead."""

    # What the page itself knows: which form this is, which page it stands on, and what that page had seen.
    key, tab, seen = HiddenField(), HiddenField(), HiddenField()
    title = StringField(
        _("Title"),
        validators=[DataRequired(_("Give your message a title.")), at_most(LONGEST_TITLE)],
        render_kw={"maxlength": LONGEST_TITLE, "dir": "auto"},
    )
    text = TextAreaField(
        _("Your message"),
        validators=[DataRequired(_("Write your message.")), at_most(LONGEST_TEXT)],
        render_kw={"rows": 8, "dir": "auto"},
    )
    language = SelectField(_("Language you write in"), validate_choice=False)
    happens_on = DateField(_("Date it is about"), validators=[Optional()])
    from_time = TimeField(_("From"), validators=[Optional()])
    until_time = TimeField(_("Until"), validators=[Optional()])
    place_words = StringField(
        _("Place"), validators=[at_most(LONGEST_LINE)], render_kw={"maxlength": LONGEST_LINE, "dir": "auto"}
    )
    bring = StringField(
        _("What to bring"), validators=[at_most(LONGEST_THINGS)], render_kw={"maxlength": LONGEST_THINGS, "dir": "auto"}
    )
    pictures = MultipleFileField(
        _("Pictures"), render_kw={"accept": "image/jpeg,image/png,image/webp,image/gif", "multiple": True}
    )
    alternative = StringField(
        _("What is on the picture?"),
        validators=[at_most(LONGEST_ALTERNATIVE)],
        render_kw={"maxlength": LONGEST_ALTERNATIVE},
    )
    documents = MultipleFileField(_("Documents"), render_kw={"accept": ".pdf,.docx", "multiple": True})
    classes = Ticks(_("For these classes"), coerce=int, validators=[DataRequired(_("Choose at least one class."))])
    kind = SelectField(_("What it is about"), validate_choice=False)
    is_urgent = BooleanField(_("This cannot wait: tell families at once, apart from other news"))
    is_pinned = BooleanField(_("Keep it at the top of the class page"))
    publish_on = DateField(_("Publish on"), validators=[Optional()])
    publish_at = TimeField(_("At"), validators=[Optional()])

    def __init__(self, *args, now: datetime, classes: Sequence[tuple[int, str]] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self.language.choices = [choice(each.code, each.name) for each in languages()]
        self.kind.choices = [choice(kind.value, label) for kind, label in KINDS.items()]
        self.classes.choices = list(classes)
        if len(classes) < 2:
            del self.classes

    @property
    def moment(self) -> datetime | None:
        """The moment that was chosen to publish at, by the school's clock."""
        day, at = self.publish_on.data, self.publish_at.data
        return at_school(day, at.hour, at.minute) if isinstance(day, date) and isinstance(at, time) else None

    def validate_from_time(self, _field) -> None:
        """A time is a time of some day."""
        if not self.happens_on.data and not self.happens_on.errors:
            raise ValidationError(_("Choose the date as well."))

    def validate_until_time(self, field) -> None:
        """The end is of the same day, after the beginning."""
        self.validate_from_time(field)
        if field.data and self.from_time.data and field.data <= self.from_time.data:
            raise ValidationError(_("The end is before the beginning. Choose a later time."))

    def validate_publish_on(self, _field) -> None:
        """A day needs a time."""
        if not self.publish_at.raw_data or not self.publish_at.raw_data[0]:
            raise ValidationError(_("Choose a date and a time, or leave both empty to publish now."))

    def validate_publish_at(self, field) -> None:
        """A time needs a day, and the moment lies ahead, by at most a year."""
        if not self.publish_on.data:
            raise ValidationError(_("Choose a date and a time, or leave both empty to publish now."))
        if self.moment is None:
            return
        if self.moment <= self.now:
            raise ValidationError(_("This moment has passed. Choose a later one, or leave both empty to publish now."))
        if self.moment > self.now + MOST_AHEAD:
            raise ValidationError(_("Choose a moment within a year from now."))


# What a draft keeps: everything that was typed or ticked.
KEPT = (
    "title", "text", "language", "happens_on", "from_time", "until_time", "place_words", "bring", "classes", "kind",
    "is_urgent", "is_pinned", "publish_on", "publish_at",
)  # fmt: skip


def typed_in(form: PostForm) -> dict[str, list[str]]:
    """The fields as they were typed, also what could not be read."""
    given = {name: form[name].raw_data or [] for name in KEPT if name in form}
    return {name: [each for each in values if isinstance(each, str) and each] for name, values in given.items()}
