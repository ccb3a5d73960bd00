"""Where things stand in the pictures that the portal draws: pure geometry, in units of a picture 300 wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 300.0


@dataclass(frozen=True)
class Span:
    """A stretch of the picture: where it begins, seen from the left, and how wide it is."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Ruler:
    """Lays days side by side, the first where reading begins: at the right when it is mirrored."""

    first: date
    last: date
    is_mirrored: bool = False

    def of(self, day: date) -> float:
        """The middle of a day; one outside stands at the edge."""
        return self.between(day, day).middle

    def between(self, first: date, last: date) -> Span:
        """From the first day to the last, both whole; only what lies within the picture."""
        first, last = self._within(first), self._within(last)
        whole = (self.last - self.first).days + 1
        x = WIDTH * (first - self.first).days / whole
        return _placed(x, WIDTH * ((last - first).days + 1) / whole, is_mirrored=self.is_mirrored)

    def months(self) -> list[tuple[date, Span]]:
        """The months, each by the first of its days that is in the picture."""
        found, day = [], self.first
        while day <= self.last:
            follows = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            found.append((day, self.between(day, follows - timedelta(days=1))))
            day = follows
        return found

    def _within(self, day: date) -> date:
        return min(max(day, self.first), self.last)


def parts_of(numbers: Sequence[int], *, is_mirrored: bool = False) -> list[Span]:
    """Numbers as parts of one bar over the whole width, in their order; of nothing at all each is without width."""
    whole, x, found = sum(numbers), 0.0, []
    for number in numbers:
        width = WIDTH * number / whole if whole else 0.0
        found.append(_placed(x, width, is_mirrored=is_mirrored))
        x += width
    return found


def _placed(x: float, width: float, *, is_mirrored: bool) -> Span:
    return Span(round(WIDTH - x - width if is_mirrored else x, 1), round(width, 1))
