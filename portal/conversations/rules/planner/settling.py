"""Finding a place: the best free one, one from which others move along, or one close to each sibling's."""

from collections.abc import Callable, Iterator, Sequence

from portal.conversations.rules.planner.board import CLOSE, SIBLINGS_APART, Board
from portal.conversations.rules.planner.words import Place, Talk

MayMove = Callable[[Talk], bool]
# So many ways to be close together are tried for one family, the cheapest first.
MOST_TRIED = 60
# So many talks move along for one.
MOST_MOVED = 50


def settle_free(board: Board, talk: Talk) -> bool:
    """The free place that costs least."""
    best: tuple[int, Place] | None = None
    for place in board.options[talk]:
        if board.holders(talk, place) or not board.suits_family(talk, place):
            continue
        cost = board.cost_if([talk], [place])
        if best is None or cost < best[0]:
            best = (cost, place)
    if best is not None:
        board.put(talk, best[1])
    return best is not None


def settle_by_moving(board: Board, talk: Talk, may_move: MayMove) -> bool:
    """A place whose holders find another one that suits them, who may move others along, and so on."""
    tried: set[tuple[int, ...]] = set()
    return any(_moved(board, talk, place, may_move, tried, set()) for place in _free_first(board, talk))


def settle_at(board: Board, talk: Talk, place: Place, may_move: MayMove) -> bool:
    """This very place, if its holders find another one."""
    return _moved(board, talk, place, may_move, set(), set())


def _moved(
    board: Board, talk: Talk, place: Place, may_move: MayMove, tried: set[tuple[int, ...]], settled: set[Talk]
) -> bool:
    if place.slots in tried or not board.suits_family(talk, place):
        return False
    tried.add(place.slots)
    holders = sorted(board.holders(talk, place), key=lambda holder: holder.number)
    if len(settled) > MOST_MOVED or not all(may_move(holder) and holder not in settled for holder in holders):
        return False
    mark = board.mark()
    for holder in holders:
        board.put(holder, None)
    board.put(talk, place)
    settled.add(talk)
    for holder in holders:
        others = _free_first(board, holder)
        if not any(_moved(board, holder, other, may_move, tried, settled) for other in others):
            board.undo(mark)
            settled.discard(talk)
            return False
    return True


def _free_first(board: Board, talk: Talk) -> list[Place]:
    return sorted(board.options[talk], key=lambda place: (bool(board.holders(talk, place)), -place.level, place.starts))


def settle_siblings(board: Board, talks: Sequence[Talk], may_move: MayMove) -> bool:
    """All talks of a family close together, in the way that costs least; False when there is no such way."""
    mine = set(talks)
    for _cost, places in ways_together(board, talks)[:MOST_TRIED]:
        mark = board.mark()
        pairs = zip(talks, places, strict=True)
        if all(
            settle_at(board, talk, place, lambda each: each not in mine and may_move(each)) for talk, place in pairs
        ):
            return True
        board.undo(mark)
    return False


def ways_together(board: Board, talks: Sequence[Talk]) -> list[tuple[int, list[Place]]]:
    """Every way in which these talks are close together and to what the family holds already, cheapest first.

    Without looking at who holds a place: those move along, or do not.
    """
    costs = ((board.cost_if(talks, places), places) for places in _ways(board, talks, []))
    found = [(cost, places) for cost, places in costs if cost < SIBLINGS_APART]
    return sorted(found, key=lambda way: (way[0], [place.starts for place in way[1]]))


def _ways(board: Board, talks: Sequence[Talk], chosen: list[Place]) -> Iterator[list[Place]]:
    if len(chosen) == len(talks):
        yield list(chosen)
        return
    talk = talks[len(chosen)]
    # Of three, the middle one may come last here: its time lies between the two others.
    reach = board.walking + CLOSE + (len(talks) - 2) * (talk.minutes + board.walking)
    for place in board.options[talk]:
        near = not chosen or any(p.starts - reach <= place.ends and place.starts <= p.ends + reach for p in chosen)
        if near and _fits_between(board, talks, chosen, talk, place):
            yield from _ways(board, talks, [*chosen, place])


def _fits_between(board: Board, talks: Sequence[Talk], chosen: list[Place], talk: Talk, place: Place) -> bool:
    for other, theirs in zip(talks, chosen, strict=False):
        gap = 0 if other.team == talk.team else board.walking
        if place.starts < theirs.ends + gap and theirs.starts < place.ends + gap:
            return False
    return True
