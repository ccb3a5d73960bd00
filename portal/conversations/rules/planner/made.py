"""Making a plan in short pieces: who is wanted, who answered, who did not; then making it cheaper."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator

from portal.conversations.rules.planner.board import SIBLINGS_APART, Board
from portal.conversations.rules.planner.bound import at_most
from portal.conversations.rules.planner.settling import (
    MayMove,
    settle_at,
    settle_by_moving,
    settle_free,
    settle_siblings,
    ways_together,
)
from portal.conversations.rules.planner.words import CAN, RATHER, Plan, Problem, Share, Talk
from portal.conversations.rules.wishes import Why

Progress = tuple[int, int]
# How often all talks are gone through to make the plan cheaper, at most.
SWEEPS = 8


def plan(problem: Problem) -> Generator[Progress, None, Plan]:
    """Yields (done, total) after each short piece; returns the plan. The same problem has the same plan."""
    board = Board(problem)
    total = len(problem.talks) + SWEEPS
    for talk in (t for t in problem.talks if board.is_fixed(t)):
        board.put(talk, board.options[talk][0])
    yield 0, total
    answered = [talk for talk in problem.talks if problem.has_answered(talk)]
    for talks in _by_turn(problem):
        yield from _in_pieces(_build(board, talks), board, total)
    for sweep in range(SWEEPS):
        before = len(board.placed), board.cost(problem.talks)
        yield from _in_pieces(_sweep(board, problem.talks), board, total, more=sweep)
        if before == (len(board.placed), board.cost(problem.talks)):
            break
    return _told(board, answered)


def _by_turn(problem: Problem) -> Iterator[list[Talk]]:
    """Families with whom a team wants to talk, then who answered, then who did not."""
    wanted = frozenset(home for talk in problem.talks if talk.is_wanted for home in talk.homes)
    first = [talk for talk in problem.talks if talk.homes & wanted]
    later = [talk for talk in problem.talks if not talk.homes & wanted]
    yield first
    yield [talk for talk in later if problem.has_answered(talk)]
    yield [talk for talk in later if not problem.has_answered(talk)]


def _in_pieces(pieces: Iterable[object], board: Board, total: int, *, more: int = 0) -> Generator[Progress, None, None]:
    for _piece in pieces:
        yield min(len(board.placed) + more, total), total


def _build(board: Board, talks: list[Talk]) -> Generator[None, None, None]:
    for family in (yield from _families(board, talks)):
        together = [talk for talk in family if talk not in board.placed]
        if together:
            settle_siblings(board, together, _moves_alone(board))
        yield
    for talk in sorted(talks, key=lambda t: (not t.language, t.language, len(board.options[t]), t.number)):
        _settle(board, talk)
        yield


def _families(board: Board, talks: list[Talk]) -> Generator[None, None, list[list[Talk]]]:
    """Talks of households with several, those with the fewest ways to be close together first."""
    of_home: dict[int, list[Talk]] = defaultdict(list)
    for talk in talks:
        for home in talk.homes & board.families:
            of_home[home].append(talk)
    ways: dict[int, int] = {}
    for home, family in of_home.items():
        ways[home] = len(ways_together(board, family))
        yield
    return [of_home[home] for home in sorted(ways, key=lambda home: (-len(of_home[home]), ways[home], home))]


def _settle(board: Board, talk: Talk) -> bool:
    if talk in board.placed or settle_free(board, talk):
        return True
    may_move = (_moves_alone(board), lambda other: not board.is_fixed(other))
    return any(settle_by_moving(board, talk, each) for each in may_move)


def _moves_alone(board: Board) -> MayMove:
    """Who has no siblings moves without anybody else being torn apart."""
    return lambda other: not board.is_fixed(other) and not board.has_siblings(other)


def _sweep(board: Board, talks: Iterable[Talk]) -> Generator[None, None, None]:
    """Each talk once: a place if it has none, its siblings near it, or another place when that costs less."""
    for talk in talks:
        if board.is_fixed(talk):
            continue
        if talk not in board.placed:
            _settle(board, talk)
        elif board.cost([talk]) > 0 and not _bring_together(board, talk):
            _cheaper(board, talk)
        yield


def _bring_together(board: Board, talk: Talk) -> bool:
    """Everybody of a family that is apart is lifted and placed anew, when that costs less in all."""
    for home in sorted(talk.homes & board.families):
        family = [each for each in board.of_home[home] if each in board.placed and not board.is_fixed(each)]
        if board.cost(family) < SIBLINGS_APART or not family:
            continue
        mark = board.mark()
        for each in family:
            board.put(each, None)
        if settle_siblings(board, family, lambda other: not board.is_fixed(other)) and _is_cheaper(board, mark):
            return True
        board.undo(mark)
    return False


def _cheaper(board: Board, talk: Talk) -> bool:
    """The first other place, of which the holder changes with this talk or moves along, that costs less in all."""
    for place in board.options[talk]:
        if place is board.placed[talk]:
            continue
        mark = board.mark()
        if settle_at(board, talk, place, lambda other: not board.is_fixed(other)) and _is_cheaper(board, mark):
            return True
        board.undo(mark)
    return False


def _is_cheaper(board: Board, mark: int) -> bool:
    touched = board.since(mark)
    after = board.cost(touched)
    now = board.undo(mark)
    before = board.cost(touched)
    board.redo(now)
    return after < before


def _told(board: Board, answered: list[Talk]) -> Plan:
    problem = board.problem
    options = {talk: board.options[talk] for talk in answered}
    met = [talk for talk in answered if talk in board.placed]
    share = Share(
        asked=len(answered), met=len(met), at_most=at_most(options, level=CAN),
        rather=sum(board.placed[talk].level == RATHER for talk in met), rather_at_most=at_most(options, level=RATHER),
    )  # fmt: skip
    placed = {talk.number: place.slots for talk, place in board.placed.items()}
    without = [talk for talk in problem.talks if talk not in board.placed]
    return Plan(placed, {talk.number: _why(board, talk) for talk in without}, share)


def _why(board: Board, talk: Talk) -> Why:
    reason = board.places.why_none(talk)
    if reason is not None:
        return reason
    free = [place for place in board.options[talk] if not board.holders(talk, place)]
    return Why.FAMILY_BUSY if free else Why.ALL_TAKEN
