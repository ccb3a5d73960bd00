"""Small numbers are hidden, and nobody works one out: not from the sum, and not who knows the rule."""

from collections import defaultdict
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.yearly.rules import FEWEST, hidden


def told(numbers) -> tuple:
    """All that a reader learns: the sum, and each number that is shown."""
    gone = hidden(numbers)
    return sum(numbers), tuple(None if place in gone else number for place, number in enumerate(numbers))


def tables(lines: int, total: int):
    if lines == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in tables(lines - 1, total - first))


@lru_cache
def could_be(lines: int, total: int) -> dict[tuple, list[set[int]]]:
    """For everything that can be told of so many lines with this sum: the values that each line can have."""
    found: dict[tuple, list[set[int]]] = defaultdict(lambda: [set() for _line in range(lines)])
    for numbers in tables(lines, total):
        for values, number in zip(found[told(numbers)], numbers, strict=True):
            values.add(number)
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4).filter(lambda numbers: FEWEST <= sum(numbers) <= 24))
def test_a_hidden_number_cannot_be_worked_out(numbers):
    """Against every other table with the same sum, with the rule itself known to whoever tries."""
    what = told(numbers)
    possible = could_be(len(numbers), sum(numbers))[what]
    for shown, values in zip(what[1], possible, strict=True):
        assert shown is not None or len(values) > 1, (numbers, what, possible)


@given(st.lists(st.integers(0, 300), max_size=40))
def test_no_small_number_is_shown_and_what_is_shown_is_true(numbers):
    _total, shown = told(numbers)
    assert all(
        number is None or (number >= FEWEST and number == true) for number, true in zip(shown, numbers, strict=True)
    )
    assert all(number is not None for number in shown) or min(numbers) < FEWEST
    assert sum(number is None for number in shown) != 1 or len(numbers) == 1


@pytest.mark.parametrize("numbers, gone", [
    ([20, 9, 7], set()), ([20, 9, 3, 2], {2, 3}), ([20, 9, 3], {1, 2}), ([9, 9, 3], {0, 1, 2}), ([8, 0, 0], {0, 1, 2}),
    ([12, 4, 4, 30], {0, 1, 2}), ([], set()),
])  # fmt: skip
def test_what_is_hidden(numbers, gone):
    assert hidden(numbers) == gone
