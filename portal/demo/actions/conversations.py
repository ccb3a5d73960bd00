"""The demo's open round: a week ahead, some times taken, most free; and one for which 6A says when it can."""

from datetime import date, datetime, timedelta

from portal import i18n
from portal.conversations import actions as conversations
from portal.conversations import queries
from portal.conversations.rules import Dates, Kind, Planning, Window
from portal.conversations.rules.wishes import Mood
from portal.demo.actions.people import CLASSMATES, Cast
from portal.school.models import Person, Pupil

ROUNDS = (("3B", "celik", "Startgesprekken", "Lokaal 3B"), ("6A", "vos", "Startgesprekken", "Lokaal 12"))
AHEAD = timedelta(days=6)
WISHES_AHEAD = timedelta(days=20)


def fill(cast: Cast, *, now: datetime) -> None:
    """Open a round for both classes; every third family of the other children has booked already."""
    for class_name, teacher, title, where in ROUNDS:
        opened = conversations.open_round(
            cast.people[teacher], cast.classes[class_name], _windows(i18n.local_date(now + AHEAD)), title=title,
            minutes=15, gap=5, where=where, now=now - timedelta(days=2),
        )  # fmt: skip
        days = queries.days_of(cast.classes[class_name], now=now)
        slots = [slot for slot, _booking in days[0].times if slot.round_id == opened.id]
        for slot, (pupil, guardian) in zip(slots[2::4], _others(cast, class_name), strict=False):
            conversations.book(slot, pupil, guardian, now=now - timedelta(days=1))
    _ask_for_wishes(cast, now=now)


def _ask_for_wishes(cast: Cast, *, now: datetime) -> None:
    """Talks about how it goes, planned by the school: most families of 6A have said when they can, some have not."""
    began, school_class = now - timedelta(days=2), cast.classes["6A"]
    planned = conversations.plan_round(cast.people["head"], _of_wishes(school_class.id, now=now), now=began)
    conversations.set_in_motion(planned, cast.people["head"], now=began)
    row = next(iter(queries.classes_in(planned)))
    conversations.fill_in(row, cast.people["vos"], _windows(i18n.local_date(now + WISHES_AHEAD)), gap=0, now=began)
    for number, (_pupil, guardian) in enumerate(_others(cast, "6A")):
        for asking in queries.wishes_asked_of(guardian, now=now):
            parts = [(part.day, part.part) for part in asking.parts]
            if number % 4 and parts:
                first = number % len(parts)
                moods = dict.fromkeys(parts[first : first + 2], Mood.CAN) | {parts[first]: Mood.RATHER}
                conversations.wish(asking.round, guardian, moods, now=now)


def _of_wishes(class_id: int, *, now: datetime) -> conversations.Planned:
    texts = {"nl": ("Voortgangsgesprekken", ""), "en": ("Progress talks", ""), "ar": ("محادثات التقدم", "")}
    return conversations.Planned(
        Kind.PROGRESS, texts, frozenset({class_id}), 10, "Lokaal 12", 2,
        Dates(opens_at=now - timedelta(days=1), views_only_at=now + timedelta(days=35)), Planning.WISHES,
        wishes_until=now + timedelta(days=7), interpreter_minutes=10,
    )  # fmt: skip


def _windows(first: date) -> list[Window]:
    """Two afternoons and an evening, on school days."""
    days = [day for day in (first + timedelta(days=n) for n in range(9)) if day.weekday() < 5][:3]
    hours = ((15, 0, 17, 0), (15, 0, 17, 0), (18, 30, 20, 30))
    return [
        Window(i18n.at_school(day, start, start_minute), i18n.at_school(day, end, end_minute))
        for day, (start, start_minute, end, end_minute) in zip(days, hours, strict=True)
    ]


def _others(cast: Cast, class_name: str) -> list[tuple[Pupil, Person]]:
    before = sum(len(names.split()) for name, names in CLASSMATES.items() if name < class_name)
    keys = [f"parent{before + n + 1}" for n in range(len(CLASSMATES[class_name].split()))]
    return [(cast.pupils[key], cast.people[key]) for key in keys]
