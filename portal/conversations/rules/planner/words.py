"""What a planner is given and what it gives back; all times are whole minutes, counted in UTC."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.conversations.rules.wishes import Why

CAN, RATHER = 1, 2


@dataclass(frozen=True)
class Span:
    """A time that is taken already; `team` is with whom, or None when it is with nobody of the round."""

    starts: int
    ends: int
    team: int | None = None


@dataclass(frozen=True)
class Time:
    """A time of a team, in a part of a day of which families say whether they can.

    One that is not free is there for what follows it: a longer talk does not jump over it. `is_kept`: only for some.
    """

    number: int
    team: int
    starts: int
    ends: int
    part: Hashable
    is_free: bool = True
    is_kept: bool = False


@dataclass(frozen=True, eq=False)
class Talk:
    """A conversation to be planned; `language` only when an interpreter comes to school.

    `is_wanted`: the team wants it. `may_have_kept`: it may have times that are kept for some.
    """

    number: int
    team: int
    homes: frozenset[int]
    minutes: int
    language: str = ""
    is_wanted: bool = False
    may_have_kept: bool = False


@dataclass(frozen=True)
class Problem:
    """A round to be planned. `wishes`: household, part, CAN or RATHER; a household that is not in it has not answered.

    `busy`: what households hold already. `taken`: what teams hold. `colleagues`: teams that share a teacher with a
    team. `fixed`: the times of talks that stay where they are.
    """

    times: Sequence[Time]
    talks: Sequence[Talk]
    wishes: Mapping[int, Mapping[Any, int]]
    walking: int = 5
    busy: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    taken: Sequence[Span] = ()
    colleagues: Mapping[int, frozenset[int]] = field(default_factory=dict)
    fixed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def has_answered(self, talk: Talk) -> bool:
        return any(home in self.wishes for home in talk.homes)


@dataclass(frozen=True, eq=False)
class Place:
    """Times in a row that one talk can have, and every time that nobody else of the team can have then."""

    slots: tuple[int, ...]
    starts: int
    ends: int
    level: int
    rivals: frozenset[int]


@dataclass(frozen=True)
class Share:
    """Of `asked` talks whose families answered, how many have a time that suits, and the most that any plan has."""

    asked: int
    met: int
    at_most: int
    rather: int
    rather_at_most: int


@dataclass(frozen=True)
class Plan:
    """The times of each talk by its number, and why the others have none."""

    placed: dict[int, tuple[int, ...]]
    why: dict[int, Why]
    share: Share
