"""Numbers that are too small to be shown to everybody, and which others go with them so that nobody works them out."""

from collections.abc import Sequence

# Below this a number may point at somebody (the usual limit for small cells in statistics about people).
FEWEST = 5


def hidden(numbers: Sequence[int]) -> frozenset[int]:
    """The places of the numbers that are not shown, when their sum is.

    Nobody can work one of them out, not even who knows this rule: for each there is another table with the same sum,
    the same numbers shown and the same hidden, in which it is different. Either only small numbers are hidden and their
    sum leaves a choice; or a large one, with all that are as large, is hidden among them and any two can change places.
    """
    small = {place for place, number in enumerate(numbers) if number < FEWEST}
    if not small:
        return frozenset()
    rest = sum(numbers[place] for place in small)
    if len(small) > 1 and 0 < rest < (FEWEST - 1) * len(small):
        return frozenset(small)
    shown = [number for number in numbers if number >= FEWEST]
    least = min(shown, default=0)
    return frozenset(small | {place for place, number in enumerate(numbers) if number == least})
