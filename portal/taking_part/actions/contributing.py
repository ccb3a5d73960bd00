"""A parent says something, with or without a name, and takes it back; who reads it may ask for another language."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, update

from portal import audit, i18n
from portal.db import Refusal, db, insert_once, kept
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.actions.words import NoEngine
from portal.taking_part.models import Contribution, ContributionWords, Occasion
from portal.taking_part.rules import MOST_ANONYMOUS_A_DAY, MOST_EACH, State, state_of
from portal.translating import queries as translating


class NotNow(Refusal):
    """It is not open, or not any more."""


class SaidEnough(Refusal):
    """One parent does not fill the list alone."""


class TooManyToday(Refusal):
    """So many came in without a name today that somebody may be filling the list."""


def contribute(
    occasion: Occasion, person: Person, words: str, language: str, *, key: str, is_anonymous: bool, now: datetime
) -> None:
    """Keep what was said; the same form twice is once. Raises NotNow, SaidEnough or TooManyToday.

    Without a name nothing of the person and no time of day is kept anywhere, not even to count.
    """
    if state_of(occasion.times, now) is not State.OPEN:
        raise NotNow
    today = i18n.local_date(now)
    if is_anonymous and queries.count_anonymous_on(occasion, today) >= MOST_ANONYMOUS_A_DAY:
        raise TooManyToday
    if not is_anonymous and queries.count_of(occasion, person) >= MOST_EACH:
        raise SaidEnough
    kept(
        Contribution, occasion_id=occasion.id, person_id=None if is_anonymous else person.id, language=language,
        words=words, given_on=today, key=key, outcome_id=None,
    )  # fmt: skip


def take_back(contribution: Contribution) -> None:
    """It was not said. Only what was said with a name can be taken back: of the rest nobody knows whose it is."""
    db.session.execute(delete(ContributionWords).where(ContributionWords.contribution_id == contribution.id))
    db.session.delete(contribution)


def remove(contribution: Contribution, person: Person, *, now: datetime) -> None:
    """Gone for good: what names somebody, or should not lie here. The log says who did that, never what it said."""
    audit.did(person, "contribution removed", contribution.occasion, now=now)
    take_back(contribution)


def ask_in(language: str, contributions: Iterable[Contribution], *, now: datetime) -> int:
    """Have the engine make what is in another language than this one; returns how many. Raises NoEngine."""
    if not translating.is_on():
        raise NoEngine
    numbers = [each.id for each in contributions if each.language != language]
    for number in numbers:
        row = {"contribution_id": number, "language": language, "due_at": now, "attempts": 0, "reason": ""}
        db.session.execute(insert_once(ContributionWords), [row])
    given_up = (ContributionWords.contribution_id.in_(numbers), ContributionWords.given_up_at.is_not(None))
    again = {"due_at": now, "attempts": 0, "reason": "", "given_up_at": None}
    db.session.execute(update(ContributionWords).where(*given_up).values(**again))
    return len(numbers)
