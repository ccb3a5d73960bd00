"""What pages about aftercare show, and who can do a step."""

from portal.aftercare.queries.owners import Pool, pool
from portal.aftercare.queries.steps import (
    added_steps,
    asked_of,
    behind,
    caregivers,
    closed_lately_by,
    late,
    open_for_leader,
    who_can_be_asked,
)

__all__ = [
    "Pool",
    "added_steps",
    "asked_of",
    "behind",
    "caregivers",
    "closed_lately_by",
    "late",
    "open_for_leader",
    "pool",
    "who_can_be_asked",
]
