"""How pages say what is stored in words of the code."""

from portal.class_group.rules import Buddy, Kind, Reason
from portal.i18n import later as _

# A kind as its name stands above a post, with its drawing; and what somebody does who writes one.
KINDS = {
    Kind.PLAYDATE: (_("Playing together"), "smile"),
    Kind.CARPOOL: (_("Travelling together"), "run"),
    Kind.HELP: (_("A helping hand"), "heart"),
    Kind.QUESTION: (_("A question"), "talk"),
    Kind.EVENT: (_("Something to come to"), "calendar"),
}
HEADINGS = {
    Kind.PLAYDATE: _("Ask who comes to play"),
    Kind.CARPOOL: _("Ask or offer a ride"),
    Kind.HELP: _("Ask or offer help"),
    Kind.QUESTION: _("Ask the other parents"),
    Kind.EVENT: _("Invite the class"),
}
INVITES = {
    Kind.PLAYDATE: _("Who would like to come, when, and how do they tell you?"),
    Kind.CARPOOL: _("From where to where, and when?"),
    Kind.HELP: _("What do you need, or what can you do for others?"),
    Kind.QUESTION: _("About school days, the neighbourhood, clothes, anything practical."),
    Kind.EVENT: _("What is it, and what should families bring?"),
}
REASONS = {
    Reason.ABOUT_SOMEBODY: _("It is about a child, a parent or a teacher who is not asked"),
    Reason.UNKIND: _("It is unkind"),
    Reason.PRIVATE: _("It tells something private"),
    Reason.SELLING: _("It sells something"),
    Reason.OTHER: _("Something else"),
}
BUDDIES = {
    Buddy.NEITHER: _("Neither of these"),
    Buddy.OFFERS: _("I would like to welcome a new family"),
    Buddy.ASKS: _("We are new here, and would like a welcome buddy"),
}
