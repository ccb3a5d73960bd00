"""Evaluations and changes as whoever does them sees them, the times that fill themselves in, and the yearly list."""

from portal.evaluations.queries.facts import Times, times_of
from portal.evaluations.queries.lists import (
    evaluation_of,
    evaluations_for,
    late,
    owned_by,
    tasks_of,
    themes_between,
    without_evaluation,
)
from portal.evaluations.queries.owners import next_owner, owners_gone, tasks_of_gone

__all__ = [
    "Times",
    "evaluation_of",
    "evaluations_for",
    "late",
    "next_owner",
    "owned_by",
    "owners_gone",
    "tasks_of",
    "tasks_of_gone",
    "themes_between",
    "times_of",
    "without_evaluation",
]
