"""The plan while it is being made: who has which place, what it costs, and how to take back what was tried."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from portal.conversations.rules.planner.places import Places
from portal.conversations.rules.planner.words import RATHER, Place, Problem, Talk

# What a plan costs. A minute that siblings wait counts 1; all else is worth so many minutes.
NOT_RATHER, SIBLINGS_APART, OTHER_DAY, INTERPRETER_ALONE, ANOTHER_INTERPRETER = 10, 200, 400, 60, 60
# Close together: at most so many minutes more than the way between the rooms takes.
CLOSE = 15
SAME_DAY = 6 * 60


class Board:
    def __init__(self, problem: Problem):
        self.problem, self.walking = problem, problem.walking
        self.places = Places(problem)
        self.options = {talk: self.places.of(talk) for talk in problem.talks}
        self.has_rather = {talk for talk, found in self.options.items() if any(p.level == RATHER for p in found)}
        self.placed: dict[Talk, Place] = {}
        self.holder: dict[int, Talk] = {}
        self.of_home: dict[int, list[Talk]] = defaultdict(list)
        self.of_language: dict[str, list[Talk]] = defaultdict(list)
        for talk in problem.talks:
            self.of_language[talk.language].append(talk)
            for home in talk.homes:
                self.of_home[home].append(talk)
        self.families = {
            home for home, talks in self.of_home.items() if len(talks) + len(problem.busy.get(home, ())) > 1
        }
        self._done: list[tuple[Talk, Place | None]] = []

    def is_fixed(self, talk: Talk) -> bool:
        return talk.number in self.problem.fixed

    def has_siblings(self, talk: Talk) -> bool:
        return not self.families.isdisjoint(talk.homes)

    def put(self, talk: Talk, place: Place | None) -> None:
        """Give a talk a place that is free, or none."""
        old = self.placed.pop(talk, None)
        self._done.append((talk, old))
        if old:
            for slot in old.slots:
                del self.holder[slot]
        if place:
            self.placed[talk] = place
            for slot in place.slots:
                self.holder[slot] = talk

    def mark(self) -> int:
        return len(self._done)

    def since(self, mark: int) -> set[Talk]:
        """The talks that were given another place since then."""
        return {talk for talk, _old in self._done[mark:]}

    def undo(self, mark: int) -> list[tuple[Talk, Place | None]]:
        """Take back all since then; given back is what was so, to do it again with `redo`."""
        was = [(talk, self.placed.get(talk)) for talk in self.since(mark)]
        undone = self._done[mark:]
        for talk in {talk for talk, _old in undone}:
            self.put(talk, None)
        for talk, old in {talk: old for talk, old in reversed(undone)}.items():
            if old:
                self.put(talk, old)
        del self._done[mark:]
        return was

    def redo(self, was: Iterable[tuple[Talk, Place | None]]) -> None:
        was = list(was)
        for talk, _place in was:
            self.put(talk, None)
        for talk, place in was:
            if place:
                self.put(talk, place)

    def holders(self, talk: Talk, place: Place) -> set[Talk]:
        """Who has to move before this talk can have this place."""
        holder = self.holder
        return {holder[slot] for slot in place.rivals if slot in holder} - {talk}

    def suits_family(self, talk: Talk, place: Place) -> bool:
        """Whether every home of the talk has the time for it, and for the way between two teams."""
        for home in talk.homes:
            for other in self.of_home[home]:
                theirs = self.placed.get(other)
                if theirs is None or other is talk:
                    continue
                gap = 0 if other.team == talk.team else self.walking
                if place.starts < theirs.ends + gap and theirs.starts < place.ends + gap:
                    return False
        return True

    def cost_if(self, talks: Sequence[Talk], places: Sequence[Place]) -> int:
        """What these talks would cost at these places, whoever holds them now."""
        before = {talk: self.placed.get(talk) for talk in talks}
        self.placed.update(zip(talks, places, strict=True))
        cost = self.cost(talks)
        for talk, place in before.items():
            if place is None:
                del self.placed[talk]
            else:
                self.placed[talk] = place
        return cost

    def cost(self, talks: Iterable[Talk]) -> int:
        """What these talks cost, with their families and their interpreters."""
        homes: set[int] = set()
        languages: set[str] = set()
        total = 0
        for talk in talks:
            homes |= talk.homes
            languages.add(talk.language)
            place = self.placed.get(talk)
            if place and place.level < RATHER and talk in self.has_rather:
                total += NOT_RATHER
        total += sum(self._cost_of_family(home) for home in homes & self.families)
        return total + sum(self._cost_of_language(language) for language in languages if language)

    def _cost_of_family(self, home: int) -> int:
        held = [(p.starts, p.ends, talk.team) for talk in self.of_home[home] if (p := self.placed.get(talk))]
        held += [(span.starts, span.ends, span.team) for span in self.problem.busy.get(home, ())]
        held.sort(key=lambda each: each[:2])
        total = 0
        for (_start, ended, team), (starts, _end, next_team) in zip(held, held[1:], strict=False):
            wait = starts - ended - (0 if team == next_team else self.walking)
            total += OTHER_DAY if wait > SAME_DAY else SIBLINGS_APART + wait // 4 if wait > CLOSE else wait
        return total

    def _cost_of_language(self, language: str) -> int:
        """One interpreter goes from talk to talk; who has no other talk close by comes for this one alone."""
        held = sorted(
            (p.starts, p.ends, talk.team) for talk in self.of_language[language] if (p := self.placed.get(talk))
        )
        waits = []
        for (_start, ended, team), (starts, _end, next_team) in zip(held, held[1:], strict=False):
            waits.append(starts - ended - (0 if team == next_team else self.walking))
        close = [0 <= wait <= CLOSE for wait in waits]
        alone = sum(not before and not after for before, after in zip([False, *close], [*close, False], strict=True))
        at_once = sum(wait < 0 for wait in waits)
        return (INTERPRETER_ALONE * alone if len(held) > 1 else 0) + ANOTHER_INTERPRETER * at_once
