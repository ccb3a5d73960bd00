"""Saying when a family can, and asking the families that have not."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from portal import audit, outbox
from portal.conversations import queries
from portal.conversations.actions.refusals import InterpreterClosed
from portal.conversations.models import Round, Wish, WishSet
from portal.conversations.rules import Interpreter
from portal.conversations.rules.wishes import DayPart, Mood
from portal.db import Refusal, db
from portal.outbox import Channel
from portal.school import queries as school
from portal.school.models import Household, Person

PATH = "/conversations/wishes"

Moods = Mapping[tuple[date, DayPart], Mood]


class WishesClosed(Refusal):
    """The day until which families say when they can has passed, or the plan is out."""


class NeverPossible(Refusal):
    """The family said of no part that it can."""


def wish(
    asked: Round, guardian: Person, moods: Moods, *, interpreter: Interpreter = Interpreter.NONE, language: str = "",
    now: datetime,
) -> WishSet:  # fmt: skip
    """Write down when the guardian's household can, in the place of what it said before.

    Raises WishesClosed, NeverPossible, or InterpreterClosed when it asks for another interpreter than before, too late.
    """
    assert guardian.guardian is not None
    household_id = guardian.guardian.household_id
    # Two phones of one family write one after the other: the later one is what counts.
    db.session.execute(select(Household.id).where(Household.id == household_id).with_for_update())
    if not queries.takes_wishes(asked, now=now):
        raise WishesClosed
    if not moods:
        raise NeverPossible
    given = _given_before(asked, household_id)
    _check_interpreter(asked, given, interpreter, now=now)
    if given is None:
        given = WishSet(round_id=asked.id, household_id=household_id, wishes=[])
        db.session.add(given)
    given.given_by_id, given.given_at = guardian.id, now
    given.interpreter = interpreter
    given.interpreter_language = language if interpreter is not Interpreter.NONE else ""
    given.wishes.clear()
    db.session.flush()
    given.wishes.extend(Wish(day=day, part=part, mood=mood) for (day, part), mood in sorted(moods.items()))
    db.session.flush()
    audit.did(guardian, "wishes given", given, now=now)
    return given


def _given_before(asked: Round, household_id: int) -> WishSet | None:
    """As it stands now: the page has looked at it already, perhaps before the other phone wrote."""
    given = queries.wishes_of(asked.id, household_id)
    if given is not None:
        db.session.refresh(given)
    return given


def _check_interpreter(asked: Round, given: WishSet | None, interpreter: Interpreter, *, now: datetime) -> None:
    before = given.interpreter if given else Interpreter.NONE
    if interpreter not in (Interpreter.NONE, before) and not asked.takes_interpreter(now):
        raise InterpreterClosed


def ask_families(asked: Round, person: Person, *, now: datetime) -> int:
    """Ask every household that has not answered once more when it can; returns how many guardians were told.

    Raises WishesClosed.
    """
    if not queries.takes_wishes(asked, now=now):
        raise WishesClosed
    told: dict[int, Person] = {}
    for home, children in queries.without_answer(asked.id).items():
        pupils = {pupil.id for pupil, _class in children}
        for guardian in (g for number in pupils for g in school.guardians_of_household(home.id, number)):
            told.setdefault(guardian.person_id, guardian.person)
    for guardian in told.values():
        tell_wishes(asked, guardian, now=now)
    audit.did(person, "wishes asked", asked, now=now)
    return len(told)


def tell_wishes(asked: Round, guardian: Person, *, channel: Channel | None = None, now: datetime) -> None:
    """Ask one guardian when the household can; on another way than usual when one is named."""
    outbox.queue(
        guardian, "conversations/messages/wishes.txt", asked, now=now, path=PATH, channel=channel,
        title=asked.title_in(guardian.language), notice=asked.notice_in(guardian.language), until=asked.wishes_until,
    )  # fmt: skip
