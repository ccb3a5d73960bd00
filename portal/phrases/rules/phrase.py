"""A phrase: its key, its group, and its text in English with a place for everything that is filled in."""

import re
from dataclasses import dataclass
from functools import cached_property

# How a day stands in the sentence, if it is one, and what is filled in.
PLACE = re.compile(r"%\((?:(on|by|from|until)_)?(\w+?)\)s")


@dataclass(frozen=True)
class Phrase:
    """A message in English; with `many`, `text` is for one and `many` for more of what is counted.

    The places are named after what is filled in: "%(things)s". A day can stand in a sentence in other ways than by
    itself: "%(on_date)s" is "on Tuesday 8 September", and there are `by_`, `from_` and `until_`.
    """

    key: str
    group: str
    text: str
    many: str = ""

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """What is filled in, in the order of the text."""
        return slots_in(self.text)


def slots_in(text: str) -> tuple[str, ...]:
    """The names of what is filled in, each once, in order; a day however it stands in the sentence."""
    return tuple(dict.fromkeys(place[2] for place in PLACE.finditer(text)))
