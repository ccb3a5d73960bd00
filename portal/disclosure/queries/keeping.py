"""How long names are kept, which incidents are held, whose time is over, and the proof of what was destroyed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal import i18n
from portal.aftercare.models import Care, CareStep
from portal.db import db
from portal.disclosure.models import AccessRequest, IncidentHold, RegisterTerm, RequestedIncident
from portal.disclosure.rules import KEPT_MONTHS, Stage, is_over
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import Kind, What
from portal.measures.models import Measure
from portal.measures.rules import OPEN
from portal.recovery.models import RecoveryCase

# The words of entries with which an incident is closed, and opened again.
CLOSES, OPENS_AGAIN = "closed", "reopened"
# Features that close incidents say when each was closed last, by its number; without that the day of logging counts.
closings: list[Callable[[], dict[int, datetime]]] = [lambda: closed_in_register()]
# Features that still work on incidents: the numbers of those that have to stay whole.
still_at_work: list[Callable[[], set[int]]] = [lambda: opened_again(), lambda: with_an_open_case()]


def with_an_open_case() -> set[int]:
    """Incidents of which a measure is in force or prepared, or with recovery that is not closed."""
    measures = select(Measure.incident_id).where(Measure.state.in_(OPEN))
    cases = select(RecoveryCase.incident_id).where(RecoveryCase.closed_at.is_(None))
    return {*db.session.scalars(measures), *db.session.scalars(cases)}


@dataclass(frozen=True)
class Kept:
    """How long, on what ground (empty: the portal's own), and which row says so."""

    months: int = KEPT_MONTHS
    ground: str = ""
    row: RegisterTerm | None = None


@dataclass(frozen=True)
class Destroyed:
    """That an incident's names and words were destroyed: when, and on what ground; no names."""

    incident_id: int
    at: datetime
    entry: int
    months: int
    ground: str
    kept_from: date


def terms() -> dict[Kind, Kept]:
    """What holds now for each kind."""
    found = {kind: Kept() for kind in Kind}
    for row in db.session.scalars(select(RegisterTerm).order_by(RegisterTerm.id)):
        found[row.kind] = Kept(row.months, row.ground, row)
    return found


def earlier_terms() -> list[RegisterTerm]:
    """Every change of a term, the newest first."""
    return list(db.session.scalars(select(RegisterTerm).order_by(RegisterTerm.id.desc())))


def due(now: datetime, *, only: int | None = None) -> list[int]:
    """Incidents whose names were kept long enough, and that nothing keeps; or whether this one is among them."""
    today, held, kept = i18n.local_date(now), what_keeps(), terms()
    closed = _closed()
    query = select(Incident.id, Incident.kind, Incident.logged_at).where(Incident.destroyed_at.is_(None))
    if only is not None:
        query = query.where(Incident.id == only)
    rows = db.session.execute(query.order_by(Incident.id))
    found = []
    for number, kind, logged_at in rows:
        months = (kept[kind] if kind else Kept()).months
        if number not in held and is_over(i18n.local_date(closed.get(number, logged_at)), months, today=today):
            found.append(number)
    return found


def kept_from(incident: Incident) -> date:
    """The day from which the term of an incident counts: when it was closed, or else logged."""
    return i18n.local_date(_closed().get(incident.id, incident.logged_at))


def what_keeps() -> set[int]:
    """The incidents that stay whatever their age: held, asked about, or not finished yet."""
    held = select(IncidentHold.incident_id).where(IncidentHold.lifted_at.is_(None))
    asked = (
        select(RequestedIncident.incident_id)
        .join(AccessRequest, AccessRequest.id == RequestedIncident.request_id)
        .where(AccessRequest.stage.not_in((Stage.RELEASED, Stage.REFUSED)))
    )
    cared_for = select(Care.incident_id).join(CareStep, CareStep.care_id == Care.id).where(CareStep.closed_at.is_(None))
    numbers = {number for query in (held, asked, cared_for) for number in db.session.scalars(query)}
    return numbers.union(*(working() for working in still_at_work))


def hold_on(incident: Incident) -> IncidentHold | None:
    """The hold on this incident, while it lasts."""
    query = select(IncidentHold).where(IncidentHold.incident_id == incident.id, IncidentHold.lifted_at.is_(None))
    return db.session.scalars(query).unique().first()


def holds() -> list[IncidentHold]:
    """The holds that last, the one to look at first on top."""
    query = select(IncidentHold).where(IncidentHold.lifted_at.is_(None))
    return list(db.session.scalars(query.order_by(IncidentHold.review_on, IncidentHold.id)).unique())


def destroyed() -> list[Destroyed]:
    """What was destroyed, as the register itself says; the newest first."""
    entries = select(RegisterEntry).where(RegisterEntry.what == What.DESTROYED).order_by(RegisterEntry.number.desc())
    return [_destroyed(entry) for entry in db.session.scalars(entries).unique()]


def _destroyed(entry: RegisterEntry) -> Destroyed:
    said = entry.facts
    day = date.fromisoformat(said["kept_from"])
    return Destroyed(entry.incident_id, entry.at, entry.number, said["months"], said["ground"], day)


def closed_in_register() -> dict[int, datetime]:
    """When each incident was closed last, as its own entries say; one that was opened again since is not closed."""
    return {number: at for number, (word, at) in _last_word().items() if word == CLOSES}


def opened_again() -> set[int]:
    """Incidents that were closed too early."""
    return {number for number, (word, _at) in _last_word().items() if word == OPENS_AGAIN}


def _last_word() -> dict[int, tuple[str, datetime]]:
    words = [word for word in What if word.value in (CLOSES, OPENS_AGAIN)]
    if not words:
        return {}
    entries = select(RegisterEntry.incident_id, RegisterEntry.what, RegisterEntry.at)
    entries = entries.where(RegisterEntry.what.in_(words)).order_by(RegisterEntry.number)
    return {number: (what.value, at) for number, what, at in db.session.execute(entries)}


def _closed() -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for closing in closings:
        for number, at in closing().items():
            found[number] = max(at, found.get(number, at))
    return found
