"""How long a group is kept: until shortly after its school year, and of a member as long as their child is in it."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from portal import i18n
from portal.class_group.models import Entry, EntryVersion, Guest, Host, Member, Mute, Pair, Removal, Report, Seat
from portal.class_group.queries import staying
from portal.class_group.rules import ERASED_AFTER, TAKEN_BACK_KEPT
from portal.db import Base
from portal.school import queries as school

KEPT_AFTER_YEAR = ERASED_AFTER


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Groups whose year is over, members whose child is there no more, what was taken back; the rest goes with them."""
    ended = school.classes_ended_before(i18n.local_date(now - ERASED_AFTER))
    entries, members = (select(each.id).where(each.class_id.in_(ended)) for each in (Entry, Member))
    return [
        *((each, each.entry_id.in_(entries)) for each in (EntryVersion, Seat)),
        (Mute, Mute.member_id.in_(members)),
        *((each, each.class_id.in_(ended)) for each in (Report, Removal, Host, Pair, Guest, Entry, Member)),
        (Entry, Entry.taken_back_at < now - TAKEN_BACK_KEPT),
        (Member, Member.id.not_in(staying())),
    ]
