"""Conversations that are planned outside a round, by features above this one: they stand with the family's others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select

from portal.calendars import Appointment
from portal.conversations.rules import Interpreter, Meet
from portal.db import db
from portal.school.models import Person, Pupil


@dataclass(frozen=True)
class OtherTalk:
    """One conversation with one home. `path` leads to its page; `confirm_path` confirms its interpreter.

    `item` is how it stands in somebody's calendar, the same as in the messages about it; `changed_at`, since when so.
    """

    pupil: Pupil
    starts_at: datetime
    ends_at: datetime
    with_whom: str
    meet: Meet
    where: str
    path: str
    interpreter: Interpreter = Interpreter.NONE
    interpreter_language: str = ""
    interpreter_confirmed_at: datetime | None = None
    confirm_path: str = ""
    item: Callable[[Person], Appointment] | None = None
    changed_at: datetime | None = None


# Of this guardian's own household; those for which the school arranges an interpreter; and the questions for when the
# households `homes` have one: household, beginning, end.
of_families: list[Callable[[Person, datetime], list[OtherTalk]]] = []
of_interpreters: list[Callable[[datetime], list[OtherTalk]]] = []
of_homes: list[Select[int | None, datetime, datetime]] = []


def talks_elsewhere(person: Person, *, now: datetime) -> list[OtherTalk]:
    """The conversations of this guardian's household that no round knows, by time."""
    found = [talk for ask in of_families for talk in ask(person, now)]
    return sorted(found, key=lambda talk: talk.starts_at)


def interpreted_elsewhere(*, now: datetime) -> list[OtherTalk]:
    """Those to come for which the school arranges an interpreter, by language and time."""
    found = [talk for ask in of_interpreters for talk in ask(now)]
    return sorted(found, key=lambda talk: (talk.interpreter_language.casefold(), talk.starts_at))


def busy_elsewhere(household_ids: Sequence[int]) -> list[tuple[int, datetime, datetime]]:
    """When these households have a conversation that no round knows: household, beginning and end."""
    homes = {"homes": list(household_ids)}
    return sorted(
        (home, begins, ends) for ask in of_homes for home, begins, ends in db.session.execute(ask, homes) if home
    )


def items_elsewhere(person: Person, *, now: datetime) -> list[tuple[Appointment, datetime]]:
    """Those to come as they stand in this guardian's calendar, each with since when so."""
    coming = (talk for talk in talks_elsewhere(person, now=now) if talk.ends_at > now)
    return [(talk.item(person), talk.changed_at or now) for talk in coming if talk.item is not None]
