"""Which household each guardian of a file belongs to: never two households of a child in one."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from portal.rosters.rules.deeds import Row, ref
from portal.rosters.rules.roster import RosterGuardian


class Homes:
    """Guardians by key, together where the file marks them so, and apart where it does.

    A, B: a mark of one child. Together holds from child to child (siblings share a home), unless that would bring
    two together whom the file puts apart for some child; those are in `contradictions`. Without a mark nobody is
    put together: what one household writes is never shown to another, so a guess must not open the door.
    """

    def __init__(self, people: list[RosterGuardian]):
        self.home = {guardian.key: {guardian.key} for guardian in people}
        self.apart: set[frozenset[str]] = set()
        self.contradictions: list[str] = []
        marked = _marked(people)
        for homes in marked.values():
            for one, other in combinations(homes.values(), 2):
                self.apart |= {frozenset((first, second)) for first in one for second in other if first != second}
        for homes in marked.values():
            for keys in homes.values():
                for key in keys[1:]:
                    self._put_together(keys[0], key)

    def _put_together(self, one: str, other: str) -> None:
        if self.home[one] is self.home[other]:
            return
        if self.are_apart(self.home[one], self.home[other]):
            self.contradictions.append(other)
            return
        together = self.home[one] | self.home[other]
        self.home |= dict.fromkeys(together, together)

    def are_apart(self, some: Iterable[str], others: Iterable[str]) -> bool:
        others = list(others)
        return any(frozenset((one, other)) in self.apart for one in some for other in others)


def rows_of_homes(people: list[RosterGuardian], now_in: dict[str, int]) -> tuple[dict[str, Row], list[str]]:
    """The household of each guardian by key, and whose marks contradict each other.

    `now_in`: where who is known lives now. They stay there, except that of two whom the file puts apart in one
    household the second moves to a new one. Who is new comes to those they are together with.
    """
    homes = Homes(people)
    found: dict[str, Row] = {}
    living: dict[int, list[str]] = {}
    for members in _each_once(homes, people):
        kept = [key for key in members if key in now_in and not homes.are_apart([key], living.get(now_in[key], []))]
        for key in kept:
            found[key] = now_in[key]
            living.setdefault(now_in[key], []).append(key)
        # Who moves, moves to a household that is new, with who moves from the same one: two never become one.
        moved: dict[int | None, Row] = {}
        for key in members:
            if key in kept:
                continue
            welcome = [] if key in now_in else _welcome(homes, key, [now_in[other] for other in kept], living)
            if welcome:
                found[key] = welcome[0]
                living[welcome[0]].append(key)
            else:
                found[key] = moved.setdefault(now_in.get(key), ref("household", key))
    return found, homes.contradictions


def _welcome(homes: Homes, key: str, households: list[int], living: dict[int, list[str]]) -> list[int]:
    """Of these households those in which nobody lives who is apart from somebody new."""
    return [number for number in households if not homes.are_apart([key], living[number])]


def _each_once(homes: Homes, people: list[RosterGuardian]) -> Iterator[list[str]]:
    """The members of each home in the order of the file."""
    order = {guardian.key: number for number, guardian in enumerate(people)}
    seen: set[str] = set()
    for guardian in people:
        if guardian.key not in seen:
            members = sorted(homes.home[guardian.key], key=order.__getitem__)
            seen.update(members)
            yield members


def _marked(people: list[RosterGuardian]) -> dict[str, dict[str, list[str]]]:
    """By pupil, then by mark: the guardians."""
    found: dict[str, dict[str, list[str]]] = {}
    for guardian in people:
        for tie in guardian.ties:
            if tie.household:
                found.setdefault(tie.pupil_key, {}).setdefault(tie.household, []).append(guardian.key)
    return found
