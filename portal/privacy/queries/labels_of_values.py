"""The words of a copy for its fixed values: what each is called, for whoever opens it."""

from portal.contact.forms import ABOUT, BEGAN, RUNGS, WAYS
from portal.conversations.forms.cards import CHILD, EVERY_CHILD, QUESTIONS
from portal.home_context.forms import AUDIENCES, SIGNS, THEMES
from portal.i18n import later as _
from portal.photos.forms import PURPOSES

CHANNELS = {
    "email": _("e-mail"), "sms": _("text message"), "push": _("notice on the phone"), "screen": _("in the portal"),
}  # fmt: skip
WORDS: dict[tuple[str, str], str] = {
    **{("photos_for", purpose.value): words for purpose, words in PURPOSES.items()},
    **{("theme", theme.value): question for theme, question in THEMES.items()},
    **{("signs", name): words for name, words in SIGNS.items()},
    **{("audience", audience.value): words for audience, words in AUDIENCES.items()},
    ("relation", "parent"): _("parent"),
    ("relation", "guardian"): _("guardian"),
    ("custody", "yes"): _("yes"),
    ("custody", "no"): _("no"),
    ("custody", "unknown"): _("not known"),
    **{("question", name): words for asked in QUESTIONS.values() for name, words in asked.items()},
    **{
        ("picture", f"{name}.{picture}"): word
        for name, (_question, answers) in CHILD.items()
        for picture, word in (answers | EVERY_CHILD).items()
    },
    **{("contact_about", about.value): word for about, word in ABOUT.items()},
    **{("contact_began", began.value): word for began, word in BEGAN.items()},
    **{("contact_step", rung.value): word for rung, word in RUNGS.items()},
    **{("contact_way", way.value): word for way, word in WAYS.items()},
    ("card", "parent"): _("yours"),
    ("card", "child"): _("the child's"),
    ("card", "team"): _("the teachers'"),
    ("meet", "school"): _("at school"),
    ("meet", "phone"): _("by phone"),
    ("meet", "video"): _("by video"),
    ("proof", "password"): _("a password"),
    ("proof", "pin"): _("a PIN"),
    ("proof", "duress"): _("a second PIN"),
    **{(key, value): word for key in ("channel", "channels", "not_arrived_by") for value, word in CHANNELS.items()},
    ("topic", "news"): _("news of the class"),
    ("topic", "urgent_news"): _("urgent news"),
    ("class_news", "at_once"): _("each time, at once"),
    ("class_news", "daily"): _("once a day"),
    ("class_news", "weekly"): _("once a week"),
    ("topic", "conversations"): _("conversations"),
    ("topic", "security"): _("signing in"),
    ("topic", "help"): _("calls for help"),
    ("why", "unknown"): _("the address does not exist"),
    ("why", "full"): _("the mailbox is full"),
    ("why", "refused"): _("it was refused"),
    ("why", "not taken"): _("it was not taken"),
    ("ending", "taken"): _("you took it"),
    ("ending", "declined"): _("you let it go"),
    ("ending", "ran_out"): _("the time to answer was over"),
    ("ending", "withdrawn"): _("you had another time"),
    ("wanted_by_team", "wanted"): _("they would like to talk"),
    ("wanted_by_team", "not_needed"): _("no conversation is needed"),
    ("interpreter", "none"): _("none"),
    ("interpreter", "brings"): _("you bring somebody"),
    ("interpreter", "school"): _("the school arranges one"),
    ("interpreter", "phone"): _("on the phone"),
    ("state", "returned"): _("came back"),
    ("state", "waiting"): _("waiting"),
    ("state", "sent"): _("sent"),
    ("state", "failed"): _("did not arrive"),
    ("state", "dropped"): _("not sent: it was over"),
}
YES_OR_NO = {True: _("yes"), False: _("no")}
