"""The office's pages: its first page, and one module for each thing that the office does."""

from portal.office.views import front, messages
from portal.office.views.blueprint import routes

__all__ = ["front", "messages", "routes"]
