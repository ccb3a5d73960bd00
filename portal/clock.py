"""The only place that reads the time; everybody else is told `now`."""

from datetime import UTC, datetime, timedelta

_moved = timedelta()


def now() -> datetime:
    """This moment, in UTC and aware."""
    return read() + _moved


def read() -> datetime:
    """The time of the machine."""
    return datetime.now(UTC)


def advance(**step: float) -> None:
    """Move the clock forward, as `timedelta(**step)`; for tests and drills only."""
    global _moved
    _moved += timedelta(**step)


def reset() -> None:
    """Back to the real time."""
    global _moved
    _moved = timedelta()
