"""What the lamp, the office and the pages about readiness ask."""

from portal.watch.queries.wrong import everything_wrong, what_is_wrong

__all__ = ["everything_wrong", "what_is_wrong"]
