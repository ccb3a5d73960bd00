"""How long the norm may be, when it may be published, and in which language it is said; pure decisions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

# A line is read at the front desk in passing; a norm of more lines is remembered by nobody.
LONGEST = 160
MOST_LINES = 12
# So many of its lines stand on the kiosk and in the confirmation of a conversation.
FIRST_LINES = 3
# How long it is known who read a norm after a newer one took its place.
READINGS_KEPT = timedelta(days=30)


class Side(StrEnum):
    """Who gives: what families may expect of the school, or what the school asks of families."""

    SCHOOL = "school"
    FAMILIES = "families"


@dataclass(frozen=True)
class Words:
    """A line as somebody writes it: whose side, and its text in each language in which it was written."""

    side: Side
    texts: Mapping[str, str]


def lacking(texts: Iterable[Collection[str]], languages: Sequence[str]) -> list[str]:
    """Of the languages those in which a line has no text, in their order."""
    written = [set(each) for each in texts]
    return [code for code in languages if any(code not in each for each in written)]


def spoken(wanted: Iterable[str], texts: Mapping[str, str]) -> str | None:
    """The first wanted language that there is a text in, or else the first there is; None when there is no text."""
    return next((code for code in wanted if code in texts), next(iter(sorted(texts)), None))


def complete_in(wanted: Iterable[str], lines: Sequence[Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """The lines in each wanted language, once, that all of them have a text in: ("nl", ["…", "…"])."""
    if not lines:
        return []
    codes = [code for code in dict.fromkeys(wanted) if all(code in each for each in lines)]
    return [(code, [each[code] for each in lines]) for code in codes]
