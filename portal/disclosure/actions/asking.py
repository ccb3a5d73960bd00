"""Writing down who asks for a copy, choosing the incidents, and answering that there will be none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from portal import audit, i18n
from portal.db import Refusal, db, rows_changed
from portal.disclosure.models import AccessRequest, RequestedIncident
from portal.disclosure.rules import ANSWERED_WITHIN, EXTENDED_BY, Purpose, Stage, months_after
from portal.incidents.actions import IsDestroyed, lock_incident, record
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.school.models import Person

OPEN = (Stage.OPEN, Stage.TO_CHECK)


class NotNow(Refusal):
    """The request stands elsewhere by now."""


class ExtendedAlready(Refusal):
    """The law gives two more months once."""


@dataclass(frozen=True)
class Asker:
    """Who asks, on which day, about what, in which language, and who checked how that it is them."""

    name: str
    about: str
    asked_on: date
    language: str
    identity: str
    checked_by: Person


def ask(asker: Asker, by: Person, *, now: datetime) -> AccessRequest:
    """Somebody asks what the register says about them; the month counts from the day on which they asked."""
    asked = AccessRequest(
        purpose=Purpose.SUBJECT, name=asker.name, about=asker.about, identity=asker.identity,
        checked_by_id=asker.checked_by.id, language=asker.language, asked_on=asker.asked_on,
        due_on=months_after(asker.asked_on, ANSWERED_WITHIN), logged_by_id=by.id, logged_at=now,
    )  # fmt: skip
    db.session.add(asked)
    audit.did(by, "register copy asked", asked, now=now)
    return asked


def ask_for_file(incident: Incident, why: str, by: Person, *, now: datetime) -> AccessRequest:
    """The school's own file: this incident as it stands. Somebody else releases it. Raises IsDestroyed."""
    lock_incident(incident)
    if incident.destroyed_at is not None:
        raise IsDestroyed
    today = i18n.local_date(now)
    asked = AccessRequest(
        purpose=Purpose.SCHOOL, stage=Stage.TO_CHECK, name="", about=why, language=by.language or "", asked_on=today,
        due_on=months_after(today, ANSWERED_WITHIN), logged_by_id=by.id, logged_at=now, prepared_by_id=by.id,
        about_incidents=[RequestedIncident(incident_id=incident.id)],
    )  # fmt: skip
    db.session.add(asked)
    audit.did(by, "register file asked", asked, now=now)
    return asked


def choose(asked: AccessRequest, incidents: Sequence[Incident], by: Person, *, now: datetime) -> None:
    """These incidents are what the request is about; what was masked in others is forgotten. Raises NotNow."""
    lock_open(asked)
    wanted = {incident.id for incident in incidents}
    for row in list(asked.about_incidents):
        if row.incident_id not in wanted:
            db.session.delete(row)
    for mask in list(asked.masks):
        if mask.entry.incident_id not in wanted:
            db.session.delete(mask)
    known = {row.incident_id for row in asked.about_incidents}
    for incident in sorted((each for each in incidents if each.id not in known), key=lambda each: each.id):
        lock_incident(incident)
        if incident.destroyed_at is not None:
            raise NotNow
        db.session.add(RequestedIncident(request_id=asked.id, incident_id=incident.id))
    audit.did(by, "register copy prepared", asked, now=now)
    db.session.flush()
    db.session.expire(asked, ["about_incidents", "masks"])


def lock_open(asked: AccessRequest) -> None:
    """A request that is being prepared, as whoever stood before us left it, until we are done. Raises NotNow."""
    db.session.refresh(asked, ["stage"], with_for_update={"key_share": True})
    if asked.stage is not Stage.OPEN:
        raise NotNow
    db.session.expire(asked, ["about_incidents", "masks"])


def extend(asked: AccessRequest, because: str, by: Person, *, now: datetime) -> None:
    """Two more months, once, with the reason that the asker is told. Raises ExtendedAlready, NotNow."""
    if asked.is_settled:
        raise NotNow
    if asked.extended_because:
        raise ExtendedAlready
    asked.extended_because, asked.reminded_at = because, None
    asked.due_on = months_after(asked.asked_on, ANSWERED_WITHIN + EXTENDED_BY)
    audit.did(by, "register copy extended", asked, now=now)


def refuse(asked: AccessRequest, because: str, by: Person, *, now: datetime) -> None:
    """There will be no copy, and why: the asker is told, with where to complain. Raises NotNow."""
    one = update(AccessRequest).where(AccessRequest.id == asked.id, AccessRequest.stage.in_(OPEN))
    if rows_changed(one.values(stage=Stage.REFUSED, settled_at=now)) != 1:
        raise NotNow
    db.session.refresh(asked)
    asked.answer = because
    for incident in asked.incidents:
        if incident.destroyed_at is None:
            core = {"request": asked.id, "purpose": asked.purpose.value}
            record(incident, What.COPY_REFUSED, by, now=now, core=core, words={"reason": because})
    audit.did(by, "register copy refused", asked, now=now)
