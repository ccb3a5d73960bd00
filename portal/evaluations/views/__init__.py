"""The pages of evaluations: one of them, what is asked of somebody, and the themes of a year."""

from flask import Flask

from portal import clock
from portal.access import To, may
from portal.evaluations import actions, queries
from portal.evaluations.views import lists, writing
from portal.evaluations.views.blueprint import routes
from portal.incidents.models import Incident
from portal.incidents.views.sections import Section, on_incident_page
from portal.recovery.actions import on_closed
from portal.school.models import Person

__all__ = ["init_app", "lists", "routes", "writing"]


def init_app(_app: Flask) -> None:
    """The evaluation stands on the page of its incident, and waits for the way back with the family."""
    if _on_incident not in on_incident_page:
        on_incident_page.append(_on_incident)
        on_closed.append(actions.recovered)


def _on_incident(incident: Incident, _person: Person) -> Section | None:
    """For whoever evaluates; a reporter sees nothing of it."""
    if not may(To.WRITE_EVALUATION, incident):
        return None
    shown = {"evaluation": queries.evaluation_of(incident), "now": clock.now()}
    return Section("evaluations/_on_incident.html", shown)
