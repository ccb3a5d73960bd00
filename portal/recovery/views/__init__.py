"""The pages of recovery: for whoever leads a case, for the colleague, and for the family."""

from functools import partial

from flask import Flask

from portal import clock
from portal.access import To, may
from portal.contact import queries as contact
from portal.conversations.queries import elsewhere
from portal.conversations.queries.elsewhere import OtherTalk
from portal.incidents.models import Incident
from portal.incidents.views.sections import Section, on_incident_page
from portal.recovery import queries
from portal.recovery.actions import telling
from portal.recovery.forms import OUTCOMES, STEPS
from portal.recovery.models import RecoveryTalk
from portal.recovery.views import leading, own, talks
from portal.recovery.views.blueprint import routes
from portal.school.models import Person

__all__ = ["init_app", "leading", "own", "routes", "talks"]


def init_app(_app: Flask) -> None:
    """The board knows with whom a leader is in contact; a talk stands with the family's other conversations."""
    if _on_incident not in on_incident_page:
        on_incident_page.append(_on_incident)
    if queries.with_leader not in contact.with_leader:
        contact.with_leader.append(queries.with_leader)
        elsewhere.of_families.append(lambda person, now: _as_others(queries.talks_of_home(person, now)))
        elsewhere.of_homes.append(queries.BUSY_WITH_TALKS)
        elsewhere.of_interpreters.append(lambda now: _as_others(queries.interpreted(now)))


def _on_incident(incident: Incident, _person: Person) -> Section | None:
    """For whoever leads recovery; a reporter sees nothing of it."""
    if not may(To.LEAD_RECOVERY, incident):
        return None
    cases = queries.cases_of_incident(incident)
    steps = {case.id: queries.next_step(case, clock.now()).step for case in cases if case.is_open}
    shown = {"cases": cases, "next_of": steps, "steps": STEPS, "outcomes": OUTCOMES}
    return Section("recovery/_on_incident.html", shown)


def _as_others(found: list[RecoveryTalk]) -> list[OtherTalk]:
    return [_as_other(talk) for talk in found if talk.case.pupil is not None]


def _as_other(talk: RecoveryTalk) -> OtherTalk:
    people = {talk.case.owner_id: talk.case.owner} | {each.person_id: each.person for each in talk.attending}
    assert talk.case.pupil is not None
    return OtherTalk(
        talk.case.pupil, talk.starts_at, talk.ends_at, " · ".join(person.full_name for person in people.values()),
        talk.meet, talk.where, f"/recovery/talks/{talk.id}", talk.interpreter, talk.interpreter_language,
        talk.interpreter_confirmed_at, f"/recovery/talks/{talk.id}/interpreter",
        partial(telling.appointment, talk), talk.planned_at,
    )  # fmt: skip
