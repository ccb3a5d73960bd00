"""What is wrong, in plain words: on the lamp, for the office, and as the subject of a message."""

from flask_babel import gettext as _

from portal.watch.rules import Kind, Trouble


def said(trouble: Trouble) -> str:
    """One trouble as a sentence for somebody who stands beside it."""
    if trouble.kind in (Kind.CHANNEL, Kind.LANE):
        return {
            "email": _("E-mail does not get out."),
            "sms": _("Text messages do not get out."),
            "push": _("Notices on phones do not get out."),
        }.get(trouble.about, _("Messages do not get out."))
    return {
        Kind.WORKER: _("The part of the portal that sends messages stands still."),
        Kind.LATE: _("Messages about help are late."),
        Kind.NOBODY: _("Nobody in the help chain can be reached."),
        Kind.WEAK: _("The help chain has a gap."),
        Kind.KIOSK: _("A kiosk does not show itself."),
        Kind.KEYS: _("What is stored cannot be opened: a key is missing."),
        Kind.TEST: _("The self-test did not come to its end."),
        Kind.DRILL: _("Help has not been practised for a month."),
    }[trouble.kind]


def said_with_name(trouble: Trouble) -> str:
    """The same for somebody who is elsewhere: with the place or the kiosk it is about."""
    if not trouble.name:
        return said(trouble)
    return _("%(place)s: %(trouble)s", place=trouble.name, trouble=said(trouble))


def what_to_do(trouble: Trouble) -> str:
    """What the office does about it."""
    if trouble.kind in (Kind.CHANNEL, Kind.LANE):
        return _("Ask whoever looks after the portal. Until then help is called over the other ways.")
    return {
        Kind.WORKER: _("Ask whoever looks after the portal to start it again. Until then phone each other."),
        Kind.LATE: _("Ask whoever looks after the portal. Until then phone each other."),
        Kind.NOBODY: _("Put somebody in the help chain who can be reached now."),
        Kind.WEAK: _("Open the help chain and follow its advice."),
        Kind.KIOSK: _("Go and look: is the screen on, and is there a network?"),
        Kind.KEYS: _("Ask whoever looks after the portal for the key that is missing."),
        Kind.TEST: _("Test again. If that does not help, ask whoever looks after the portal."),
        Kind.DRILL: _("Plan a drill: one tap, and everybody knows that it is one."),
    }[trouble.kind]
