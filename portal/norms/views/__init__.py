"""The norm's pages: reading it, and writing it."""

from portal.norms.views import reading, writing
from portal.norms.views.blueprint import routes

__all__ = ["reading", "routes", "writing"]
