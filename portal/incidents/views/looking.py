"""What a page about one incident shows; that it was looked at is written down first, on a refusal too."""

from typing import Any

from portal import audit, clock
from portal.access import actor
from portal.help_calls.forms import SERVICES
from portal.incidents import queries
from portal.incidents.forms import KINDS, LABELS, PARTS, PICTOGRAMS, ROLES, SAID
from portal.incidents.models import Evidence, Incident
from portal.incidents.views.facts import crossed, facts_of
from portal.incidents.views.sections import sections_for
from portal.pages import Form


def looked_at(incident: Incident, form: Form, *, was_complete: bool = False) -> dict[str, Any]:
    """All that a page about an incident shows to this person."""
    audit.saw(actor(), incident, now=clock.now())
    files = queries.evidence_for(actor(), incident)
    return _known(incident) | {
        "files": files,
        "adds_files": True,
        "colleagues": queries.colleagues_for(actor(), incident),
        "persons": queries.persons_for(actor(), incident),
        "names_persons": True,
        "lines": queries.chronology_for(actor(), incident),
        "may_correct": True,
        "sections": sections_for(incident, actor()),
        "looks": _looks(incident, files) if queries.sees_all(actor()) else [],
        "form": form,
        "was_complete": was_complete,
    }


def _known(incident: Incident) -> dict[str, Any]:
    """What is the same for whoever reads it, and the words for it."""
    return {
        "incident": incident,
        "words": incident.words,
        "facts": facts_of(incident),
        "norm": crossed(incident),
        "help_call": queries.call_behind(incident),
        "events": queries.timeline(incident),
        "classes": queries.classes_that_saw(incident),
        "kinds": KINDS,
        "pictograms": PICTOGRAMS,
        "services": SERVICES,
        "parts": PARTS,
        "role_words": ROLES,
        "said": SAID,
        "labels": LABELS,
    }


def _looks(incident: Incident, files: list[Evidence]) -> list[audit.Audit]:
    """Who looked at the incident or fetched one of its files, newest first."""
    found = [look for each in (incident, *files) for look in audit.deeds_about(each, verb="saw")]
    return sorted(found, key=lambda look: (look.at, look.id), reverse=True)
