"""Evaluations and the changes decided in them."""

from portal.evaluations.models.evaluations import Evaluation, EvaluationTask

__all__ = ["Evaluation", "EvaluationTask"]
