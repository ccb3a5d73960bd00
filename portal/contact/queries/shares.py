"""What the school leader sees: shares of the whole school, of no class, no teacher and no family."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from portal import i18n
from portal.contact.queries.board import Cell, cells_of
from portal.contact.queries.homes import homes_of_classes
from portal.school import queries as school

# Below so many homes a share would tell of somebody.
FEWEST = 10


@dataclass(frozen=True)
class Share:
    """How many of the homes, of how many."""

    name: str
    number: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.of) if self.of else 0


ASKED: tuple[tuple[str, Callable[[Cell], bool]], ...] = (
    ("good_news", lambda cell: cell.good_at is not None),
    ("in_touch", lambda cell: cell.last_at is not None),
    ("reached", lambda cell: cell.is_reached),
)


def shares_of_school(*, now: datetime) -> list[Share]:
    """The shares of this school year; [] while there are too few homes to be nobody in particular."""
    year = school.current_year()
    homes = homes_of_classes([each.id for each in school.current_classes()])
    if year is None or len(homes) < FEWEST:
        return []
    cells = cells_of(homes, since=i18n.at_school(year.starts_on), now=now)
    return [Share(name, sum(is_so(cell) for cell in cells), len(cells)) for name, is_so in ASKED]
