"""A round of the whole school: planned by the office or the leader, filled in by the teams, open everywhere at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from portal import audit
from portal.conversations import queries
from portal.conversations.actions import locks
from portal.conversations.actions.refusals import DatesPassed, NoTimes, RoundRuns, SlotTaken, TimesOverlap
from portal.conversations.actions.rounds import make_times
from portal.conversations.models import Round, RoundClass, RoundText, Slot
from portal.conversations.rules import Dates, Kind, Planning, RoundState, Stage, Window, overlapping, stage_of, times_in
from portal.db import db
from portal.school.models import Person

# The same weekday a year later, a multiple of seven days.
YEAR = timedelta(weeks=52)


@dataclass(frozen=True)
class Planned:
    """A round as it was filled in; `texts` are (title, notice) for each language in which somebody wrote them.

    `wishes_until`: until when families say when they can, in a round that the school plans for them.
    `walking_minutes`: between two conversations of one family. `reserved_until`: then kept times are for all.
    """

    kind: Kind
    texts: dict[str, tuple[str, str]]
    class_ids: frozenset[int]
    minutes: int
    where: str
    lead_hours: int
    dates: Dates
    planning: Planning = Planning.FIRST_COME
    wishes_until: datetime | None = None
    interpreter_minutes: int = 0
    interpreter_until: datetime | None = None
    walking_minutes: int = 5
    reserved_until: datetime | None = None


def plan_round(person: Person, planned: Planned, *, now: datetime) -> Round:
    """A draft, which only the office and the leader see."""
    made = Round(
        state=RoundState.DRAFT, language=person.language, title="", minutes=planned.minutes, opened_at=now,
        opened_by_id=person.id,
    )  # fmt: skip
    _write(made, planned)
    db.session.add(made)
    db.session.flush()
    db.session.add_all(RoundClass(round_id=made.id, class_id=number) for number in sorted(planned.class_ids))
    audit.did(person, "round planned", made, now=now)
    return made


def change_plan(changed: Round, person: Person, planned: Planned, *, now: datetime) -> None:
    """Change a draft. Raises RoundRuns: what teams and families were told stays as it is."""
    if changed.state is not RoundState.DRAFT:
        raise RoundRuns
    _write(changed, planned)
    rows = {row.class_id: row for row in queries.classes_in(changed)}
    for number in rows.keys() - planned.class_ids:
        db.session.delete(rows[number])
    db.session.add_all(RoundClass(round_id=changed.id, class_id=n) for n in sorted(planned.class_ids - rows.keys()))
    audit.did(person, "round planned", changed, now=now)


def set_in_motion(planned: Round, person: Person, *, now: datetime) -> None:
    """From now on it runs by its dates: the teams fill in their times first. Twice is once. Raises DatesPassed."""
    if planned.state is not RoundState.DRAFT:
        return
    if stage_of(planned.dates, state=RoundState.OPEN, now=now) is not Stage.FILLING:
        raise DatesPassed
    planned.state, planned.opened_at = RoundState.OPEN, now
    audit.did(person, "round set in motion", planned, now=now)


def throw_away(planned: Round, person: Person, *, now: datetime) -> None:
    """A draft goes. Raises RoundRuns."""
    if planned.state is not RoundState.DRAFT:
        raise RoundRuns
    audit.did(person, "round thrown away", planned, now=now)
    db.session.execute(delete(RoundClass).where(RoundClass.round_id == planned.id))
    db.session.delete(planned)


def copy_round(before: Round, person: Person, *, now: datetime) -> Round:
    """A draft like a round of before, a year of weeks later for as often as its first date has passed."""
    later = timedelta(0)
    while (before.opens_at or before.opened_at) + later <= now:
        later += YEAR

    def moved_on(at: datetime | None) -> datetime | None:
        return at + later if at else None

    moved = {name: moved_on(at) for name, at in vars(before.dates).items()}
    if moved["opens_at"] is None:
        moved["opens_at"] = before.opened_at + later
    texts = {text.language: (text.title, text.notice) for text in before.texts} or {before.language: (before.title, "")}
    planned = Planned(
        before.kind, texts, frozenset(queries.same_classes_now(before)), before.minutes,
        before.where, before.lead_hours, replace(before.dates, **moved), before.planning,
        moved_on(before.wishes_until), before.interpreter_minutes, moved_on(before.interpreter_until),
        before.walking_minutes, moved_on(before.reserved_until),
    )  # fmt: skip
    return plan_round(person, planned, now=now)


def fill_in(row: RoundClass, teacher: Person, windows: list[Window], *, gap: int, now: datetime) -> None:
    """The times of one team, instead of the ones it filled in before; families cannot choose yet.

    Raises RoundRuns when they can, SlotTaken when the team booked for a family already, TimesOverlap or NoTimes.
    """
    if row.round.stage(now) is not Stage.FILLING:
        raise RoundRuns
    _lock_times(row)
    if queries.has_history(row):
        raise SlotTaken([])
    if overlapping(windows):
        raise TimesOverlap
    starts = [start for start in times_in(windows, minutes=row.round.minutes, gap=gap) if start > now]
    if not starts:
        raise NoTimes
    db.session.execute(delete(Slot).where(Slot.round_id == row.round_id, Slot.class_id == row.class_id))
    make_times(row.round, row.class_id, starts)
    row.filled_in_at = now
    audit.did(teacher, "times filled in", row, now=now)


def _lock_times(row: RoundClass) -> None:
    """Nobody fills in or adds times of this team, nor books one, until this transaction ends."""
    locks.lock_class(row.class_id)
    times = select(Slot.id).where(Slot.round_id == row.round_id, Slot.class_id == row.class_id)
    locks.locked_blocked(db.session.scalars(times))


def _write(target: Round, planned: Planned) -> None:
    target.kind, target.minutes = planned.kind, planned.minutes
    target.where, target.lead_hours = planned.where, planned.lead_hours
    target.planning, target.wishes_until = planned.planning, planned.wishes_until
    target.interpreter_minutes, target.interpreter_until = planned.interpreter_minutes, planned.interpreter_until
    target.walking_minutes, target.reserved_until = planned.walking_minutes, planned.reserved_until
    for name, at in vars(planned.dates).items():
        setattr(target, name, at)
    titles = {code: title for code, (title, _notice) in planned.texts.items() if title}
    target.title = titles.get(target.language) or next(iter(titles.values()), "")
    _write_texts(target, planned.texts.items())


def _write_texts(target: Round, texts: Iterable[tuple[str, tuple[str, str]]]) -> None:
    known = {text.language: text for text in target.texts}
    for code, (title, notice) in texts:
        text = known.pop(code, None)
        if text is None:
            target.texts.append(RoundText(language=code, title=title, notice=notice))
        else:
            text.title, text.notice = title, notice
    for gone in known.values():
        target.texts.remove(gone)
