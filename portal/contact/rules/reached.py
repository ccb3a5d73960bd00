"""Whether a home is reached, and which step towards it is wise first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.contact.rules.words import REACHED_FOR, Rung, State


@dataclass(frozen=True)
class Adult:
    """A guardian as far as it matters for reaching the home."""

    person_id: int
    name: str
    language: str
    has_email: bool = True
    has_phone: bool = True
    is_bounced: bool = False
    came_in: bool = True
    reads_easily: bool = True
    prefers_call: bool = False
    needs_interpreter: bool = False


def has_acted_by(acted: Iterable[datetime], *, now: datetime) -> bool:
    """Whether one of these moments, at which the home did something, is recent enough to say: reached."""
    return any(now - REACHED_FOR <= at <= now for at in acted)


def state_of(adults: Collection[Adult], *, has_acted: bool) -> State:
    """How far the school got. What somebody did counts more than what is written in the files."""
    if has_acted:
        return State.REACHED
    if not any(adult.has_email or adult.has_phone or adult.is_bounced for adult in adults):
        return State.NO_DATA
    if not any(adult.has_email or adult.has_phone for adult in adults):
        return State.BOUNCED
    return State.SILENT if any(adult.came_in for adult in adults) else State.NEVER_IN


def languages_between(adults: Iterable[Adult], school_language: str) -> list[str]:
    """The languages of a home that may stand between it and the school: the first cause to think of."""
    return sorted({adult.language for adult in adults if adult.language != school_language})


def ladder(adults: Collection[Adult], state: State, taken: Collection[Rung], *, school_language: str) -> list[Rung]:
    """The steps that make sense for a home, the wisest first; what was tried already comes last."""
    steps = [rung for rung in Rung if _makes_sense(rung, adults, state)]
    first = _first(adults, school_language)
    wise = sorted(steps, key=lambda rung: first.index(rung) if rung in first else len(first))
    return sorted(wise, key=lambda rung: rung in taken)


def _makes_sense(rung: Rung, adults: Collection[Adult], state: State) -> bool:
    if rung is Rung.OTHER_GUARDIAN:
        return len(adults) > 1
    return rung is not Rung.OTHER_CHANNEL or state is not State.NO_DATA


def _first(adults: Collection[Adult], school_language: str) -> tuple[Rung, ...]:
    if any(adult.prefers_call or not adult.reads_easily for adult in adults):
        # Who reads little is not sent more to read.
        return (Rung.CALL, Rung.GATE, Rung.INTERPRETER, Rung.HOME_VISIT)
    if languages_between(adults, school_language) or any(adult.needs_interpreter for adult in adults):
        return (Rung.CALL, Rung.INTERPRETER, Rung.LETTER, Rung.GATE)
    return ()
