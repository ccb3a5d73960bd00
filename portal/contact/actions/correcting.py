"""What a home says of a contact that was logged about it."""

from datetime import datetime

from portal import audit
from portal.contact.models import ContactCorrection, ContactMoment
from portal.db import db, put
from portal.school.models import Person


def correct(moment: ContactMoment, guardian: Person, words: str, *, now: datetime) -> None:
    """Put the home's words beside the contact, in place of earlier ones; no words take them away."""
    said = moment.correction
    if said is None and not words or said is not None and said.words == words:
        return
    if not words:
        db.session.delete(said)
        moment.correction = None
        audit.did(guardian, "contact correction taken back", moment, now=now)
        return
    values = {"words": words, "language": guardian.language, "at": now, "person_id": guardian.id}
    put(ContactCorrection, {"moment_id": moment.id}, values)
    db.session.expire(moment, ["correction"])
    if said is not None:
        db.session.expire(said)
    audit.did(guardian, "contact corrected", moment, now=now)
