"""The most wishes that any plan can meet: the largest matching of talks and times, for each team by itself."""

from collections.abc import Mapping, Sequence

from portal.conversations.rules.planner.words import Place, Talk


def at_most(options: Mapping[Talk, Sequence[Place]], *, level: int) -> int:
    """How many talks could have a place of this level at once, if families, languages and lengths were no matter.

    Each talk in a plan holds the first time of its place, and no two hold the same: so a plan is a matching, and none
    is larger than this one (augmenting paths; Berge 1957).
    """
    wanted = {
        talk: dict.fromkeys(place.slots[0] for place in places if place.level >= level)
        for talk, places in options.items()
    }
    holder: dict[int, Talk] = {}
    return sum(_augment(talk, wanted, holder, set()) for talk in wanted)


def _augment(talk: Talk, wanted: Mapping[Talk, Mapping[int, None]], holder: dict[int, Talk], tried: set[int]) -> bool:
    for slot in wanted[talk]:
        if slot not in holder:
            holder[slot] = talk
            return True
    for slot in wanted[talk]:
        if slot in tried:
            continue
        tried.add(slot)
        if _augment(holder[slot], wanted, holder, tried):
            holder[slot] = talk
            return True
    return False
