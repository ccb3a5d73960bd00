"""How long the register is kept, holds, and copies of it: for leader, coordinator and office."""

from flask import Flask

from portal import clock, tasks
from portal.disclosure import actions
from portal.disclosure.views import checking, copies, holds, keeping, masking, requests
from portal.disclosure.views.blueprint import routes

__all__ = ["checking", "copies", "holds", "init_app", "keeping", "masking", "requests", "routes"]


def init_app(_app: Flask) -> None:
    """The worker makes the copies."""
    tasks.handle(actions.KIND, lambda asked: actions.make(asked, now=clock.now()))
