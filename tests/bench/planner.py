"""A school's round planned from what its families can: how long it takes, and how good it is beside the best."""

import random
import time

from portal.conversations.rules.planner import Plan, Problem, Talk, Time, plan
from portal.conversations.rules.planner.words import CAN, RATHER
from tests.bench.stage import Figures

CHILDREN, TEAMS, SIBLINGS, MINUTES, WALKING = 400, 16, 0.2, 15, 5
# Two afternoons and two evenings, of which a family can in some parts and would rather in one.
DAYS = ((15 * 60, 17 * 60 + 40), (18 * 60 + 30, 21 * 60 + 10), (15 * 60, 17 * 60 + 40), (18 * 60 + 30, 21 * 60 + 10))
LANGUAGES = ("ar", "uk", "pl", "tr")


def figures() -> Figures:
    """400 children, 16 teams, one child in five with a sibling; nine families in ten answered."""
    problem = a_school(random.Random(5))
    began = time.perf_counter()
    made, longest = _made(problem)
    yield "planner.seconds", time.perf_counter() - began, "s"
    yield "planner.longest_piece", longest, "s"
    share = made.share
    yield "planner.children", len(problem.talks), "conversations"
    yield "planner.placed", len(made.placed), "conversations"
    yield "planner.wishes", share.met / share.asked, "of the conversations whose families answered"
    yield "planner.wishes.bound", share.at_most / share.asked, "at most, in any plan"
    yield "planner.rather", share.rather / share.asked, "at a time the family would rather have"
    yield "planner.rather.bound", share.rather_at_most / share.asked, "at most, in any plan"
    yield "planner.siblings", siblings_close(problem, made), "of the families with several children, close together"
    yield "planner.interpreters", interpreters_close(problem, made), "of the interpreted talks, beside another"


def _made(problem: Problem) -> tuple[Plan, float]:
    pieces, longest = plan(problem), 0.0
    while True:
        began = time.perf_counter()
        try:
            next(pieces)
        except StopIteration as end:
            return end.value, max(longest, time.perf_counter() - began)
        longest = max(longest, time.perf_counter() - began)


def a_school(chance: random.Random, *, children: int = CHILDREN, teams: int = TEAMS) -> Problem:
    """Every family with what it can: two or three parts of eight, as tight as a school's evenings are."""
    times = [
        Time(number, team, day * 1440 + start, day * 1440 + start + MINUTES, (day, part_of(start)))
        for number, (team, day, start) in enumerate(
            (team, day, start)
            for team in range(teams)
            for day, (first, last) in enumerate(DAYS)
            for start in range(first, last - MINUTES + 1, MINUTES + 5)
        )
    ]
    homes = _homes(chance, children)
    parts = list(dict.fromkeys(time.part for time in times))
    wishes = {home: _wish(chance, parts) for home in sorted(set(homes)) if chance.random() < 0.9}
    speaks = {home: chance.choice(LANGUAGES) if chance.random() < 0.06 else "" for home in sorted(set(homes))}
    seats = [n % teams for n in range(children)]
    chance.shuffle(seats)
    talks = [
        Talk(n, seats[n], frozenset([home]), MINUTES * 2 if speaks[home] else MINUTES, speaks[home])
        for n, home in enumerate(homes)
    ]
    return Problem(times, talks, wishes, walking=WALKING)


def _homes(chance: random.Random, children: int) -> list[int]:
    with_siblings = round(children * SIBLINGS)
    homes: list[int] = []
    while len(homes) < with_siblings:
        homes += [len(set(homes))] * (3 if chance.random() < 0.15 else 2)
    first = max(homes, default=-1) + 1
    return homes[:children] + list(range(first, first + children - len(homes)))


def _wish(chance: random.Random, parts: list) -> dict:
    can = chance.sample(parts, chance.choice((1, 1, 2, 2, 3)))
    return {part: RATHER if n == 0 and chance.random() < 0.7 else CAN for n, part in enumerate(can)}


def part_of(start: int) -> str:
    return "early" if start % 1440 < 16 * 60 + 20 or 18 * 60 <= start % 1440 < 19 * 60 + 40 else "late"


def siblings_close(problem: Problem, made: Plan) -> float:
    """Of the families with several placed conversations, how many have all of them close together."""
    times = {time.number: time for time in problem.times}
    held: dict[int, list[tuple[int, int]]] = {}
    for talk in problem.talks:
        for home in talk.homes if talk.number in made.placed else ():
            slots = made.placed[talk.number]
            held.setdefault(home, []).append((times[slots[0]].starts, times[slots[-1]].ends))
    several = [sorted(each) for each in held.values() if len(each) > 1]
    close = [all(b[0] - a[1] - problem.walking <= 15 for a, b in zip(each, each[1:], strict=False)) for each in several]
    return sum(close) / len(close)


def interpreters_close(problem: Problem, made: Plan) -> float:
    """Of the placed talks with an interpreter, how many begin or end close to another in the same language."""
    times = {time.number: time for time in problem.times}
    spans: dict[str, list[tuple[int, int]]] = {}
    for talk in problem.talks:
        if talk.language and talk.number in made.placed:
            slots = made.placed[talk.number]
            spans.setdefault(talk.language, []).append((times[slots[0]].starts, times[slots[-1]].ends))
    total = close = 0
    for held in spans.values():
        for span in held:
            total += 1
            close += any(0 <= other[0] - span[1] <= 20 or 0 <= span[0] - other[1] <= 20 for other in held)
    return close / total
