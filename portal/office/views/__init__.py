"""The office's pages: its first page, and one module for each thing that the office does."""

from portal.office.views import front, leaving, rosters, sessions
from portal.office.views.blueprint import routes

__all__ = ["front", "leaving", "rosters", "routes", "sessions"]
