"""What was agreed in conversations, what of it waits for a family's answer, and how a home keeps in touch."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.conversations.models import Agreement, AgreementAnswer, Booking, Slot
from portal.conversations.rules import Often, Way
from portal.db import db
from portal.school.models import Guardian, Guardianship, Person


class ContactAgreement(NamedTuple):
    """How and how often a home and its teachers keep in touch, as last agreed; `is_right`: the family said so."""

    way: Way | None
    often: Often | None
    since: datetime
    is_right: bool


class Unanswered(NamedTuple):
    """An agreement that waits for a family's yes or no, with the conversation in which it was made."""

    agreement: Agreement
    booking_id: int


def versions_of(booking: Booking) -> list[Agreement]:
    """What was agreed in this conversation, newest version first."""
    about = _same_talk(Agreement, booking.round_id, booking.class_id, booking.pupil_id)
    query = select(Agreement).where(about, Agreement.is_together == booking.is_together)
    if not booking.is_together:
        query = query.where(Agreement.household_id == booking.household_id)
    return list(db.session.scalars(query.options(joinedload(Agreement.written_by)).order_by(Agreement.id.desc())))


def agreed_before(booking: Booking) -> Agreement | None:
    """What this home and the school agreed in the conversation before this one, whoever taught the child then."""
    query = select(Agreement).where(
        Agreement.pupil_id == booking.pupil_id, _is_newest(), Agreement.round_id != booking.round_id,
        Agreement.written_at < booking.slot.starts_at, _is_of(booking.household_id),
    )  # fmt: skip
    query = query.options(joinedload(Agreement.written_by)).order_by(Agreement.id.desc())
    return db.session.scalars(query.limit(1)).first()


def answer_of(agreement: Agreement, household_id: int) -> AgreementAnswer | None:
    """What this home said of it."""
    return next((each for each in agreement.answers if each.household_id == household_id), None)


def contact_agreement_of(pupil_id: int, household_id: int) -> ContactAgreement | None:
    """How a home of a child and its teachers keep in touch, as they agreed last; None when they never did."""
    query = select(Agreement).where(
        Agreement.pupil_id == pupil_id, _is_newest(), _is_of(household_id),
        or_(Agreement.way.is_not(None), Agreement.often.is_not(None)),
    )  # fmt: skip
    found = db.session.scalars(query.order_by(Agreement.id.desc()).limit(1)).first()
    if found is None:
        return None
    answer = answer_of(found, household_id)
    return ContactAgreement(found.way, found.often, found.written_at, bool(answer and answer.is_right))


def waiting_for_answer(person: Person) -> list[Unanswered]:
    """What was agreed about the children of this guardian, and that nobody of the home answered yet."""
    if person.guardian is None or not person.is_guardian:
        return []
    home = person.guardian.household_id
    mine = select(Guardianship.pupil_id).where(Guardianship.guardian_id == person.guardian.id, Guardianship.has_access)
    answered = exists().where(AgreementAnswer.agreement_id == Agreement.id, AgreementAnswer.household_id == home)
    query = (
        select(Agreement, Booking.id)
        .join(Booking, and_(_same_talk(Booking, Agreement.round_id, Agreement.class_id, Agreement.pupil_id)))
        .join(Slot, Slot.id == Booking.slot_id)
        .where(Agreement.pupil_id.in_(mine), _is_newest(), _is_of(home), ~answered)
        .where(Booking.cancelled_at.is_(None), or_(Booking.household_id == home, Booking.is_together))
        .options(joinedload(Agreement.pupil))
        .order_by(Agreement.id)
    )
    return [Unanswered(agreement, booking_id) for agreement, booking_id in db.session.execute(query)]


def agreements_exported(pupil_id: int, household_id: int) -> list[dict]:
    """Every version of what was agreed with this home about this child, and what the home said of it."""
    query = select(Agreement).where(Agreement.pupil_id == pupil_id, _is_of(household_id)).order_by(Agreement.id)
    return [
        {
            "agreed_lines": dict(each.lines), "contact_way": each.way, "contact_often": each.often,
            "agreed_in_languages": dict(each.in_languages or {}),
            "language": each.language, "written_by": each.written_by.full_name, "written_at": each.written_at,
        }
        | _answer_exported(answer_of(each, household_id))
        for each in db.session.scalars(query.options(joinedload(Agreement.written_by)))
    ]  # fmt: skip


def _answer_exported(answer: AgreementAnswer | None) -> dict:
    if answer is None:
        return {}
    return {
        "agreed_right": answer.is_right,
        "agreed_answer": answer.words,
        "agreed_answered_by": answer.person.full_name,
    }


def answers_to_read(class_ids: list[int]) -> set[tuple[int, int, int]]:
    """The conversations (round, class, pupil) in which a family said that the newest version is not right."""
    query = select(Agreement.round_id, Agreement.class_id, Agreement.pupil_id)
    query = query.join(AgreementAnswer, AgreementAnswer.agreement_id == Agreement.id)
    query = query.where(Agreement.class_id.in_(class_ids), _is_newest(), ~AgreementAnswer.is_right)
    return {(round_id, class_id, pupil_id) for round_id, class_id, pupil_id in db.session.execute(query)}


def _same_talk(of, round_id, class_id, pupil_id) -> ColumnElement[bool]:
    return and_(of.round_id == round_id, of.class_id == class_id, of.pupil_id == pupil_id)


def _is_of(household_id: int) -> ColumnElement[bool]:
    """The home's own, and what all homes of a child agreed together while it may see that child."""
    children = (
        select(Guardianship.pupil_id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .where(Guardian.household_id == household_id, Guardianship.has_access)
    )
    together = and_(Agreement.is_together, Agreement.pupil_id.in_(children))
    return or_(Agreement.household_id == household_id, together)


def _is_newest() -> ColumnElement[bool]:
    other = aliased(Agreement)
    newest = select(func.max(other.version)).where(
        _same_talk(other, Agreement.round_id, Agreement.class_id, Agreement.pupil_id),
        other.household_id == Agreement.household_id,
    )
    return Agreement.version == newest.scalar_subquery()
