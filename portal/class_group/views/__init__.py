"""The groups of parents: for parents themselves, for their hosts, and what the school is asked."""

from portal.class_group.views import buddies, cards, coming, entries, guarding, hosting, page, school, team, writing
from portal.class_group.views.blueprint import routes

__all__ = [
    "buddies", "cards", "coming", "entries", "guarding", "hosting", "page", "routes", "school", "team", "writing",
]  # fmt: skip
