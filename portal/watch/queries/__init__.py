"""What the lamp, the office and the pages about readiness ask."""

from portal.watch.queries.drills import drill_moments, drill_practice
from portal.watch.queries.readiness import Readiness, readiness
from portal.watch.queries.tests import last_test, waiting_test
from portal.watch.queries.wrong import everything_wrong, what_is_wrong

__all__ = [
    "Readiness",
    "drill_moments",
    "drill_practice",
    "everything_wrong",
    "last_test",
    "readiness",
    "waiting_test",
    "what_is_wrong",
]
