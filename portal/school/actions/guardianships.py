"""Whose child is whose, and what the office decided about it: custody, access, restrictions and their papers."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.audit import Audit
from portal.db import db
from portal.school.actions.changing import changed, not_after, plain
from portal.school.actions.refusals import AlreadyGuardian, CannotUndo, NeedsDocument, WrongDay
from portal.school.models import Custody, Guardian, Guardianship, Person, Pupil
from portal.school.rules import needs_document


@dataclass(frozen=True)
class Terms:
    """How a guardian is tied to a pupil; `has_access` opens pages and brings messages, and nothing else does."""

    relation: str = "parent"
    custody: Custody = Custody.UNKNOWN
    has_access: bool = True
    restriction: str | None = None
    document_reference: str | None = None
    restricted_from: date | None = None
    restricted_until: date | None = None


def check_terms(terms: Terms, *, today: date) -> None:
    """Raises NeedsDocument; and WrongDay for a restriction that is still to begin, or ends before it began."""
    is_serious = needs_document(
        has_access=terms.has_access, has_no_custody=terms.custody is Custody.NO, restriction=terms.restriction or ""
    )
    if is_serious and not (terms.document_reference or "").strip():
        raise NeedsDocument
    not_after(today, terms.restricted_from)
    if terms.restricted_until and terms.restricted_until < (terms.restricted_from or terms.restricted_until):
        raise WrongDay


def tie(pupil: Pupil, guardian: Guardian, terms: Terms, by: Person, *, today: date, now: datetime) -> Guardianship:
    """Make somebody a guardian of a pupil. Raises AlreadyGuardian, NeedsDocument, WrongDay."""
    check_terms(terms, today=today)
    if tie_between(pupil.id, guardian.id) is not None:
        raise AlreadyGuardian
    try:
        with db.session.begin_nested():
            row = Guardianship(pupil_id=pupil.id, guardian_id=guardian.id, **asdict(terms))
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        raise AlreadyGuardian from error
    _write_down(by, "guardian added", pupil, guardian, {}, now=now)
    return row


def change_tie(row: Guardianship, terms: Terms, by: Person, *, today: date, now: datetime) -> None:
    """Change how a guardian is tied to a pupil; access changes with it, at once. Raises NeedsDocument, WrongDay."""
    check_terms(terms, today=today)
    found = changed(row, **asdict(terms))
    if found:
        _write_down(by, "guardian changed", row.pupil, row.guardian, found, now=now)


def remove_tie(row: Guardianship, by: Person, *, now: datetime) -> None:
    """This person is no longer a guardian of this pupil; `bring_back` undoes it."""
    terms = {name: plain(getattr(row, name)) for name in Terms.__dataclass_fields__}
    _write_down(by, "guardian removed", row.pupil, row.guardian, {"terms": terms}, now=now)
    db.session.delete(row)
    db.session.flush()


def bring_back(deed: Audit, by: Person, *, now: datetime) -> None:
    """Tie a guardian to a pupil again, on the terms that were removed. Raises CannotUndo."""
    pupil, person = db.session.get(Pupil, deed.about), db.session.get(Person, (deed.detail or {}).get("person", 0))
    if pupil is None or person is None or person.guardian is None or tie_between(pupil.id, person.guardian.id):
        raise CannotUndo
    removed = select(Audit).where(Audit.did == deed.did, Audit.kind == "person", Audit.about == person.id)
    found = db.session.scalars(removed.where(Audit.at == deed.at)).first()
    if found is None or found.detail is None:
        raise CannotUndo
    terms = _terms(found.detail["terms"])
    try:
        with db.session.begin_nested():
            db.session.add(Guardianship(pupil_id=pupil.id, guardian_id=person.guardian.id, **asdict(terms)))
            db.session.flush()
    except IntegrityError as error:
        raise CannotUndo from error
    _write_down(by, "guardian brought back", pupil, person.guardian, {}, now=now)


def _terms(kept: dict) -> Terms:
    days = {name: date.fromisoformat(kept[name]) for name in ("restricted_from", "restricted_until") if kept[name]}
    return Terms(**{**kept, **days, "custody": Custody(kept["custody"])})


def tie_between(pupil_id: int, guardian_id: int) -> Guardianship | None:
    """What ties these two, if anything does."""
    query = select(Guardianship).where(Guardianship.pupil_id == pupil_id, Guardianship.guardian_id == guardian_id)
    return db.session.scalars(query).first()


def _write_down(by: Person, verb: str, pupil: Pupil, guardian: Guardian, detail: dict, *, now: datetime) -> None:
    # What was decided about a guardian is written with the guardian; the pupil's pages only say who it was,
    # since another household may be shown what was done about its child.
    audit.did(by, verb, guardian.person, now=now, detail={"pupil": pupil.id, **detail})
    audit.did(by, verb, pupil, now=now, detail={"person": guardian.person_id})
