"""What is filled in for guidance, and the words that the portal brings along."""

from portal.guidance.forms.fields import PlanForm, TextForm, TrainingForm
from portal.guidance.forms.words import DEFAULTS, KINDS, READERS, default_of

__all__ = ["DEFAULTS", "KINDS", "READERS", "PlanForm", "TextForm", "TrainingForm", "default_of"]
