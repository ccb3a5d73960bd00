"""The pages of invitations: coming in with a letter, and what the office sees and does."""

from flask import Flask

from portal import tasks
from portal.invitations import queries
from portal.invitations.actions import write_letters
from portal.invitations.views import family, letters, office
from portal.invitations.views.blueprint import routes

__all__ = ["init_app", "letters", "office", "routes"]


def init_app(app: Flask) -> None:
    """The worker learns to write letters; the short address is the one that people type from paper."""
    tasks.handle(queries.KIND, write_letters)
    app.add_url_rule("/i", "invitations.short", family.short)
