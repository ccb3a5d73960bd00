"""The board of a class: every home, when it last heard something good, whether it is reached, and what is due."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portal import i18n
from portal.contact.models import ContactNext
from portal.contact.queries.apart import homes_with_leader, planned_for
from portal.contact.queries.calendar import Calendar, calendar_of
from portal.contact.queries.homes import Home, homes_of_classes
from portal.contact.queries.moments import Done, Logged, Taken, done_for
from portal.contact.queries.signs import last_signs
from portal.contact.rules import (
    REACHED_FOR,
    RECENT,
    SPOKEN,
    About,
    Began,
    Rung,
    State,
    due_on,
    every_of,
    has_acted_by,
    ladder,
    languages_between,
    state_of,
)
from portal.conversations.queries import ContactAgreement, Talk, contact_agreements_of, talks_of

COMES_UP = timedelta(days=7)


@dataclass
class Cell:
    """One home on the board, as it stands now."""

    home: Home
    contacts: list[Logged] = field(default_factory=list)
    steps: list[Taken] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    signs: list[datetime] = field(default_factory=list)
    # When home and school last wrote to each other about this child in the portal.
    written_at: datetime | None = None
    agreement: ContactAgreement | None = None
    state: State = State.SILENT
    good_at: datetime | None = None
    last_at: datetime | None = None
    due: date | None = None
    is_due: bool = False
    is_recent: bool = False
    # The leader is in contact: until that is over the class teacher has nothing to do here, and sees no more of it.
    is_with_leader: bool = False

    @property
    def is_reached(self) -> bool:
        return self.state is State.REACHED

    @property
    def languages(self) -> list[str]:
        """The languages that may stand between the home and the school."""
        return languages_between(self.home.adults, i18n.school_language())

    @property
    def rungs(self) -> list[Rung]:
        """The steps towards this home, the wisest first."""
        taken = {step.rung for step in self.steps}
        return ladder(self.home.adults, self.state, taken, school_language=i18n.school_language())


@dataclass(frozen=True)
class ComeBack:
    """A contact to come back to, with its child."""

    contact: Logged
    home: Home
    is_due: bool


@dataclass(frozen=True)
class Board:
    """The homes of a class, longest without good news first, and what waits for the teachers."""

    cells: list[Cell]
    calendar: Calendar
    come_back_to: list[ComeBack]

    @property
    def by_name(self) -> list[Cell]:
        return sorted(self.cells, key=lambda cell: (cell.home.child, cell.home.key))

    @property
    def due(self) -> list[Cell]:
        """The homes whose next contact is due, by the day since which it is; those to be reached first stand apart."""
        return sorted(
            (cell for cell in self.cells if cell.is_due and cell.is_reached and not cell.is_with_leader),
            key=lambda cell: (cell.due, cell.home.child),
        )

    @property
    def unreached(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.is_reached and not cell.is_with_leader]


def board_of(class_id: int, *, now: datetime) -> Board:
    """The board of one class; so many questions to the database, however many homes there are."""
    calendar = calendar_of(class_id)
    cells = cells_of(homes_of_classes([class_id]), since=calendar.starts_at, now=now)
    planned = planned_for({cell.home.pupil_id for cell in cells})
    for cell in cells:
        if not cell.is_with_leader:
            _plan(cell, calendar, planned.get(cell.home.key), now)
    today = i18n.local_date(now)
    return Board(sorted(cells, key=_longest_without), calendar, _to_come_back_to(cells, today))


def cells_of(homes: Collection[Home], *, since: datetime, now: datetime) -> list[Cell]:
    """These homes with all that was done for and by them since a moment; without when the next contact is due."""
    pupils = {home.pupil_id for home in homes}
    cells = {home.key: Cell(home) for home in homes}
    _fill(cells, done_for(pupils, since=min(since, now - REACHED_FOR)), talks_of(pupils, since=since))
    apart = homes_with_leader(pupils)
    signs = last_signs({adult.person_id for home in homes for adult in home.adults}, pupils)
    for key, agreement in contact_agreements_of(list(cells)).items():
        cells[key].agreement = agreement
    for cell in cells.values():
        cell.is_with_leader = cell.home.key in apart
        people = [adult.person_id for adult in cell.home.adults]
        cell.signs = [signs.by_person[number] for number in people if number in signs.by_person]
        cell.written_at = signs.written.get(cell.home.key)
        _see(cell, since, now)
    return list(cells.values())


def _fill(cells: dict[tuple[int, int], Cell], done: Done, talks: Iterable[Talk]) -> None:
    for contact in done.contacts:
        if (contact.pupil_id, contact.household_id) in cells:
            cells[contact.pupil_id, contact.household_id].contacts.append(contact)
    for step in done.steps:
        if (step.pupil_id, step.household_id) in cells:
            cells[step.pupil_id, step.household_id].steps.append(step)
    for talk in talks:
        for (pupil_id, household_id), cell in cells.items():
            if pupil_id == talk.pupil_id and (talk.is_together or talk.household_id == household_id):
                cell.talks.append(talk)


def _see(cell: Cell, since: datetime, now: datetime) -> None:
    """When it last heard something good and was last in touch this year, and whether it is reached."""
    people = {adult.person_id for adult in cell.home.adults}
    held = [talk.starts_at for talk in cell.talks if talk.starts_at <= now]
    booked = [talk.booked_at for talk in cell.talks if talk.booked_by_id in people]
    spoken = [c.at for c in cell.contacts if c.began is Began.FAMILY or c.way in SPOKEN]
    has_acted = has_acted_by([*cell.signs, *held, *booked, *spoken], now=now)
    cell.state = state_of(cell.home.adults, has_acted=has_acted)
    good = [c.at for c in cell.contacts if c.about is About.GOOD_NEWS and c.at >= since]
    cell.good_at = max(good, default=None)
    wrote = [cell.written_at] if cell.written_at else []
    cell.last_at = max((at for at in (*held, *wrote, *(c.at for c in cell.contacts)) if at >= since), default=None)
    cell.is_recent = cell.good_at is not None and cell.good_at >= now - RECENT


def _plan(cell: Cell, calendar: Calendar, planned: ContactNext | None, now: datetime) -> None:
    _plan_by_how_often(cell, calendar)
    if planned is not None and (cell.good_at is None or cell.good_at < planned.set_at):
        cell.due = min(cell.due or planned.on, planned.on)
    cell.is_due = cell.due is not None and cell.due <= i18n.local_date(now)


def _plan_by_how_often(cell: Cell, calendar: Calendar) -> None:
    plan, agreed = calendar.plan, cell.agreement
    every = every_of(agreed.often if agreed else None, plan.often if plan else None)
    if every is None:
        return
    begun = i18n.local_date(agreed.since) if agreed and agreed.often else plan.since if plan else calendar.starts_on
    last = i18n.local_date(cell.last_at) if cell.last_at else None
    begun = max(begun, calendar.starts_on)
    cell.due = due_on(last, begun, every, ends_on=calendar.ends_on, holidays=calendar.holidays)


def _longest_without(cell: Cell) -> tuple:
    """Never before long ago before lately; then by name, so that nobody is first for another reason."""
    return (cell.good_at is not None, cell.good_at or cell.is_reached, cell.home.child, cell.home.key)


def _to_come_back_to(cells: Iterable[Cell], today: date) -> list[ComeBack]:
    waiting = [
        ComeBack(contact, cell.home, contact.follow_up_on <= today)
        for cell in cells
        if not cell.is_with_leader
        for contact in cell.contacts
        if contact.follow_up_on and not contact.is_followed_up and contact.follow_up_on <= today + COMES_UP
    ]
    return sorted(waiting, key=lambda each: (each.contact.follow_up_on, each.contact.id))
