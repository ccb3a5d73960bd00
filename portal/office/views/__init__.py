"""The office's pages: its first page, and one module for each thing that the office does."""

from portal.office.views import (
    front,
    kiosks,
    leaving,
    messages,
    people,
    people_guardians,
    people_persons,
    people_pupils,
    places,
    recovery,
    rights,
    rosters,
    sessions,
    staff,
    years,
    years_classes,
)
from portal.office.views.blueprint import routes

__all__ = [
    "front",
    "kiosks",
    "leaving",
    "messages",
    "people",
    "people_guardians",
    "people_persons",
    "people_pupils",
    "places",
    "recovery",
    "rights",
    "rosters",
    "routes",
    "sessions",
    "staff",
    "years",
    "years_classes",
]
