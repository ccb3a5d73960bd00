"""What features above this one put on the page of an incident: their measures, recovery, evaluation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from markupsafe import Markup

from portal.incidents.models import Incident
from portal.school.models import Person


@dataclass(frozen=True)
class Section:
    """A part of the page: a template that begins with its own `<section class="card">` and `<h2>`, and what it shows.

    The template knows `incident` too. Addresses in it are written in full (`url_for("measures.page", …)`).
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Asked in this order for each page of an incident; None: nothing to show to this person.
on_incident_page: list[Callable[[Incident, Person], Section | None]] = []


def sections_for(incident: Incident, person: Person) -> list[Markup]:
    """The parts that features above have for this person."""
    found = [ask(incident, person) for ask in on_incident_page]
    # Markup as it is: a template has escaped what was put into it.
    return [Markup(render_template(each.template, incident=incident, **each.context)) for each in found if each]
