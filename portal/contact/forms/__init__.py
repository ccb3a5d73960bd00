"""What is filled in about contact, and the words in which it is said."""

from portal.contact.forms.logging import CorrectForm, LogForm, MoreForm, PlanForm, StepForm
from portal.contact.forms.words import ABOUT, BEGAN, OFTEN, RUNGS, STATES, WAYS

__all__ = [
    "ABOUT", "BEGAN", "OFTEN", "RUNGS", "STATES", "WAYS", "CorrectForm", "LogForm", "MoreForm", "PlanForm", "StepForm",
]  # fmt: skip
