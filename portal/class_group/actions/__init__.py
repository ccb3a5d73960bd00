"""Joining and leaving, writing, coming along, welcome buddies, hosting and what the school settles."""

from portal.class_group.actions.buddies import be_buddy, end_pair, say_yes
from portal.class_group.actions.coming import EntryGone, sign_off, sign_up
from portal.class_group.actions.engine import ask_in, translate_entries_one
from portal.class_group.actions.guarding import (
    AlreadyLookedAt,
    appeal,
    keep_removed,
    leave_it,
    remove,
    report,
    restore,
)
from portal.class_group.actions.hosting import (
    HostsAreThere,
    confirm,
    decline,
    invite,
    offer,
    read_along,
    stop_hosting,
    stop_reading,
)
from portal.class_group.actions.joining import be_told, join, leave, mute, show, unmute
from portal.class_group.actions.keeping import KEPT_AFTER_YEAR, run_out
from portal.class_group.actions.telling import note_seen, tell_one
from portal.class_group.actions.writing import MoreCome, answer, bring_back, change, take_back, write

__all__ = [
    "KEPT_AFTER_YEAR",
    "AlreadyLookedAt",
    "EntryGone",
    "HostsAreThere",
    "MoreCome",
    "answer",
    "appeal",
    "ask_in",
    "be_buddy",
    "be_told",
    "bring_back",
    "change",
    "confirm",
    "decline",
    "end_pair",
    "invite",
    "join",
    "keep_removed",
    "leave",
    "leave_it",
    "mute",
    "note_seen",
    "offer",
    "read_along",
    "remove",
    "report",
    "restore",
    "run_out",
    "say_yes",
    "show",
    "sign_off",
    "sign_up",
    "stop_hosting",
    "stop_reading",
    "take_back",
    "tell_one",
    "translate_entries_one",
    "unmute",
    "write",
]
