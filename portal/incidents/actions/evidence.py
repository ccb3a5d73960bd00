"""Keeping a file as evidence, and reading it again."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db
from portal.incidents.actions.chronicle import key_of, record
from portal.incidents.models import Evidence, Incident
from portal.incidents.rules import MOST_BYTES, MOST_FILES, What, file_kind, file_name
from portal.school.models import Person


class FileTooLarge(Refusal):
    """The file is larger than MOST_BYTES."""


class NotEvidence(Refusal):
    """The file is no picture, PDF or sound that is kept."""


class TooManyFiles(Refusal):
    """The incident has MOST_FILES already."""


class EvidenceIsGone(Refusal):
    """The key of the incident was discarded, and with it the file."""


def keep_evidence(incident: Incident, data: bytes, name: str, text: str, by: Person, *, now: datetime) -> Evidence:
    """Keep a file as it came, sealed; its hashes go into the chain. The same once more is the first one.

    Raises FileTooLarge, NotEvidence or TooManyFiles.
    """
    kind, digest = _kind_of(data), sha256(data).hexdigest()
    if (known := db.session.scalars(_same(incident, digest, by)).unique().first()) is not None:
        return known
    count = select(func.count()).select_from(Evidence).where(Evidence.incident_id == incident.id)
    if (db.session.scalar(count) or 0) >= MOST_FILES:
        raise TooManyFiles
    row = Evidence(
        incident_id=incident.id, kind=kind, size=len(data), sha256=digest, added_by_id=by.id, added_at=now,
        sealed=key_of(incident).ring.seal_bytes(data, _place(incident.id, digest)),
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # Sent twice at once: the other one was first.
        return db.session.scalars(_same(incident, digest, by)).unique().one()
    _enter(incident, row, {"file": file_name(name, kind), "text": text.strip()}, by, now)
    return row


def opened(evidence: Evidence) -> bytes:
    """The file as it came. Raises EvidenceIsGone, or CannotOpen when it is not what was sealed."""
    key = evidence.incident.identity_key
    if key is None:
        raise EvidenceIsGone
    return key.ring.open_bytes(bytes(evidence.sealed), _place(evidence.incident_id, evidence.sha256))


def _place(incident_id: int, digest: str) -> str:
    return f"evidence:{incident_id}:{digest}"


def _same(incident: Incident, digest: str, by: Person):
    return select(Evidence).where(
        Evidence.incident_id == incident.id, Evidence.sha256 == digest, Evidence.added_by_id == by.id
    )


def _kind_of(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise FileTooLarge
    if (kind := file_kind(data)) is None:
        raise NotEvidence
    return kind


def _enter(incident: Incident, row: Evidence, words: dict[str, str], by: Person, now: datetime) -> None:
    """Put the hashes into the chain: of the file as it came, and as it is sealed, which needs no key to check."""
    core = {"sha256": row.sha256, "sealed_sha256": sha256(row.sealed).hexdigest(), "size": row.size, "kind": row.kind}
    audit.did(by, "evidence added", incident, now=now)
    row.number = record(incident, What.EVIDENCE, by, now=now, core=core, words=words).number
    db.session.flush()
