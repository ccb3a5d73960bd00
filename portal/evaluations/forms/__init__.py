"""The words of an evaluation, and what is filled in."""

from portal.evaluations.forms.fields import ChangeForm, EvaluationForm, ReopenForm
from portal.evaluations.forms.words import QUESTIONS, THEMES, VERDICTS

__all__ = ["QUESTIONS", "THEMES", "VERDICTS", "ChangeForm", "EvaluationForm", "ReopenForm"]
