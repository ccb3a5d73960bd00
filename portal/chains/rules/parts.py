"""A chain as plain data: its steps, who is told in each, and when it is the chain of its place."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

SHORTEST_WAIT, LONGEST_WAIT = 10, 600
MOST_STEPS = 9
MOST_NEEDED = 9


class Part(StrEnum):
    """What exactly a responder does; the words are on the responder's page."""

    STAND_BESIDE = "stand_beside"
    TAKE_CHILDREN_AWAY = "take_children_away"
    WATCH_DOOR = "watch_door"
    LEAD = "lead"


class WhoKind(StrEnum):
    """A person, whoever has a duty at that moment, or everybody of a group."""

    PERSON = "person"
    DUTY = "duty"
    GROUP = "group"


@dataclass(frozen=True)
class Who:
    """One line of a step: the number of a person, a duty or a group, and their part."""

    kind: WhoKind
    number: int
    part: Part = Part.LEAD


@dataclass(frozen=True)
class PlannedStep:
    """Who is told, how many must come, and how many seconds later the next step is told."""

    position: int
    wait_seconds: int
    needed: int
    who: tuple[Who, ...]


@dataclass(frozen=True)
class Hours:
    """On these weekdays (0 is Monday) between these times of the school's clock; without times: always."""

    weekdays: frozenset[int] = frozenset(range(7))
    starts: time | None = None
    ends: time | None = None

    def covers(self, at: datetime) -> bool:
        """Whether this moment on the school's clock is among them."""
        if self.starts is None or self.ends is None:
            return True
        return at.weekday() in self.weekdays and self.starts <= at.time() < self.ends

    def overlaps(self, other: "Hours") -> bool:
        """Whether some moment is in both; two that are for always do."""
        if None in (self.starts, self.ends, other.starts, other.ends):
            return self.starts is other.starts is None
        is_same_time = self.starts < other.ends and other.starts < self.ends  # type: ignore[operator]
        return is_same_time and bool(self.weekdays & other.weekdays)


@dataclass(frozen=True)
class Plan:
    """A whole chain. `but_not` are the hours at which another chain of the place goes before this one."""

    steps: tuple[PlannedStep, ...]
    hours: Hours = Hours()
    but_not: tuple[Hours, ...] = ()

    def is_asked(self, at: datetime) -> bool:
        """Whether a call at this moment, on the school's clock, follows this chain."""
        return self.hours.covers(at) and not any(hours.covers(at) for hours in self.but_not)
