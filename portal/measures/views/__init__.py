"""The pages of measures: the lists, a draft, deciding, what follows, and the letters."""

from flask import Flask

from portal.incidents.views.sections import on_incident_page
from portal.measures.views import deciding, drafting, following, letters, lists
from portal.measures.views.blueprint import routes

__all__ = ["deciding", "drafting", "following", "init_app", "letters", "lists", "routes"]


def init_app(_app: Flask) -> None:
    """The page of an incident shows its measures."""
    if lists.section not in on_incident_page:
        on_incident_page.append(lists.section)
