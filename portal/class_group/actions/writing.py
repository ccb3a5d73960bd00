"""Writing a post or an answer, changing it, taking it back; and the words on a card."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, func, select

from portal.class_group.actions.coming import fill_places, hold, tell_coming
from portal.class_group.actions.engine import ask_in, languages_read_in
from portal.class_group.actions.telling import tell_author, tell_others
from portal.class_group.models import Entry, EntryVersion, Member, Seat
from portal.class_group.queries import card_words
from portal.class_group.rules import Kind
from portal.db import Refusal, db


class MoreCome(Refusal):
    """More families come already than there would be places."""


@dataclass(frozen=True)
class Written:
    """What a form says: the words, and for a post where and when, and for how many families."""

    text: str
    place: str = ""
    on_day: date | None = None
    from_time: time | None = None
    places: int | None = None


def write(member: Member, kind: Kind, written: Written, *, now: datetime) -> Entry:
    """Put a post on the page of the group; it is read in the languages of who reads there, if there is an engine."""
    entry = _new(member, kind, written, now)
    for language in languages_read_in(member.class_id):
        ask_in(entry, language, now=now)
    tell_others(entry, now=now)
    return entry


def answer(post: Entry, member: Member, text: str, *, now: datetime) -> Entry:
    """Answer a post; who wrote it hears of it."""
    entry = _new(member, Kind.ANSWER, Written(text), now, post)
    tell_author(post, entry, now=now)
    return entry


def change(entry: Entry, written: Written, *, now: datetime) -> None:
    """Other words, another day, more places. Raises MoreCome."""
    hold(entry)
    highest = db.session.scalar(select(func.max(Seat.number)).where(Seat.entry_id == entry.id)) or 0
    if entry.places is not None and (written.places or 0) < highest:
        raise MoreCome
    is_reworded = entry.text != written.text
    is_moved = (entry.on_day, entry.from_time, entry.place) != (written.on_day, written.from_time, written.place)
    entry.text, entry.place, entry.changed_at = written.text, written.place, now
    entry.on_day, entry.from_time, entry.places = written.on_day, written.from_time, written.places
    db.session.flush()
    if is_reworded:
        _translate_anew(entry, now)
    if is_moved:
        tell_coming(entry, now=now)
    if entry.places is not None:
        fill_places(entry, now=now)


def _translate_anew(entry: Entry, now: datetime) -> None:
    """What was made of the old words is nobody's any more."""
    db.session.execute(delete(EntryVersion).where(EntryVersion.entry_id == entry.id))
    if entry.is_post:
        for language in languages_read_in(entry.class_id):
            ask_in(entry, language, now=now)


def take_back(entry: Entry, *, now: datetime) -> None:
    """It is on the page no more; who signed up for it hears so."""
    if entry.taken_back_at is None:
        entry.taken_back_at = now
        tell_coming(entry, now=now)


def bring_back(entry: Entry) -> None:
    """Undo taking back."""
    entry.taken_back_at = None


def put_card_words(member: Member, words: str, *, now: datetime) -> None:
    """The few words on a card; without words there is nothing left of them."""
    entry = card_words(member)
    if entry is None:
        _new(member, Kind.CARD, Written(words), now)
    elif entry.text != words:
        entry.text, entry.language, entry.changed_at = words, member.person.language, now
        db.session.execute(delete(EntryVersion).where(EntryVersion.entry_id == entry.id))


def _new(member: Member, kind: Kind, written: Written, now: datetime, post: Entry | None = None) -> Entry:
    entry = Entry(
        class_id=member.class_id, member_id=member.id, post_id=post.id if post else None, kind=kind,
        language=member.person.language, text=written.text, place=written.place, on_day=written.on_day,
        from_time=written.from_time, places=written.places, at=now,
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    return entry
