"""When an evaluation is due, and its words; pure decisions."""

from portal.evaluations.rules.times import REMINDED_BEFORE, TASK_REMINDED_BEFORE, WITHIN, due_of
from portal.evaluations.rules.words import Question, Theme, Verdict

__all__ = ["REMINDED_BEFORE", "TASK_REMINDED_BEFORE", "WITHIN", "Question", "Theme", "Verdict", "due_of"]
