"""The planner: it never breaks a hard rule, meets what can be met, and says why it could not do the rest."""

import random
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.conversations.rules.planner import Plan, Problem, Span, Talk, Time, plan
from portal.conversations.rules.planner.words import CAN, RATHER
from portal.conversations.rules.wishes import Why
from tests.bench.planner import a_school, interpreters_close, siblings_close

PARTS = ("early", "late")


def made(problem: Problem) -> Plan:
    pieces = plan(problem)
    while True:
        try:
            done, total = next(pieces)
            assert 0 <= done <= total
        except StopIteration as end:
            return end.value


def times_of(team: int, number: int, *, first: int = 900, minutes: int = 15, gap: int = 0, at: int = 0) -> list[Time]:
    """So many times of a team in a row; the first half is early."""
    starts = [first + n * (minutes + gap) for n in range(number)]
    return [
        Time(at + n, team, start, start + minutes, PARTS[n >= number / 2]) for n, start in enumerate(starts)
    ]  # fmt: skip


def talk(number: int, team: int = 1, home: int | None = None, *, minutes: int = 15, language: str = "") -> Talk:
    return Talk(number, team, frozenset([number if home is None else home]), minutes, language)


@st.composite
def problems(draw) -> Problem:
    """Small rounds of every odd kind: few times, long talks, two homes, locked, booked and shared teachers."""
    teams = draw(st.integers(1, 3))
    times: list[Time] = []
    for team in range(teams):
        for _n in range(draw(st.integers(0, 7))):
            start = 900 + 5 * draw(st.integers(0, 30)) + 1440 * draw(st.integers(0, 1))
            length = draw(st.sampled_from((10, 15, 20)))
            times.append(Time(len(times), team, start, start + length, draw(st.sampled_from(PARTS))))
    homes = st.frozensets(st.integers(0, 4), min_size=1, max_size=2)
    talks = [
        Talk(n, draw(st.integers(0, teams - 1)), draw(homes), draw(st.sampled_from((10, 15, 30))),
             draw(st.sampled_from(("", "", "ar"))))
        for n in range(draw(st.integers(0, 9)))
    ]  # fmt: skip
    said = st.dictionaries(st.sampled_from(PARTS), st.sampled_from((CAN, RATHER)), min_size=1)
    wishes = draw(st.dictionaries(st.integers(0, 4), said))
    spans = st.builds(lambda at, team: Span(at, at + 15, team), st.integers(880, 1060), st.integers(0, 2))
    colleagues = {0: frozenset([1]), 1: frozenset([0])} if teams > 1 and draw(st.booleans()) else {}
    busy, taken = (
        draw(st.dictionaries(st.integers(0, 4), st.lists(spans, max_size=1))),
        draw(st.lists(spans, max_size=2)),
    )
    return Problem(times, talks, wishes, draw(st.sampled_from((0, 5))), busy, taken, colleagues)


@settings(max_examples=80, deadline=None)
@given(problems())
def test_no_plan_breaks_a_hard_rule(problem):
    result = made(problem)
    assert faults(problem, result) == []
    assert set(result.placed) | set(result.why) == {t.number for t in problem.talks}
    share = result.share
    assert share.rather <= share.met <= share.at_most <= share.asked and share.rather <= share.rather_at_most


@settings(max_examples=30, deadline=None)
@given(problems(), st.data())
def test_what_is_locked_stays_when_the_rest_is_planned_again(problem, data):
    first = made(problem)
    numbers = sorted(first.placed)
    kept = {n: first.placed[n] for n in numbers if data.draw(st.booleans())}
    again = Problem(**{**vars(problem), "fixed": kept})
    result = made(again)
    assert faults(again, result) == [] and {n: result.placed[n] for n in kept} == kept


Held = list[tuple[Talk, list[Time]]]


def faults(problem: Problem, result: Plan) -> list[str]:
    """Every hard rule, looked at anew and in the plainest way."""
    times, talks = {t.number: t for t in problem.times}, {t.number: t for t in problem.talks}
    held = [(talks[n], [times[slot] for slot in slots]) for n, slots in result.placed.items()]
    return _in_itself(problem, held) + _of_families(problem, held) + _of_teachers(problem, held)


def _in_itself(problem: Problem, held: Held) -> list[str]:
    found = []
    for t, row in held:
        pauses = [b.starts - a.ends for a, b in zip(row, row[1:], strict=False)]
        said = [problem.wishes[home] for home in t.homes if home in problem.wishes]
        found += [f"{t.number} is too short"] * (row[-1].ends - row[0].starts < t.minutes)
        found += [f"{t.number} is with another team"] * any(time.team != t.team for time in row)
        found += [f"{t.number} is broken up"] * any(not 0 <= pause <= 15 for pause in pauses)
        found += [f"{t.number} is when a family cannot"] * any(row[0].part not in wishes for wishes in said)
    return found


def _of_families(problem: Problem, held: Held) -> list[str]:
    """Of each home all that it has: two by two, with the way between two teams."""
    found = []
    for home in {home for t, _row in held for home in t.homes}:
        planned = [Span(row[0].starts, row[-1].ends, t.team) for t, row in held if home in t.homes]
        pairs = [*combinations(planned, 2), *product(planned, problem.busy.get(home, ()))]
        for one, other in pairs:
            gap = 0 if one.team == other.team else problem.walking
            found += [f"{home}: {one}, {other}"] * (one.starts < other.ends + gap and other.starts < one.ends + gap)
    return found


