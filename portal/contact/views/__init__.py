"""The pages about contact: the board, a home, a plan, steps, a family's own timeline, and the school's shares."""

from flask import Flask

from portal.agenda import queries as agenda
from portal.contact import queries
from portal.contact.views import board, family, moments, parent, plan, steps
from portal.contact.views.blueprint import routes

__all__ = ["board", "family", "init_app", "moments", "parent", "plan", "routes", "steps"]


def init_app(_app: Flask) -> None:
    """A teacher's agenda says for whom it is time again."""
    agenda.also_show(queries.planned_for)
