"""The tables of the groups of parents."""

from portal.class_group.models.entries import Entry, EntryVersion, Seat
from portal.class_group.models.guarding import Guest, Host, Removal, Report
from portal.class_group.models.members import Member, Mute, Pair

__all__ = ["Entry", "EntryVersion", "Guest", "Host", "Member", "Mute", "Pair", "Removal", "Report", "Seat"]
