"""The pages of aftercare: for whoever gives it, for the colleague, and for what the school adds."""

from flask import Flask

from portal.aftercare import actions
from portal.aftercare.views import giving, own, settings
from portal.aftercare.views.blueprint import routes
from portal.incidents.actions import on_involved

__all__ = ["giving", "init_app", "own", "routes", "settings"]


def init_app(_app: Flask) -> None:
    """Whoever is named in the register gets aftercare in the same transaction."""
    if actions.begin not in on_involved:
        on_involved.append(actions.begin)
