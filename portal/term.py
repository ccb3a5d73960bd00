"""One kind of data: how long it is kept and why."""

from dataclasses import dataclass
from datetime import timedelta

from portal import i18n


@dataclass(frozen=True)
class Term:
    """One kind of data: what it is, how long it is kept and from when, why, and where that comes from.

    `when` has a place for `span`, and for a second, shorter one: `also`. `tables` are those that it lies in; without
    a span nothing goes by itself. `source` is for the school's own papers, in English only.
    """

    what: str
    tables: tuple[str, ...]
    span: timedelta | None
    when: str
    why: str
    source: str
    also: timedelta | None = None

    @property
    def how_long(self) -> str:
        """The term in words, in the reader's language."""
        spans = {"span": self.span, "also": self.also}
        return str(self.when) % {name: i18n.span(value) for name, value in spans.items() if value}