def _of_teachers(problem: Problem, held: Held) -> list[str]:
    found = [f"{time} is taken" for _t, row in held for time in row for s in problem.taken if _meets(problem, time, s)]
    for (_one, row), (_other, other_row) in combinations(held, 2):
        for time, other in product(row, other_row):
            found += [f"{time}, {other}"] * _meets(problem, time, Span(other.starts, other.ends, other.team))
    return found


def _meets(problem: Problem, time: Time, span: Span) -> bool:
    same = span.team == time.team or span.team in problem.colleagues.get(time.team, ())
    return same and time.starts < span.ends and span.starts < time.ends


def test_the_same_round_gives_the_same_plan():
    problem = a_school(random.Random(1), children=60, teams=4)
    assert made(problem) == made(problem)


def test_a_school_is_planned_close_to_what_is_possible():
    problem = a_school(random.Random(5))
    result = made(problem)
    assert faults(problem, result) == []
    assert result.share.met >= 0.95 * result.share.at_most
    assert siblings_close(problem, result) >= 0.9 and interpreters_close(problem, result) >= 0.6


def test_siblings_follow_each_other_with_the_way_between_the_rooms():
    times = times_of(1, 8) + times_of(2, 8, at=100)
    result = made(Problem(times, [talk(1, 1, home=7), talk(2, 2, home=7)], {7: {"late": CAN}}, walking=5))
    (one,), (two,) = result.placed[1], result.placed[2]
    starts = {time.number: time.starts for time in times}
    assert 15 + 5 <= abs(starts[one] - starts[two]) <= 15 + 5 + 15


def test_two_children_with_one_team_sit_back_to_back():
    result = made(Problem(times_of(1, 8), [talk(1, home=7), talk(2, home=7)], {}, walking=5))
    assert abs(result.placed[1][0] - result.placed[2][0]) == 1


def test_talks_in_one_language_are_next_to_each_other_and_longer():
    talks = [talk(1, minutes=30, language="ar"), talk(2), talk(3), talk(4, minutes=30, language="ar")]
    result = made(Problem(times_of(1, 8), talks, {}))
    one, other = sorted((result.placed[1], result.placed[4]))
    assert len(one) == len(other) == 2 and other[0] == one[-1] + 1


def test_who_answered_goes_before_who_did_not():
    result = made(Problem(times_of(1, 2), [talk(1), talk(2), talk(3)], {2: {"early": CAN}, 3: {"late": CAN}}))
    assert result.placed == {2: (0,), 3: (1,)} and result.why == {1: Why.ALL_TAKEN}


def test_a_time_that_a_family_would_rather_have_is_given_when_it_can_be():
    wishes = {1: {"early": CAN, "late": RATHER}, 2: {"early": CAN, "late": CAN}}
    result = made(Problem(times_of(1, 2), [talk(2), talk(1)], wishes))
    assert result.placed == {1: (1,), 2: (0,)} and result.share.rather == 1


def test_one_family_moves_along_when_another_can_only_then():
    wishes = {1: {"early": CAN, "late": CAN}, 2: {"early": CAN}}
    assert len(made(Problem(times_of(1, 2), [talk(1), talk(2)], wishes)).placed) == 2


@pytest.mark.parametrize("problem, why", [
    (Problem([], [talk(1)], {}), Why.NO_TIMES),
    (Problem(times_of(1, 1), [talk(1)], {1: {"never": CAN}}), Why.NEVER_THEN),
    (Problem(times_of(1, 2, gap=30), [talk(1, minutes=30)], {}), Why.TOO_LONG),
    (Problem(times_of(1, 1), [talk(1)], {}, busy={1: [Span(900, 910, 2)]}), Why.FAMILY_BUSY),
    (Problem(times_of(1, 1), [talk(1)], {}, taken=[Span(900, 915, 1)]), Why.NO_TIMES),
])  # fmt: skip
def test_it_says_why_a_conversation_has_no_time(problem, why):
    assert made(problem).why == {1: why}


def test_who_is_wanted_goes_before_everybody():
    wanted = Talk(1, 1, frozenset([1]), 15, is_wanted=True)
    result = made(Problem(times_of(1, 1), [talk(2), wanted], {2: {"early": CAN}}))
    assert result.placed == {1: (0,)} and result.why == {2: Why.ALL_TAKEN}


def test_times_that_are_kept_are_for_some():
    kept = Time(0, 1, 900, 915, "early", is_kept=True)
    some = Talk(1, 1, frozenset([1]), 15, may_have_kept=True)
    assert made(Problem([kept], [some], {})).placed == {1: (0,)}
    assert made(Problem([kept], [talk(1)], {})).why == {1: Why.NO_TIMES}


def test_a_longer_talk_does_not_jump_over_a_time_that_somebody_has():
    one, two, three = times_of(1, 3, minutes=10)
    held = Time(two.number, 1, two.starts, two.ends, two.part, is_free=False)
    assert made(Problem([one, held, three], [talk(1, minutes=20)], {})).why == {1: Why.TOO_LONG}
    assert made(Problem([one, two, three], [talk(1, minutes=20)], {})).placed
