"""Signing up for what has places: each number is given out once; who comes too late waits, first come first."""

from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.exc import InvalidRequestError

from portal.class_group.actions.telling import tell_member
from portal.class_group.models import Entry, Member, Seat
from portal.db import Refusal, db, kept, rows_changed
from portal.school.models import Guardian


class EntryGone(Refusal):
    """Whoever wrote it left the group a moment ago, with all that was theirs."""


def hold(entry: Entry) -> None:
    """Who comes and who stays away go one after the other: nobody waits beside a place that was given back just now.

    Raises EntryGone.
    """
    db.session.flush()
    try:
        # How many places there are is read with it: who waited for somebody else meets what they changed.
        db.session.refresh(entry, with_for_update={"of": Entry})
    except InvalidRequestError as gone:
        raise EntryGone from gone


def sign_up(entry: Entry, member: Member) -> Seat:
    """Take the first free place, or wait for one; signing up twice is once, whoever of the household does."""
    hold(entry)
    if (found := db.session.scalars(_of_home(entry, member)).first()) is not None:
        return found
    for number in _free(entry):
        if kept(Seat, entry_id=entry.id, member_id=member.id, number=number) is not None:
            break
    else:
        kept(Seat, entry_id=entry.id, member_id=member.id, number=None)
    # Two who came to live in one home may hold two: the first counts, and both go together.
    return list(db.session.scalars(_of_home(entry, member)))[0]


def sign_off(entry: Entry, member: Member, *, now: datetime) -> None:
    """Come no more; the place goes to who waits longest."""
    hold(entry)
    mine = [seat.id for seat in db.session.scalars(_of_home(entry, member))]
    db.session.execute(delete(Seat).where(Seat.id.in_(mine)))
    fill_places(entry, now=now)


def fill_places(entry: Entry, *, now: datetime) -> None:
    """Give what is free to who waits, and tell them; whoever does this holds the entry."""
    for number in _free(entry):
        waiting = db.session.scalars(
            select(Seat).where(Seat.entry_id == entry.id, Seat.number.is_(None)).order_by(Seat.id).limit(1)
        ).first()
        if waiting is None:
            return
        mine = (Seat.id == waiting.id, Seat.number.is_(None))
        if rows_changed(update(Seat).where(*mine).values(number=number)):
            tell_member(db.session.get_one(Member, waiting.member_id), entry, now=now)


def tell_coming(entry: Entry, *, now: datetime) -> None:
    """Who signed up hears that it changed, or does not take place; what, they read here."""
    coming = select(Member).join(Seat, Seat.member_id == Member.id).where(Seat.entry_id == entry.id)
    for member in db.session.scalars(coming.order_by(Member.id)).unique():
        tell_member(member, entry, now=now)


def _free(entry: Entry) -> list[int]:
    taken = set(db.session.scalars(select(Seat.number).where(Seat.entry_id == entry.id, Seat.number.is_not(None))))
    return [number for number in range(1, (entry.places or 0) + 1) if number not in taken]


def _of_home(entry: Entry, member: Member) -> Select:
    """A place is for a family: any guardian of the household may have taken it."""
    home = select(Member.id).join(Guardian, Guardian.id == Member.guardian_id)
    home = home.where(Guardian.household_id == member.guardian.household_id)
    return select(Seat).where(Seat.entry_id == entry.id, Seat.member_id.in_(home)).order_by(Seat.id)
