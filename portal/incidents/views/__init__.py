"""The register's pages: at one's own desk, and the year in figures."""

from flask import Flask

from portal.help_calls.actions import on_stand_down
from portal.incidents import actions
from portal.incidents.views import desk, evidence, figures, own, persons, settings
from portal.incidents.views.blueprint import routes

__all__ = ["desk", "evidence", "figures", "init_app", "own", "persons", "routes", "settings"]


def init_app(app: Flask) -> None:
    """A help call that ends leaves a draft in the register."""
    if actions.draft_from_call not in on_stand_down:
        on_stand_down.append(actions.draft_from_call)
