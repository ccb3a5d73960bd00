"""A responder's pages: signed in, by the link of a message, and the alert on every screen that is open."""

from portal.help_calls.views import alert, links, responder
from portal.help_calls.views.blueprint import routes

__all__ = ["alert", "links", "responder", "routes"]
