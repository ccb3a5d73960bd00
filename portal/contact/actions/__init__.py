"""Logging contact with homes, correcting it, planning it, and taking steps towards who is not reached."""

from portal.contact.actions.correcting import correct
from portal.contact.actions.keeping import KEPT_AFTER_YEAR, run_out
from portal.contact.actions.logging import NotYoursToChange, Said, TooLate, change, follow_up, log, take_back
from portal.contact.actions.planning import plan_next, set_plan
from portal.contact.actions.reminding import remind_teacher_one
from portal.contact.actions.stepping import take_step, take_step_back

__all__ = [
    "KEPT_AFTER_YEAR",
    "NotYoursToChange",
    "Said",
    "TooLate",
    "change",
    "correct",
    "follow_up",
    "log",
    "plan_next",
    "remind_teacher_one",
    "run_out",
    "set_plan",
    "take_back",
    "take_step",
    "take_step_back",
]
