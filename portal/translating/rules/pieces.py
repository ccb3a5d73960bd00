"""What is kept from the engine: a piece of a text with what it means, and a text in such pieces."""

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from enum import StrEnum

from portal.translating.rules.days import Day

# The words of the school's glossary: for each term as it is written its words by language.
Terms = dict[str, dict[str, str]]


class Kind(StrEnum):
    """What a piece of a text is."""

    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    NAME = "name"
    TERM = "term"
    MARKUP = "markup"


@dataclass(frozen=True)
class Piece:
    """One protected piece: as it was written, and what it means."""

    kind: Kind
    written: str
    day: Day | None = None
    at: time | None = None
    amount: tuple[Decimal, str, bool] | None = None
    words: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Protected:
    """A text as the engine may see it, in parts: words, and the pieces between them."""

    parts: tuple[str | Piece, ...]

    @property
    def pieces(self) -> list[Piece]:
        return [part for part in self.parts if isinstance(part, Piece)]
