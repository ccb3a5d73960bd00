"""What the pages of guidance show."""

from portal.guidance.queries.pages import history, in_force, own_languages
from portal.guidance.queries.plans import plan_in_force, plans
from portal.guidance.queries.trainings import (
    TrainingLine,
    never_had,
    norm_training,
    on_drills,
    trainings,
    trainings_of,
)
from portal.guidance.queries.whom import Whom, whom_to_call

__all__ = [
    "TrainingLine",
    "Whom",
    "history",
    "in_force",
    "never_had",
    "norm_training",
    "on_drills",
    "own_languages",
    "plan_in_force",
    "plans",
    "trainings",
    "trainings_of",
    "whom_to_call",
]
