"""The class page for families, and writing for its teachers."""

from portal.news.views import (
    children,
    drafts,
    not_understood,
    phrasing,
    pictures,
    questions,
    reached,
    reactions,
    reading,
    versions,
    writing,
)
from portal.news.views.blueprint import routes

__all__ = [
    "children", "drafts", "not_understood", "phrasing", "pictures", "questions", "reached", "reactions", "reading",
    "routes", "versions", "writing",
]  # fmt: skip
