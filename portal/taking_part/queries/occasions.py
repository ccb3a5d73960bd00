"""Which occasions somebody sees, which a household comes to, and what came of them."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select

from portal import i18n
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person, SchoolYear
from portal.taking_part.models import Occasion, OccasionClass, Outcome, SignUp

# What was answered stays readable; so many stand on the page.
MOST_SHOWN = 40


def _classes_of(person: Person) -> list[int]:
    return [own_class.id for _child, own_class in school.children_with_classes(person)]


def shown_to(person: Person) -> list[Occasion]:
    """What was opened, the last first: for a parent what they are invited to, for staff everything."""
    query = _opened().order_by(func.coalesce(Occasion.starts_at, Occasion.ends_at).desc(), Occasion.id.desc())
    if not person.is_staff:
        query = query.where(_meant_for(person))
    return list(db.session.scalars(query.limit(MOST_SHOWN)))


def on_first_page(person: Person, *, now: datetime, answered_since: datetime) -> list[Occasion]:
    """What a parent is invited to and is not over, the first first; then what was answered since that moment."""
    is_open = Occasion.answered_at.is_(None) & (Occasion.ends_at > now)
    query = _opened().where(Occasion.called_off_at.is_(None), is_open | (Occasion.answered_at > answered_since))
    in_order = (Occasion.answered_at.is_not(None), func.coalesce(Occasion.starts_at, Occasion.ends_at), Occasion.id)
    return list(db.session.scalars(query.where(_meant_for(person)).order_by(*in_order)))


def dated_for(person: Person, *, since: datetime) -> list[Occasion]:
    """What a parent is invited to that begins after this moment, the first first."""
    query = _opened().where(Occasion.called_off_at.is_(None), Occasion.starts_at >= since, _meant_for(person))
    return list(db.session.scalars(query.order_by(Occasion.starts_at, Occasion.id)))


def said_to_come(person: Person, occasions: Sequence[Occasion]) -> dict[int, bool]:
    """To which of these the own household comes, by number: whether it still waits for a place."""
    if person.guardian is None or not occasions:
        return {}
    query = select(SignUp.occasion_id, SignUp.waits_since.is_not(None)).where(
        SignUp.household_id == person.guardian.household_id, SignUp.cancelled_at.is_(None),
        SignUp.occasion_id.in_([each.id for each in occasions]),
    )  # fmt: skip
    return {number: waits for number, waits in db.session.execute(query)}


def _opened() -> Select:
    return select(Occasion).where(Occasion.opened_at.is_not(None))


def _meant_for(person: Person):
    mine = _classes_of(person)
    limited = select(OccasionClass.occasion_id)
    own = limited.where(OccasionClass.class_id.in_(mine))
    return or_(Occasion.id.not_in(limited), Occasion.id.in_(own)) if mine else Occasion.id.is_(None)


def drafts() -> list[Occasion]:
    """What is not opened yet, the newest first."""
    query = select(Occasion).where(Occasion.opened_at.is_(None)).order_by(Occasion.made_at.desc(), Occasion.id.desc())
    return list(db.session.scalars(query))


def coming_of(person: Person, *, since: datetime) -> list[SignUp]:
    """What the own household comes to, or waits for, from this moment on; also what was called off or cancelled."""
    if person.guardian is None:
        return []
    query = (
        select(SignUp)
        .join(Occasion, Occasion.id == SignUp.occasion_id)
        .where(SignUp.household_id == person.guardian.household_id, Occasion.starts_at >= since)
        .order_by(Occasion.starts_at, Occasion.id)
    )
    return list(db.session.scalars(query))


def outcomes_of(occasion: Occasion) -> list[Outcome]:
    """The themes of what was said, in the order in which they were made."""
    return list(db.session.scalars(select(Outcome).where(Outcome.occasion_id == occasion.id).order_by(Outcome.id)))


def ended_before_year(today: date) -> Select:
    """The occasions of school years that ended before this day."""
    last = db.session.scalar(select(func.max(SchoolYear.ends_on)).where(SchoolYear.ends_on < today))
    ended = Occasion.ends_at < i18n.at_school(last) if last else Occasion.id.is_(None)
    return select(Occasion.id).where(ended)
