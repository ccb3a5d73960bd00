"""How screens say what is fixed about chains: parts, channels, weeks, faults and why somebody is not told."""

from portal import i18n
from portal.chains.queries import Silence
from portal.chains.rules import Part, Weeks
from portal.chains.rules.checking import Fault, Gap, Trouble
from portal.i18n import later as _
from portal.outbox import Channel

# The role card, as the responder reads it.
PARTS = {
    Part.STAND_BESIDE: _("Stand beside your colleague. Speak calmly. Do not touch."),
    Part.TAKE_CHILDREN_AWAY: _("Take the children away. Stay with them."),
    Part.WATCH_DOOR: _("Keep the door free. Call 112 when somebody is in danger."),
    Part.LEAD: _("Go there and take the lead. You decide what is needed."),
}
PART_NAMES = {
    Part.STAND_BESIDE: _("Stand beside"),
    Part.TAKE_CHILDREN_AWAY: _("Children away"),
    Part.WATCH_DOOR: _("Door and 112"),
    Part.LEAD: _("Lead"),
}
CHANNELS = {Channel.EMAIL: _("E-mail"), Channel.SMS: _("Text message"), Channel.PUSH: _("Notice on the phone")}
WEEKS = {Weeks.EVERY: _("Every week"), Weeks.ODD: _("Odd weeks"), Weeks.EVEN: _("Even weeks")}
SILENCES = {
    Silence.NO_WAY: _("Cannot be reached on these channels."),
    Silence.NOT_PROVEN: _("Never confirmed an address: we do not know whether it arrives."),
    Silence.AWAY: _("Is away."),
    Silence.LEFT: _("Does not work here any more."),
    Silence.OFF_DUTY: _("Nobody has this duty then."),
    Silence.EMPTY: _("Nobody is in this group."),
}
FAULTS = {
    Fault.NO_STEPS: _("There is no step yet."),
    Fault.EMPTY_STEP: _("Step %(step)d tells nobody yet."),
    Fault.TOO_FEW: _("Step %(step)d asks for more people than there are: on %(day)s from %(starts)s only %(people)d "
                     "can be reached."),
    Fault.NOBODY: _("On %(day)s from %(starts)s until %(ends)s nobody can be reached."),
    Fault.ONE_ONLY: _("On %(day)s from %(starts)s until %(ends)s only one person can be reached."),
}  # fmt: skip
MANY_DAYS = {
    Fault.NOBODY: _("On %(day)s and %(more)d more days from %(starts)s until %(ends)s nobody can be reached."),
    Fault.ONE_ONLY: _(
        "On %(day)s and %(more)d more days from %(starts)s until %(ends)s only one person can be reached."
    ),
}


def said(trouble: Trouble) -> str:
    """A trouble of a chain as a sentence in the reader's language."""
    text = MANY_DAYS.get(trouble.fault) if trouble.days > 1 else None
    more = {"step": trouble.position, "more": trouble.days - 1}
    return str(text or FAULTS[trouble.fault]) % (more | (_of(trouble.gap) if trouble.gap else {}))


def _of(gap: Gap) -> dict:
    return {
        "day": i18n.day(gap.day),
        "starts": f"{gap.starts:%H:%M}",
        "ends": f"{gap.ends:%H:%M}",
        "people": gap.people,
    }


def left_by(place: str, gap: Gap) -> str:
    """Why a change of the roster is refused."""
    if gap.people:
        text = _("On %(day)s from %(starts)s until %(ends)s only one person would be left in the chain of %(place)s.")
    else:
        text = _("On %(day)s from %(starts)s until %(ends)s nobody would be left in the chain of %(place)s.")
    return str(text) % (_of(gap) | {"place": place})
