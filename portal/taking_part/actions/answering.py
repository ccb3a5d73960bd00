"""From what was said to what the school does: themes, what stands under each, and the answer that all families read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal import audit
from portal.db import Refusal, db
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.actions import telling
from portal.taking_part.actions.places import hold
from portal.taking_part.actions.words import ask_by_itself
from portal.taking_part.models import Contribution, Occasion, Outcome
from portal.taking_part.rules import Decision


class NothingToPublish(Refusal):
    """There is no theme yet, or it was never opened."""


class NotWhole(Refusal):
    """Of these `themes` it is not said yet what was said, or what comes of it."""

    def __init__(self, themes: Sequence[str]):
        super().__init__(themes)
        self.themes = list(themes)


@dataclass(frozen=True)
class Answered:
    """A theme, what was said in the school's own words, what comes of it or why not, by whom, and by when."""

    theme: str
    said: str = ""
    done: str = ""
    who: str = ""
    decision: Decision | None = None
    due_on: date | None = None


def add_theme(occasion: Occasion, theme: str, person: Person) -> Outcome:
    """A theme to put contributions under; what comes of it is written later."""
    words = {"theme": theme, "said": "", "done": "", "who": ""}
    outcome = Outcome(occasion_id=occasion.id, language=person.language, words=words)
    db.session.add(outcome)
    db.session.flush()
    return outcome


def put_under(contribution: Contribution, outcome: Outcome | None) -> None:
    """Under another theme of the same occasion, or under none again. Another occasion's theme changes nothing."""
    if outcome is None or outcome.occasion_id == contribution.occasion_id:
        contribution.outcome_id = outcome.id if outcome else None


def write_outcome(outcome: Outcome, answered: Answered, language: str, person: Person, *, now: datetime) -> None:
    """What was said and what comes of it. Once published it stays whole: raises NotWhole."""
    words = {name: getattr(answered, name) for name in ("theme", "said", "done", "who")}
    is_whole = bool(answered.decision and answered.said and answered.done)
    if outcome.occasion.answered_at and not is_whole:
        raise NotWhole([answered.theme])
    outcome.words, outcome.language = words, language
    outcome.decision, outcome.due_on = answered.decision, answered.due_on
    if outcome.occasion.answered_at:
        audit.did(person, "answer changed", outcome, now=now)
        ask_by_itself(outcome, now=now)


def remove_theme(outcome: Outcome) -> None:
    """The theme goes; what stood under it waits for another. Raises NothingToPublish for the last one families read."""
    occasion = outcome.occasion
    if occasion.answered_at and len(queries.outcomes_of(occasion)) == 1:
        raise NothingToPublish
    db.session.delete(outcome)


def publish(occasion: Occasion, person: Person, *, now: datetime) -> int:
    """Every family it was for reads the answer; who took part with a name is told. Returns how many; twice is once.

    Raises NothingToPublish or NotWhole.
    """
    hold(occasion)
    if occasion.answered_at:
        return 0
    outcomes = queries.outcomes_of(occasion)
    if not outcomes or not occasion.opened_at or occasion.called_off_at:
        raise NothingToPublish
    if lacking := [each.words["theme"] for each in outcomes if not each.is_whole]:
        raise NotWhole(lacking)
    occasion.answered_at = now
    audit.did(person, "answer published", occasion, now=now)
    for each in outcomes:
        ask_by_itself(each, now=now)
    return telling.tell_answered(occasion, now=now)


def withdraw_answer(occasion: Occasion, person: Person, *, now: datetime) -> None:
    """Families read it no more until it is published again."""
    if occasion.answered_at:
        occasion.answered_at = None
        audit.did(person, "answer withdrawn", occasion, now=now)
