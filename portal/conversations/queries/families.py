"""A family's page: the times it can choose from, and the conversations it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.conversations.models import Booking, ChildInRound, Round, RoundClass, Slot, SlotOffer, WaitingPlace
from portal.conversations.queries.children import minutes_for
from portal.conversations.queries.claims import claim_in
from portal.conversations.queries.slots import bookable, held_by, is_held_now
from portal.conversations.queries.waiting import offers_to, places_of
from portal.conversations.queries.wishes import wishes_asked_of
from portal.conversations.rules import Interpreter, Stage, Wanted
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, Pupil, SchoolClass

_WITH_TEXTS = joinedload(RoundClass.round).selectinload(Round.texts)


@dataclass(frozen=True)
class Asked:
    """A child for whom a time can be chosen, or the family can say when it comes, and with whom."""

    pupil: Pupil
    round: Round
    teachers: str
    is_wish: bool = False


@dataclass(frozen=True)
class Choice:
    """One child in one round on a parent's page: its booking, and each time with whether it can be taken.

    `interpreter`: as the family says on the page, while it can be asked for. `has_to_wait`: others choose first.
    `is_over`: families only look. `place` and `offer`: it waits, and what is held.
    """

    pupil: Pupil
    school_class: SchoolClass
    row: RoundClass
    teachers: str
    booking: Booking | None
    slots: list[tuple[Slot, bool]]
    wanted: Wanted | None = None
    minutes: int | None = None
    interpreter: Interpreter = Interpreter.NONE
    has_to_wait: bool = False
    is_over: bool = False
    place: WaitingPlace | None = None
    offer: SlotOffer | None = None

    @property
    def round(self) -> Round:
        return self.row.round

    @property
    def is_wanted(self) -> bool:
        return self.wanted is Wanted.WANTED

    @property
    def is_not_needed(self) -> bool:
        return self.wanted is Wanted.NOT_NEEDED

    @property
    def has_free(self) -> bool:
        return not self.is_not_needed and any(is_free for _slot, is_free in self.slots)


def choices_for(person: Person, *, interpreter: Interpreter = Interpreter.NONE, now: datetime) -> list[Choice]:
    """A parent's page: for each child, each round of its class that families see or that holds a booking of theirs.

    Children whom the team wants to talk about come first. With an interpreter, conversations take longer.
    """
    children = school.children_with_classes(person)
    if not children or person.guardian is None or not person.is_guardian:
        return []
    home, classes = person.guardian.household_id, {c.id for _p, c in children}
    mine = {(b.round_id, b.class_id, b.pupil_id): b for b in held_by(home)}
    held_in = {round_id for round_id, _class, _pupil in mine}
    rows = [row for row in rounds_of(classes) if _is_seen(row.round, now) or row.round_id in held_in]
    pupils = [pupil.id for pupil, _class in children]
    page = _Page(home, rows, pupils, mine, names_of_teams(classes), interpreter, now)
    found = [page.choice(pupil, c, row) for pupil, c in children for row in rows if row.class_id == c.id]
    shown = [each for each in found if each.booking or (each.slots and _is_seen(each.round, now))]
    return sorted(shown, key=lambda each: not each.is_wanted)


def _is_seen(found: Round, now: datetime) -> bool:
    """Families see a round while they choose, and one of the school also when they only look; not while they wish."""
    stage = found.stage(now)
    if found.is_wishing:
        return False
    return stage in (Stage.HEAD_START, Stage.OPEN) or (stage is Stage.VIEW_ONLY and found.is_of_school)


class _Page:
    """What the choices of one household are made of, asked once for all its children."""

    def __init__(
        self, home: int, rows: list[RoundClass], pupils: list[int], mine: dict, teams: dict[int, str],
        interpreter: Interpreter, now: datetime,
    ):  # fmt: skip
        self.mine, self.teams, self.interpreter, self.now = mine, teams, interpreter, now
        rounds = {row.round_id: row.round for row in rows}
        self.times, self.about = _times_of(rows, now=now), _children_in(pupils)
        self.places = places_of(home)
        self.offers = offers_to(home) if self.places else {}
        kept = {slot.round_id for times in self.times.values() for slot, _held in times if slot.is_reserved}
        self.claims = {n: claim_in(r, home, self.asks(r), has_kept=n in kept, now=now) for n, r in rounds.items()}

    def asks(self, found: Round) -> Interpreter:
        return self.interpreter if found.takes_interpreter(self.now) else Interpreter.NONE

    def choice(self, pupil: Pupil, school_class: SchoolClass, row: RoundClass) -> Choice:
        key, now = (row.round_id, row.class_id, pupil.id), self.now
        child, claim, stage = self.about.get(key), self.claims[row.round_id], row.round.stage(now)
        held, times = self.mine.get(key), self.times.get(key[:2], [])
        asks = held.interpreter if held else self.asks(row.round)
        minutes = minutes_for(row.round, child, asks)
        free = set(bookable(times, claim, minutes, now=now))
        place = self.places.get(key)
        return Choice(
            pupil, school_class, row, self.teams[school_class.id], held,
            [(slot, slot in free) for slot, _held in times], wanted=child.wanted if child else None, minutes=minutes,
            interpreter=asks,
            has_to_wait=stage is Stage.HEAD_START and not claim.goes_first, is_over=stage is Stage.VIEW_ONLY,
            place=place, offer=self.offers.get(place.id) if place else None,
        )  # fmt: skip


def rounds_of(class_ids: set[int]) -> list[RoundClass]:
    """The rounds in which these classes take part, oldest first."""
    query = select(RoundClass).where(RoundClass.class_id.in_(class_ids)).options(_WITH_TEXTS)
    query = query.order_by(RoundClass.round_id, RoundClass.class_id)
    return list(db.session.scalars(query))


def _times_of(rows: list[RoundClass], *, now: datetime) -> dict[tuple[int, int], list[tuple[Slot, bool]]]:
    """The times of these classes in their rounds, and of no other class of a round of the whole school."""
    asked = Slot.round_id.in_({row.round_id for row in rows}), Slot.class_id.in_({row.class_id for row in rows})
    # The joined tables are in the session already: asking for them with every time would be most of the page.
    query = select(Slot, is_held_now()).where(*asked, Slot.starts_at > now)
    query = query.options(joinedload(Slot.round), joinedload(Slot.school_class)).order_by(Slot.starts_at, Slot.id)
    found: dict[tuple[int, int], list[tuple[Slot, bool]]] = {}
    for slot, is_held in db.session.execute(query):
        found.setdefault((slot.round_id, slot.class_id), []).append((slot, is_held))
    return found


def _children_in(pupils: list[int]) -> dict[tuple[int, int, int], ChildInRound]:
    rows = db.session.scalars(select(ChildInRound).where(ChildInRound.pupil_id.in_(pupils)))
    return {(row.round_id, row.class_id, row.pupil_id): row for row in rows}


def names_of_team(class_id: int) -> str:
    """The names of a class's teacher team, for a sentence."""
    return names_of_teams([class_id])[class_id]


def names_of_teams(class_ids: Iterable[int]) -> dict[int, str]:
    """The same for several classes, with one question to the database."""
    teams = school.teams_of(class_ids)
    return {class_id: " · ".join(teacher.full_name for teacher in team) for class_id, team in teams.items()}


def what_is_asked_of(person: Person, *, now: datetime) -> list[Asked]:
    """The children for whom this household has not chosen a time yet, while one is free, or not said when it can."""
    choices = choices_for(person, now=now)
    chosen = [Asked(c.pupil, c.round, c.teachers) for c in choices if c.booking is None and c.has_free]
    wishes = [each for each in wishes_asked_of(person, now=now) if each.is_open and each.parts and not each.given]
    teams = names_of_teams({class_id for each in wishes for _pupil, class_id in each.of_class}) if wishes else {}
    return chosen + [
        Asked(pupil, each.round, teams[class_id], is_wish=True) for each in wishes for pupil, class_id in each.of_class
    ]
