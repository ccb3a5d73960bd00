"""Posts and answers as one member reads them: in the own language when that is there, without what is not for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from portal.class_group.models import Entry, EntryVersion, Member, Seat
from portal.class_group.queries.circle import Circle
from portal.class_group.rules import POSTS, POSTS_SHOWN
from portal.db import db


@dataclass
class Shown:
    """An entry with who wrote it, the version for the reader, its answers, and who of those they meet comes.

    `taken` counts every place that is given out, also to whom the reader does not meet. `mine` is the own place.
    """

    entry: Entry
    by: Member
    version: EntryVersion | None = None
    answers: list["Shown"] = field(default_factory=list)
    coming: list[Member] = field(default_factory=list)
    taken: int = 0
    waiting: int = 0
    mine: Seat | None = None

    @property
    def is_full(self) -> bool:
        return self.entry.places is not None and self.taken >= self.entry.places


def page_of(circle: Circle, language: str, *, before: int | None = None) -> tuple[list[Shown], bool]:
    """The newest posts, or those before one, with their answers; and whether there are older ones."""
    query = select(Entry).where(
        Entry.class_id == circle.class_id, Entry.kind.in_(POSTS), Entry.member_id.in_(circle.heard),
        Entry.taken_back_at.is_(None), ~Entry.removal.has(),
    )  # fmt: skip
    if before:
        query = query.where(Entry.id < before)
    found = list(db.session.scalars(query.order_by(Entry.id.desc()).limit(POSTS_SHOWN + 1)))
    return said(circle, found[:POSTS_SHOWN], language), len(found) > POSTS_SHOWN


def thread_of(circle: Circle, entry: Entry, language: str) -> Shown:
    """One entry with all that belongs to it."""
    return said(circle, [entry], language)[0]


def said(circle: Circle, entries: list[Entry], language: str) -> list[Shown]:
    """These entries as this member reads them; asked about together."""
    numbers = [entry.id for entry in entries]
    answers = list(db.session.scalars(
        select(Entry).where(Entry.post_id.in_(numbers), Entry.member_id.in_(circle.heard),
                            Entry.taken_back_at.is_(None), ~Entry.removal.has()).order_by(Entry.id)
    ))  # fmt: skip
    versions = _versions([*numbers, *(each.id for each in answers)], language)
    shown = {
        each.id: Shown(each, circle.members[each.member_id], versions.get(each.id)) for each in [*entries, *answers]
    }
    for answer in answers:
        shown[answer.post_id or 0].answers.append(shown[answer.id])
    for seat in db.session.scalars(select(Seat).where(Seat.entry_id.in_(numbers)).order_by(Seat.number, Seat.id)):
        _seat(shown[seat.entry_id], seat, circle)
    return [shown[number] for number in numbers]


def _seat(shown: Shown, seat: Seat, circle: Circle) -> None:
    by = circle.members.get(seat.member_id)
    if circle.me is not None and by is not None and by.guardian.household_id == circle.me.guardian.household_id:
        shown.mine = seat
    if seat.number is None:
        shown.waiting += 1
        return
    shown.taken += 1
    if by is not None:
        shown.coming.append(by)


def _versions(numbers: Iterable[int], language: str) -> dict[int, EntryVersion]:
    query = select(EntryVersion).where(EntryVersion.entry_id.in_(list(numbers)), EntryVersion.language == language)
    return {row.entry_id: row for row in db.session.scalars(query.order_by(EntryVersion.id))}


def entry_for(circle: Circle, number: int) -> Entry | None:
    """An entry that this member may open: of somebody they meet, and there; what is their own also when removed."""
    entry = db.session.get(Entry, number)
    if entry is None or entry.class_id != circle.class_id or entry.member_id not in circle.members:
        return None
    if circle.me is not None and entry.member_id == circle.me.id:
        return entry
    post = db.session.get(Entry, entry.post_id) if entry.post_id else None
    is_there = entry.is_there and (post is None or (post.is_there and post.member_id in circle.members))
    return entry if is_there and entry.member_id not in circle.muted else None


def own_entry(circle: Circle, number: int) -> Entry | None:
    """What this member wrote, also when it is no longer on the page."""
    query = select(Entry).where(Entry.id == number, Entry.member_id == (circle.me.id if circle.me else 0))
    return db.session.scalars(query).first()


def is_called_off_for(member: Member, entry: Entry) -> bool:
    """Whether this member had signed up for what is no longer on the page."""
    query = select(Seat.id).where(Seat.entry_id == entry.id, Seat.member_id == member.id)
    return not entry.is_there and db.session.scalar(query) is not None
