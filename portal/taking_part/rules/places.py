"""Who gets a place: numbers from one up, each taken once, and the waiting list in its order."""

from collections.abc import Collection, Iterable


def free_numbers(places: int, taken: Collection[int], wanted: int) -> list[int] | None:
    """The lowest free numbers for so many people, or None when there are too few.

    Always the lowest: of two who ask at once both want the same one, and the unique constraint lets one have it.
    More can be taken than there are places, when there were more before.
    """
    if places - len(taken) < wanted:
        return None
    return [number for number in range(1, places + 1) if number not in taken][:wanted]


def who_goes_on(free: int, waiting: Iterable[tuple[int, int]]) -> int | None:
    """Of (number, people) in order, the first who all fit; None when nobody does."""
    return next((number for number, people in waiting if people <= free), None)
