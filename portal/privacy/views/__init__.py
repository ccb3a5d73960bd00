"""What a family sees and asks about its own data, and what the office does when it is asked."""

from flask import Flask

from portal import clock, tasks
from portal.privacy.actions import copying
from portal.privacy.views import copies, erasing, family, holds, office
from portal.privacy.views.blueprint import routes
from portal.privacy.views.family import show_terms

__all__ = ["copies", "erasing", "family", "holds", "init_app", "office", "routes", "show_terms"]


def init_app(_app: Flask) -> None:
    """The worker makes the copies."""
    tasks.handle(copying.KIND, lambda asked: copying.make(asked, now=clock.now()))
