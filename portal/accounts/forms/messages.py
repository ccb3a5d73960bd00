"""What a person fills in about how the school reaches them."""

from collections.abc import Iterable, Mapping
from unicodedata import digit

from wtforms import BooleanField, EmailField, StringField, TelField
from wtforms.validators import Email, InputRequired, Length

from portal.i18n import later as _
from portal.outbox import Channel, Topic
from portal.pages import Form

WORDS = {Channel.EMAIL: _("By e-mail"), Channel.SMS: _("By text message"), Channel.PUSH: _("As a notice on my phone")}


class ChoiceForm(Form):
    """On which channels a person hears of what; only the channels that reach this person are offered."""

    news_email = BooleanField(WORDS[Channel.EMAIL])
    news_sms = BooleanField(WORDS[Channel.SMS])
    news_push = BooleanField(WORDS[Channel.PUSH])
    conversations_email = BooleanField(WORDS[Channel.EMAIL])
    conversations_sms = BooleanField(WORDS[Channel.SMS])
    conversations_push = BooleanField(WORDS[Channel.PUSH])
    prefers_call = BooleanField(_("I would rather be called than written to"))

    def __init__(
        self,
        chosen: Mapping[Topic, Iterable[Channel]],
        offered: Iterable[Channel],
        prefers_call: bool | None,
    ):
        """What is chosen now, by topic; `prefers_call` is None for who has no child here."""
        given = {f"{topic}_{channel}": True for topic, channels in chosen.items() for channel in channels}
        super().__init__(data={**given, "prefers_call": prefers_call})
        self.offered = list(offered)
        self.topics = list(chosen)
        kept = {f"{topic}_{channel}" for topic in self.topics for channel in self.offered}
        if prefers_call is not None:
            kept.add("prefers_call")
        for name in [name for name in self._fields if name != "csrf_token" and name not in kept]:
            del self[name]

    def fields_of(self, topic: Topic) -> list:
        """The boxes of one topic, a channel each."""
        return [self[f"{topic}_{channel}"] for channel in self.offered]

    def wanted(self, topic: Topic, before: Iterable[Channel]) -> set[Channel]:
        """What is ticked now, and what was chosen before and is not offered now: a phone that is signed out."""
        ticked = {channel for channel in self.offered if self[f"{topic}_{channel}"].data}
        return ticked | {channel for channel in before if channel not in self.offered}


class EmailForm(Form):
    """An e-mail address of one's own."""

    address = EmailField(
        _("Your e-mail address"),
        validators=[InputRequired(_("Fill in your e-mail address.")), Email(_("This is not an e-mail address yet."))],
        filters=[lambda text: (text or "").strip()],
        render_kw={"autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )


class PhoneForm(Form):
    """A mobile number of one's own."""

    address = TelField(
        _("Your mobile number"),
        validators=[InputRequired(_("Fill in your mobile number.")), Length(max=40)],
        render_kw={"autocomplete": "tel", "inputmode": "tel", "maxlength": 40, "dir": "ltr"},
    )


class CodeForm(Form):
    """The code that was sent to a new address."""

    code = StringField(
        _("The code of six digits"),
        validators=[InputRequired(_("Fill in the code.")), Length(max=20)],
        # However the digits are written: a phone in Arabic writes ١٢٣.
        filters=[lambda text: "".join(str(digit(letter)) for letter in text or "" if letter.isdigit())],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20, "dir": "ltr"},
    )
