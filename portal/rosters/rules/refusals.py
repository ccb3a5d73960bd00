"""Why a file, or one line of it, is refused, and where: never with anything that stands in the file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where in a file something stands. All of it is our own words and numbers: never what stands there."""

    file: str = ""
    line: int = 0
    column: str = ""
    element: str = ""


class RosterRefused(Exception):
    """The file cannot be used. `reason` is a word of queries/words.py, which says it in the reader's language.

    `values` complete its sentence; they are names and limits of ours, so that nothing personal is said.
    """

    def __init__(self, reason: str, place: Place | None = None, **values: str | int):
        super().__init__(reason)
        self.reason, self.place, self.values = reason, place or Place(), values


MOST_NOTICES = 2_000


@dataclass(frozen=True)
class Notice:
    """One line, or part of one, that was left out; `name` is whom it is about, for the office's eyes only."""

    reason: str
    place: Place
    name: str = ""


class Notices(list[Notice]):
    """What was left out of one file; a file of which nearly nothing is understood is refused as a whole."""

    def append(self, notice: Notice) -> None:
        if len(self) >= MOST_NOTICES:
            raise RosterRefused("too-many-faults", notice.place, most=MOST_NOTICES)
        super().append(notice)
