"""What is kept no longer, what goes with an incident's key, and the school's own term for a first word."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from portal import audit
from portal.db import Base, db, rows_changed
from portal.incidents.models import Incident
from portal.recovery.models import (
    RecoveryAgreement,
    RecoveryAttending,
    RecoveryCard,
    RecoveryCase,
    RecoveryConsent,
    RecoveryTalk,
    RecoveryTerms,
)
from portal.recovery.queries.cases import ONLY_ONE
from portal.school.models import Person

# As long as aftercare: then nobody needs to show any more what was done; the register keeps the dates.
KEPT_FOR = timedelta(days=730)
# What somebody prepared is of use until the case is closed, and a little longer for whoever looks back.
CARDS_KEPT_FOR = timedelta(days=60)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What hangs on a case goes before it."""
    old = select(RecoveryCase.id).where(RecoveryCase.closed_at < now - KEPT_FOR)
    talks = select(RecoveryTalk.id).where(RecoveryTalk.case_id.in_(old))
    prepared = select(RecoveryCase.id).where(RecoveryCase.closed_at < now - CARDS_KEPT_FOR)
    return [
        (RecoveryCard, RecoveryCard.case_id.in_(prepared)),
        (RecoveryAttending, RecoveryAttending.talk_id.in_(talks)),
        (RecoveryTalk, RecoveryTalk.case_id.in_(old)),
        (RecoveryAgreement, RecoveryAgreement.case_id.in_(old)),
        (RecoveryConsent, RecoveryConsent.case_id.in_(old)),
        (RecoveryCase, RecoveryCase.closed_at < now - KEPT_FOR),
    ]


def forget(incident: Incident) -> Counter[str]:
    """The incident's key is discarded: no name and no word stays here either, only dates."""
    cases = select(RecoveryCase.id).where(RecoveryCase.incident_id == incident.id)
    talks = select(RecoveryTalk.id).where(RecoveryTalk.case_id.in_(cases))
    for model in (RecoveryCard, RecoveryAgreement, RecoveryConsent):
        db.session.execute(delete(model).where(model.case_id.in_(cases)))
    db.session.execute(delete(RecoveryAttending).where(RecoveryAttending.talk_id.in_(talks)))
    blank = update(RecoveryTalk).where(RecoveryTalk.case_id.in_(cases))
    db.session.execute(blank.values(where="", interpreter_language=""))
    untied = update(RecoveryCase).where(RecoveryCase.incident_id == incident.id)
    counts = Counter(recovery_case=rows_changed(untied.values(pupil_id=None, household_id=None)))
    db.session.expire_all()
    return counts


def set_terms(days: int, by: Person, *, now: datetime) -> None:
    """Within so many school days a first word, for cases that begin from now on."""
    terms = db.session.get(RecoveryTerms, ONLY_ONE) or RecoveryTerms(id=ONLY_ONE)
    terms.first_word_days = days
    db.session.add(terms)
    audit.did(by, "recovery terms set", terms, now=now)
