"""When a call climbs, and who is enough; pure decisions on plain data."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.help_calls.rules.words import Answer, Part, State

# Moments are compared without the sign of their distance: a clock that is set back puts them ahead.

# Somebody who said "I'm coming" and is not there by then may be needed elsewhere, or need help too.
COMING_LASTS = timedelta(seconds=120)
# With somebody there the chain rests, but it never forgets a call that nobody ended.
THERE_LASTS = timedelta(minutes=10)
NUMBERS_AFTER = timedelta(seconds=45)
# A second press this soon is the same frightened finger, not a call for more people.
SAME_PRESS = timedelta(seconds=10)
# Machines that work together never agree on the time to the second.
CLOCKS_DIFFER = timedelta(seconds=10)
CANCEL_WITHIN = timedelta(seconds=10)
# Who took the chance in time still has to find a name and type a PIN.
SIGNING_TAKES = timedelta(seconds=50)


@dataclass(frozen=True)
class Told:
    """One responder of a call as the rules see them; `who` is the same for one person in several steps."""

    who: int
    position: int
    is_reachable: bool
    answer: Answer | None
    needed: int = 1
    is_there: bool = False

    @property
    def helps(self) -> bool:
        return self.is_there or self.answer is Answer.COMING


def is_enough(told: Sequence[Told], position: int) -> bool:
    """Whether as many come or are there as the step asks for."""
    return len({t.who for t in told if t.helps}) >= _needed(told, position)


def are_enough_there(told: Sequence[Told], position: int) -> bool:
    """Whether as many are there as the step asks for, without those who are on their way."""
    return len({t.who for t in told if t.is_there}) >= _needed(told, position)


def _needed(told: Sequence[Told], position: int) -> int:
    """How many the step asks for; never more than it can reach."""
    step = [t for t in told if t.position == position]
    return min(max((t.needed for t in step), default=1), max(len({t.who for t in step if t.is_reachable}), 1))


def next_position(told: Sequence[Told], current: int) -> tuple[int, bool]:
    """The next step with somebody to tell, and whether the chain starts again from the top to reach it.

    A step in which nobody can be reached, or everybody answered, is passed over. After the last step the chain
    starts again, also with those who said no: until a person acts. Position 0 means: there is nobody at all.
    """
    willing = [t.position for t in told if t.is_reachable and t.answer is None and not t.is_there]
    later = [position for position in willing if position > current]
    if later:
        return min(later), False
    idle = [t.position for t in told if t.is_reachable and not t.helps]
    anybody = [t.position for t in told if t.is_reachable]
    return min(idle or anybody, default=0), True


def is_answered_by_all(told: Sequence[Told], position: int) -> bool:
    """Whether everybody who was told in this step answered: then waiting brings no more of them."""
    asked = [t for t in told if t.position == position and t.is_reachable]
    return bool(asked) and all(t.answer is not None or t.is_there for t in asked)


def part_for(wanted: Part, taken: Collection[Part]) -> Part:
    """The part that somebody who comes is given: the wanted one, or the first that nobody has; all taken: their own."""
    free = [part for part in Part if part not in taken]
    return wanted if wanted not in taken or not free else free[0]


def has_expired(*, answered_at: datetime | None, now: datetime) -> bool:
    """Whether somebody who said to come should have been there by now."""
    return answered_at is not None and abs(now - answered_at) >= COMING_LASTS


def is_same_press(*, last: datetime, now: datetime) -> bool:
    """Whether a press is the same frightened finger as the last one."""
    return abs(now - last) <= SAME_PRESS


def can_be_cancelled(*, raised_at: datetime, now: datetime) -> bool:
    """Whether "it was a mistake" still is one press: afterwards a call is ended with its questions answered."""
    return abs(now - raised_at) <= CANCEL_WITHIN + SIGNING_TAKES


def shows_numbers(*, state: State, raised_at: datetime, now: datetime) -> bool:
    """Whether the kiosk shows phone numbers: nobody reached, or nobody coming after a while."""
    waits_long = state is State.RAISED and now - raised_at >= NUMBERS_AFTER
    return state is State.UNANSWERED or waits_long
