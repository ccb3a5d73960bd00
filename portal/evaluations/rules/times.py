"""When an evaluation is due, and whether the times of an incident were good."""

from datetime import datetime, timedelta

WITHIN = timedelta(days=28)
REMINDED_BEFORE = timedelta(days=7)
TASK_REMINDED_BEFORE = timedelta(days=3)


def due_of(logged_at: datetime, *, now: datetime, recovered_at: datetime | None = None) -> datetime:
    """Four weeks after the incident was logged, or after the way back with the family was closed.

    What was logged long before there were evaluations gets its four weeks from now.
    """
    due_at = max(logged_at, recovered_at or logged_at) + WITHIN
    return due_at if due_at > now else now + WITHIN
