"""What a family fills in about one theme: symbols, words or a recording, who reads it, and until when."""

from datetime import date

from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, RadioField, TextAreaField
from wtforms.validators import Length, Optional

from portal.home_context.actions import NotASound, VoiceTooLong, Words
from portal.home_context.forms.words import AUDIENCES, SIGNS
from portal.home_context.queries import Standing
from portal.home_context.rules import LONGEST, MOST_SECONDS, Audience, Theme
from portal.home_context.rules import SIGNS as SIGNS_OF
from portal.i18n import later as _
from portal.pages import Form, Ticks, choice

WHY_NO_SOUND = {
    NotASound: _("We cannot keep this sound. Record it here, or choose a file that ends in .m4a, .mp3 or .wav."),
    VoiceTooLong: _("This is too long. Say it in %(most)d minutes.", most=MOST_SECONDS // 60),
}


class ThemeForm(Form):
    """One theme; everything in it is optional."""

    signs = Ticks(_("Choose what fits"))
    text = TextAreaField(
        _("In your own words, in any language"),
        validators=[Length(max=LONGEST, message=_("This is too long. Use at most %(max)d characters."))],
        render_kw={"rows": 4, "autocomplete": "off", "dir": "auto"},
    )
    sound = FileField(
        _("Or say it"), render_kw={"accept": "audio/*", "capture": "user", "data-most-seconds": MOST_SECONDS}
    )
    without_sound = BooleanField(_("Remove the recording"))
    in_conversation = BooleanField(_("Rather in the conversation"))
    audience = RadioField(_("Who may read this?"), default=Audience.TEACHERS.value)
    until = DateField(_("Share it until"), validators=[Optional()])

    def __init__(self, theme: Theme, **kwargs):
        super().__init__(**kwargs)
        self.signs.choices = [choice(name, SIGNS[name]) for name in SIGNS_OF[theme]]
        self.audience.choices = [choice(each.value, words) for each, words in AUDIENCES.items()]

    def is_within(self, first: date, last: date) -> bool:
        """Whether the day, when there is one, lies between these; says why not."""
        day = self.until.data
        if day is None or first <= day <= last:
            return True
        self.until.errors = [_("Choose a day from today until the end of the school year.")]
        return False

    @property
    def words(self) -> Words:
        """What was filled in."""
        return Words(
            (self.text.data or "").strip(), bool(self.in_conversation.data), tuple(self.signs.data or ()),
            Audience(self.audience.data),
        )  # fmt: skip


def as_data(standing: Standing, *, today: date, last_day: date) -> dict:
    """What stands in the form at first: the draft, else what is shared; of its day only what is not the usual one."""
    row = standing.draft or standing.item
    if row is None:
        return {"audience": Audience.TEACHERS.value}
    day = standing.draft.until if standing.draft else standing.item.expires_on if standing.item else None
    return {
        "signs": row.signs or [], "text": row.text, "in_conversation": row.in_conversation,
        "audience": row.audience.value, "until": day if day and today <= day < last_day else None,
    }  # fmt: skip
