"""The verbs of guidance: writing a page, recording a training, putting the safety plan there."""

from portal.guidance.actions.pages import SomebodyWrote, bring_back, write
from portal.guidance.actions.plans import NotAPdf, put_plan, remove_plan
from portal.guidance.actions.printing import STYLE, as_pdf
from portal.guidance.actions.trainings import KEPT_AFTER, record, remind_one, remove, run_out

__all__ = [
    "KEPT_AFTER",
    "STYLE",
    "NotAPdf",
    "SomebodyWrote",
    "as_pdf",
    "bring_back",
    "put_plan",
    "record",
    "remind_one",
    "remove",
    "remove_plan",
    "run_out",
    "write",
]
