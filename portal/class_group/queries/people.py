"""The directory of a group: the cards as their owners chose them, whose language is mine, and welcome buddies."""

from dataclasses import dataclass, field

from sqlalchemy import select

from portal import i18n
from portal.class_group.models import Entry, EntryVersion, Member, Pair
from portal.class_group.queries.circle import Circle, is_walled, name_of
from portal.class_group.rules import Buddy, Kind, spoken
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, SchoolClass


@dataclass
class Card:
    """What one member shows, in order; `words` are a few about themselves; `entry` is what can be reported."""

    member: Member
    name: str
    children: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    phone: str = ""
    email: str = ""
    near: str = ""
    words: Entry | None = None
    entry: Entry | None = None
    version: EntryVersion | None = None
    is_like_me: bool = False


@dataclass(frozen=True)
class Match:
    """A welcome buddy for a new family, and the languages that both speak."""

    member: Member
    languages: frozenset[str]


def languages_of(member: Member) -> frozenset[str]:
    """The languages that a member chose to show, to compare."""
    return spoken(member.shows.get("languages", ()), member.shows.get("other_languages", ""))


def cards_in(circle: Circle, language: str) -> list[Card]:
    """The cards of everybody this member meets and reads, first who speaks the same language, then by name."""
    words = _words_in(circle)
    removed = {number for number, entry in words.items() if entry.removal is not None}
    children = {pupil.id: pupil.first_name for pupil in school.pupils_of(circle.class_id)}
    mine = languages_of(circle.me) if circle.me else frozenset()
    query = select(EntryVersion).where(
        EntryVersion.entry_id.in_([entry.id for entry in words.values()]), EntryVersion.language == language
    )
    versions = {row.entry_id: row for row in db.session.scalars(query.order_by(EntryVersion.id))}
    cards = []
    for number in circle.heard:
        member, entry = circle.members[number], words.get(number)
        if circle.me is not None and member.id == circle.me.id:
            continue
        card = Card(member, name_of(member)) if number in removed else _card(member, entry, children)
        card.version = versions.get(entry.id) if entry and card.words else None
        card.is_like_me = number not in removed and bool(languages_of(member) & mine)
        cards.append(card)
    return sorted(cards, key=lambda card: (not card.is_like_me, card.name.casefold(), card.member.id))


def _card(member: Member, words: Entry | None, children: dict[int, str]) -> Card:
    shows = member.shows
    own = {tie for tie in shows.get("children", ()) if tie in children}
    others = [part for part in [shows.get("other_languages", "")] if part]
    return Card(
        member, name_of(member), [children[number] for number in sorted(own)],
        [*(i18n.name_of(code) for code in shows.get("languages", ())), *others],
        shows.get("phone", ""), shows.get("email", ""), shows.get("near", ""),
        words if words and words.text else None, words,
    )  # fmt: skip


def _words_in(circle: Circle) -> dict[int, Entry]:
    query = select(Entry).where(
        Entry.class_id == circle.class_id, Entry.kind == Kind.CARD, Entry.member_id.in_(circle.members)
    )
    return {entry.member_id: entry for entry in db.session.scalars(query.order_by(Entry.id))}


def card_words(member: Member) -> Entry | None:
    """The entry with the words on a member's card."""
    return db.session.scalars(select(Entry).where(Entry.member_id == member.id, Entry.kind == Kind.CARD)).first()


def pair_of(member: Member, circle: Circle) -> Pair | None:
    """The pair that this member is in or is proposed for; None when the other one is not there to be met."""
    query = select(Pair).where((Pair.new_id == member.id) | (Pair.buddy_id == member.id), Pair.ended_at.is_(None))
    found = [pair for pair in db.session.scalars(query.order_by(Pair.id)) if pair.other_of(member) in circle.members]
    return found[0] if found else None


def buddy_for(member: Member, circle: Circle) -> Match | None:
    """Who fits a new family best: the most languages in common, then who offered first; nobody asked before."""
    tried = set(db.session.scalars(select(Pair.buddy_id).where(Pair.new_id == member.id)))
    busy = set(
        db.session.scalars(select(Pair.buddy_id).where(Pair.ended_at.is_(None), Pair.class_id == member.class_id))
    )
    mine = languages_of(member)
    free = [
        each for number, each in circle.members.items()
        if each.buddy is Buddy.OFFERS and number not in tried | busy and number != member.id
        and each.guardian.household_id != member.guardian.household_id and not is_walled(each, member)
    ]  # fmt: skip
    fits = sorted(
        (Match(each, languages_of(each) & mine) for each in free), key=lambda m: (-len(m.languages), m.member.id)
    )
    return fits[0] if fits else None


def takes_part(person: Person, classes: list[SchoolClass]) -> dict[int, Member]:
    """In which of these classes' groups this guardian is, by the number of the class."""
    if person.guardian is None:
        return {}
    query = select(Member).where(
        Member.guardian_id == person.guardian.id, Member.class_id.in_([each.id for each in classes])
    )
    return {member.class_id: member for member in db.session.scalars(query.order_by(Member.id)).unique()}
