"""Who does a step: never the person concerned, somebody who is there, was not involved, and is not the other part's."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A colleague who could do one step. `rank`: how much it is their work (0 first); `open_steps`: what they have.

    Other part: this colleague gives the first care while this step is of what follows, or the other way round.
    """

    id: int
    rank: int = 0
    is_concerned: bool = False
    has_refused: bool = False
    is_away: bool = False
    is_wished: bool = False
    was_involved: bool = False
    is_other_part: bool = False
    open_steps: int = 0

    @property
    def _hindered(self) -> tuple[bool, ...]:
        return self.is_concerned, self.has_refused, self.is_away

    @property
    def _order(self) -> tuple:
        was_involved = self.was_involved and not self.is_wished
        return (*self._hindered, not self.is_wished, was_involved, self.is_other_part, self.rank, self.open_steps,
                self.id)  # fmt: skip


def choose(candidates: Iterable[Candidate]) -> Candidate | None:
    """Who does it: there is somebody as long as anybody works here."""
    return min(candidates, key=lambda each: each._order, default=None)


def must_change(owner: Candidate | None) -> bool:
    """Whether a step needs somebody else. None: its owner works here no longer."""
    if owner is None:
        return True
    return any(owner._hindered) or (owner.was_involved and not owner.is_wished)


def is_better(other: Candidate, owner: Candidate | None) -> bool:
    """Whether another one is worth a change: only for a reason, or a step would go from hand to hand."""
    if owner is None:
        return True
    mine = (*owner._hindered, owner.was_involved and not owner.is_wished)
    theirs = (*other._hindered, other.was_involved and not other.is_wished)
    return other.id != owner.id and theirs < mine
