"""Welcome buddies: one offers, one asks, both have to say yes; either ends it at any time."""

from datetime import datetime

from portal.class_group.actions.telling import tell_member
from portal.class_group.models import Member, Pair
from portal.class_group.queries import buddy_for, circle_of, pair_of
from portal.class_group.rules import Buddy
from portal.db import db, kept


def be_buddy(member: Member, buddy: Buddy, *, now: datetime) -> Pair | None:
    """Offer, ask or neither; who asks is proposed to the one who fits best, if there is one."""
    member.buddy = buddy
    pair = pair_of(member, circle_of(member))
    if pair is not None:
        if buddy is Buddy.NEITHER:
            end_pair(pair, member, now=now)
        return None
    db.session.flush()
    if buddy is Buddy.ASKS:
        return _propose(member, now)
    return _propose_to_who_asks(member, now) if buddy is Buddy.OFFERS else None


def _propose(new: Member, now: datetime) -> Pair | None:
    """The best match; when somebody else was quicker, the next."""
    while (match := buddy_for(new, circle_of(new))) is not None:
        number = kept(Pair, class_id=new.class_id, new_id=new.id, buddy_id=match.member.id, at=now)
        if number is not None:
            pair = db.session.get_one(Pair, number)
            for member in (new, match.member):
                tell_member(member, pair, now=now)
            return pair
        if pair_of(new, circle_of(new)) is not None:
            return None
    return None


def _propose_to_who_asks(buddy: Member, now: datetime) -> Pair | None:
    """Somebody offers: who asked before and still waits is proposed, longest first."""
    circle = circle_of(buddy)
    for member in circle.members.values():
        if member.buddy is Buddy.ASKS and pair_of(member, circle_of(member)) is None:
            pair = _propose(member, now)
            if pair is not None:
                return pair
    return None


def say_yes(pair: Pair, member: Member, *, now: datetime) -> None:
    """One of the two says yes; when both did, both hear of it. Twice is once."""
    db.session.flush()
    # Of two who say yes at once the second finds what the first said.
    db.session.refresh(pair, with_for_update=True)
    if pair.ended_at is not None or pair.said_by(member):
        return
    if member.id == pair.new_id:
        pair.new_said_at = now
    else:
        pair.buddy_said_at = now
    if pair.is_agreed:
        for number in (pair.new_id, pair.buddy_id):
            tell_member(db.session.get_one(Member, number), pair, now=now)


def end_pair(pair: Pair, member: Member, *, now: datetime) -> None:
    """Rather not, or no more; no reason is asked. Who still asks is proposed to the next who fits."""
    pair.ended_at = now
    db.session.flush()
    new = db.session.get_one(Member, pair.new_id)
    if new.buddy is Buddy.ASKS and not pair.is_agreed and new.id != member.id:
        _propose(new, now)
