"""Every place a talk can have, as if it were alone; and why there is none."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from portal.conversations.rules.lengths import PAUSE as LONGEST_PAUSE
from portal.conversations.rules.planner.words import CAN, Place, Problem, Span, Talk, Time
from portal.conversations.rules.wishes import Why

# Two times with a pause of at most so many minutes between them are one after the other.
PAUSE = int(LONGEST_PAUSE.total_seconds()) // 60


class Places:
    """The times of each team in order, and what follows from them for each talk."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self._of_team: dict[int, list[Time]] = defaultdict(list)
        for time in sorted(problem.times, key=lambda time: (time.starts, time.number)):
            self._of_team[time.team].append(time)
        self._free = {
            t.number for t in problem.times if t.is_free and not any(self._meets(t, s) for s in problem.taken)
        }
        self._rivals = {time.number: self._rivals_of(time) for times in self._of_team.values() for time in times}

    def of(self, talk: Talk) -> list[Place]:
        """In the order of the day; a talk that is locked has only its own."""
        fixed = self.problem.fixed.get(talk.number)
        if fixed is not None:
            row = sorted((t for t in self.problem.times if t.number in fixed), key=lambda t: (t.starts, t.number))
            return [self._place(row, self._level(talk, row[0]) or CAN)]
        rows = ((row, self._level(talk, row[0])) for row in self._long_enough(talk))
        return [self._place(row, level) for row, level in rows if level and not self._family_is_busy(talk, row)]

    def why_none(self, talk: Talk) -> Why | None:
        """Why a talk has no place at all; None when it has one that others took."""
        times = [time for time in self._of_team[talk.team] if self._is_for(talk, time)]
        if not times:
            return Why.NO_TIMES
        if not any(self._level(talk, time) for time in times):
            return Why.NEVER_THEN
        rows = [row for row in self._long_enough(talk) if self._level(talk, row[0])]
        if not rows:
            return Why.TOO_LONG
        return Why.FAMILY_BUSY if all(self._family_is_busy(talk, row) for row in rows) else None

    def _place(self, row: Sequence[Time], level: int) -> Place:
        slots = tuple(time.number for time in row)
        rivals = frozenset().union(
            *(self._rivals.get(slot) or self._rivals_of(t) for slot, t in zip(slots, row, strict=True))
        )
        return Place(slots, row[0].starts, row[-1].ends, level, rivals)

    def _long_enough(self, talk: Talk) -> Iterator[list[Time]]:
        """From each time, the fewest in a row that last long enough, if this talk may have every one of them."""
        times = self._of_team[talk.team]
        for n in range(len(times)):
            row = times[n : n + 1]
            for following in times[n + 1 :]:
                is_enough = row[-1].ends - row[0].starts >= talk.minutes
                if is_enough or not 0 <= following.starts - row[-1].ends <= PAUSE:
                    break
                row.append(following)
            if row[-1].ends - row[0].starts >= talk.minutes and all(self._is_for(talk, time) for time in row):
                yield row

    def _is_for(self, talk: Talk, time: Time) -> bool:
        return time.number in self._free and (talk.may_have_kept or not time.is_kept)

    def _level(self, talk: Talk, time: Time) -> int:
        """What the homes that answered say of this time, the least of it; a home that did not answer says it can."""
        said = (self.problem.wishes[home] for home in talk.homes if home in self.problem.wishes)
        return min((wishes.get(time.part, 0) for wishes in said), default=CAN)

    def _family_is_busy(self, talk: Talk, row: Sequence[Time]) -> bool:
        spans = (span for home in talk.homes for span in self.problem.busy.get(home, ()))
        return any(self._too_close(row[0].starts, row[-1].ends, talk.team, span) for span in spans)

    def _too_close(self, starts: int, ends: int, team: int, span: Span) -> bool:
        gap = 0 if span.team == team else self.problem.walking
        return starts < span.ends + gap and span.starts < ends + gap

    def _meets(self, time: Time, span: Span) -> bool:
        return self._share_a_teacher(time.team, span.team) and time.starts < span.ends and span.starts < time.ends

    def _share_a_teacher(self, team: int, other: int | None) -> bool:
        return team == other or other in self.problem.colleagues.get(team, ())

    def _rivals_of(self, time: Time) -> frozenset[int]:
        teams = {time.team, *self.problem.colleagues.get(time.team, ())}
        others = (other for team in teams for other in self._of_team.get(team, ()))
        meeting = (o.number for o in others if o.starts < time.ends and time.starts < o.ends)
        return frozenset({time.number, *meeting})
