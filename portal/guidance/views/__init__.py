"""The pages of guidance: reading and printing, writing, trainings, and the safety plan."""

from flask import Flask

from portal.guidance import queries
from portal.guidance.views import plans, reading, trainings, writing
from portal.guidance.views.blueprint import routes
from portal.norms.queries import on_practice

__all__ = ["init_app", "plans", "reading", "routes", "trainings", "writing"]


def init_app(_app: Flask) -> None:
    """The page about the norm says when staff were trained on it."""
    if queries.norm_training not in on_practice:
        on_practice.append(queries.norm_training)
