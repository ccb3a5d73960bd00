"""How long an engine that fails is left alone."""

from datetime import timedelta

FAILURES = 3
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(hours=1)
# A wrong key or a spent account does not mend itself within minutes.
REFUSED_REST = timedelta(hours=6)


def rest_after(failures: int, *, is_refused: bool, asked: int | None) -> timedelta | None:
    """How long to ask nothing after failures in a row; `asked` are the seconds that the engine asks for itself."""
    if is_refused:
        return REFUSED_REST
    wanted = timedelta(seconds=min(asked, int(REFUSED_REST.total_seconds()))) if asked else None
    if failures < FAILURES:
        return wanted
    rest = min(FIRST_REST * 2 ** min(failures - FAILURES, 10), LONGEST_REST)
    return max(rest, wanted or rest)
