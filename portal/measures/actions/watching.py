"""Jobs: a measure ends on its day by itself, and whoever it is for hears in time that a day is near."""

from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from portal import i18n, outbox
from portal.db import db, reading, rows_changed, transaction
from portal.incidents.rules import What
from portal.measures.actions.moving import AlreadyMoved, look_ahead, move, write_down
from portal.measures.models import Measure
from portal.measures.rules import State
from portal.school import queries as school
from portal.school.models import Person, Role

ONE_DAY = timedelta(days=1)


def end_one(now: datetime) -> bool:
    """Job: end one measure whose last day has passed, or whose follower has begun."""
    today = i18n.local_date(now)
    with reading():
        number = _over(today)
    if number is None:
        return False
    with transaction() as session:
        _close(session.get_one(Measure, number), now)
    return True


def close_if_followed(measure: Measure, now: datetime) -> None:
    """What a measure replaces is over as soon as it begins; before that it stays in force until its own end."""
    if measure.replaces_id and measure.starts_on and measure.starts_on <= i18n.local_date(now):
        _close(db.session.get_one(Measure, measure.replaces_id), now)


def remind_one(now: datetime) -> bool:
    """Job: tell contact person and school leader of one measure of which a day is near; never which, or whose."""
    today = i18n.local_date(now)
    near = select(Measure).where(Measure.tell_on <= today).order_by(Measure.tell_on, Measure.id).limit(1)
    with reading():
        number = db.session.scalar(near.with_only_columns(Measure.id))
    if number is None:
        return False
    with transaction() as session:
        measure = session.get_one(Measure, number)
        told = update(Measure).where(Measure.id == number, Measure.tell_on == measure.tell_on).values(tell_on=None)
        if measure.tell_on is not None and rows_changed(told) == 1:
            session.refresh(measure)
            look_ahead(measure, after=today)
            for person in _who_hears(measure):
                outbox.queue(person, "measures/messages/waiting.txt", measure, now=now, path=_where(person))
    return True


def _over(today: date) -> int | None:
    active = select(Measure.id).where(Measure.state == State.ACTIVE).order_by(Measure.id).limit(1)
    followed = select(Measure.replaces_id).where(
        Measure.state == State.ACTIVE, Measure.starts_on <= today, Measure.replaces_id.is_not(None)
    )
    return db.session.scalar(active.where((Measure.ends_on < today) | Measure.id.in_(followed)))


def _close(measure: Measure, now: datetime) -> None:
    follows = select(Measure.id).where(Measure.replaces_id == measure.id, Measure.state == State.ACTIVE)
    is_replaced = db.session.scalar(follows.limit(1)) is not None
    state, what = (
        (State.REPLACED, What.MEASURE_REPLACED) if is_replaced else (State.ENDED, What.MEASURE_ENDED)
    )  # fmt: skip
    try:
        move(measure, {State.ACTIVE}, state=state, closed_at=now, at_desk=False)
    except AlreadyMoved:
        # Lifted, or ended by another worker, a moment earlier.
        return
    write_down(measure, what, None, now)
    look_ahead(measure, after=i18n.local_date(now) - ONE_DAY)


def _who_hears(measure: Measure) -> list[Person]:
    leaders = school.staff_with(Role.LEADER) or school.staff_with(Role.COORDINATOR)
    contact = [measure.contact] if measure.contact and measure.contact.left_on is None else []
    return list({person.id: person for person in [*contact, *leaders]}.values())


def _where(person: Person) -> str:
    """Whoever decides about measures finds it in their list; a contact person among the own ones."""
    return "/measures" if {Role.LEADER, Role.COORDINATOR} & person.all_roles else "/measures/mine"
