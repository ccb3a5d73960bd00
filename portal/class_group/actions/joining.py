"""Joining a group, what a card shows, leaving with everything, and reading somebody no more."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from portal import audit
from portal.class_group.actions.coming import sign_off
from portal.class_group.actions.hosting import stop_hosting
from portal.class_group.actions.writing import put_card_words
from portal.class_group.models import Entry, Member, Mute, Seat
from portal.class_group.queries import host_of, member_of
from portal.db import db, insert_once, kept
from portal.school.models import Person, SchoolClass


def join(person: Person, school_class: SchoolClass, *, now: datetime) -> Member:
    """Join the group of a class; nothing is shown yet. Joining twice is once."""
    assert person.guardian is not None
    kept(Member, class_id=school_class.id, guardian_id=person.guardian.id, joined_at=now, shows={})
    found = member_of(person, school_class.id)
    assert found is not None
    if found.joined_at == now:
        audit.did(person, "group joined", found, now=now)
    return found


def show(member: Member, shows: dict[str, Any], words: str, *, now: datetime) -> None:
    """From now on the card shows this and nothing else: what is left out is gone."""
    member.shows = {name: value for name, value in shows.items() if value}
    put_card_words(member, words, now=now)
    audit.did(member.person, "group card changed", member, now=now)


def leave(member: Member, *, now: datetime) -> None:
    """Leave at once, with card, posts, answers and places; who waits for a place gets it."""
    _hold_all_of(member)
    host = host_of(member)
    if host is not None:
        stop_hosting(host, member.person, now=now)
    for entry in db.session.query(Entry).join(Seat, Seat.entry_id == Entry.id).filter(Seat.member_id == member.id):
        sign_off(entry, member, now=now)
    audit.did(member.person, "group left", member, now=now)
    db.session.execute(delete(Member).where(Member.id == member.id))
    db.session.expire_all()


def _hold_all_of(member: Member) -> None:
    """What this member wrote or comes to, always in this order: of two who leave at once one waits for the other."""
    comes_to = select(Seat.entry_id).where(Seat.member_id == member.id)
    ours = select(Entry.id).where((Entry.member_id == member.id) | Entry.id.in_(comes_to))
    db.session.execute(ours.order_by(Entry.id).with_for_update())


def be_told(member: Member, is_told: bool) -> None:
    """Whether this member hears that there is something new."""
    member.is_told = is_told
    member.tell_at = member.tell_at if is_told else None


def mute(member: Member, other: Member) -> None:
    """Read nothing of somebody any more; they do not hear of it."""
    db.session.execute(insert_once(Mute), [{"member_id": member.id, "muted_id": other.id}])


def unmute(member: Member, other: Member) -> None:
    """Undo muting."""
    db.session.execute(delete(Mute).where(Mute.member_id == member.id, Mute.muted_id == other.id))
