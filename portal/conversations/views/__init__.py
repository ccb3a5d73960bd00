"""The pages of conversations: one for families, one for teacher teams, under one address."""

from portal.access import To, actor, allow
from portal.conversations.views import (
    agreements,
    cards,
    class_list,
    coming,
    interpreters,
    joining,
    new_times,
    of_school,
    parent,
    planning,
    planning_by_hand,
    prints,
    schedule,
    teacher,
    times,
    together,
    waiting,
    week,
    wishes,
)
from portal.conversations.views.blueprint import routes

__all__ = [
    "coming",
    "agreements",
    "cards",
    "class_list",
    "interpreters",
    "joining",
    "new_times",
    "of_school",
    "planning",
    "planning_by_hand",
    "prints",
    "routes",
    "schedule",
    "times",
    "together",
    "waiting",
    "week",
    "wishes",
]


@routes.get("")
@allow(To.SEE_CONVERSATIONS)
def page():
    """Teachers see their rounds, parents their children's times."""
    return parent.page() if actor().is_guardian else teacher.page()
