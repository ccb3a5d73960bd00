"""Asking a family whether what it shared is still right, and taking its answer."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from portal import audit, heartbeat, i18n, outbox
from portal.db import db, reading, rows_changed, transaction
from portal.home_context import queries
from portal.home_context.models import HomeItem
from portal.home_context.rules import ASKED_BEFORE
from portal.school.models import Guardian, Guardianship, Person, Pupil

EVERY = timedelta(hours=1)

_waiting: list[int] = []


def still_right(items: list[HomeItem], guardian: Person, *, now: datetime) -> None:
    """Renew these, each to the end of the school year that it is now for."""
    today = i18n.local_date(now)
    for item in items:
        item.expires_on, item.asked_for = queries.renewed_until(item, today), None
        audit.did(guardian, "home item renewed", item, now=now)


def ask_one(now: datetime) -> bool:
    """Job: ask one household, once for each end, in a message without a child or a matter. Whether there was one."""
    if not _waiting and heartbeat.comes_round("home items to renew", now, every=EVERY):
        with reading():
            _waiting.extend(_households_to_ask(now))
    if not _waiting:
        return False
    household_id = _waiting.pop(0)
    with transaction():
        # Of two workers one changes these rows; the other finds none left, and asks nobody.
        asked = update(HomeItem).where(HomeItem.household_id == household_id, *_is_to_ask(now))
        if rows_changed(asked.values(asked_for=HomeItem.expires_on)):
            _ask(household_id, now)
    return True


def _ask(household_id: int, now: datetime) -> None:
    query = (
        select(Guardian)
        .join(Guardian.person)
        .where(Guardian.household_id == household_id, Person.left_on.is_(None))
        .where(Guardian.id.in_(select(Guardianship.guardian_id).where(Guardianship.has_access)))
        .order_by(Guardian.id)
    )
    for guardian in db.session.scalars(query).unique():
        outbox.queue(guardian.person, "home_context/messages/still_right.txt", guardian, now=now, path="/home-context")


def _households_to_ask(now: datetime) -> list[int]:
    query = select(HomeItem.household_id).where(*_is_to_ask(now)).distinct()
    return list(db.session.scalars(query.order_by(HomeItem.household_id)))


def _is_to_ask(now: datetime) -> tuple:
    today = i18n.local_date(now)
    return (
        HomeItem.removed_at.is_(None),
        HomeItem.expires_on >= today,
        HomeItem.expires_on <= today + ASKED_BEFORE,
        or_(HomeItem.asked_for.is_(None), HomeItem.asked_for != HomeItem.expires_on),
        HomeItem.pupil_id.in_(select(Pupil.id).where(Pupil.left_on.is_(None))),
        _may_open_its_pages(),
    )


def _may_open_its_pages():
    """Whether a guardian of the household still has access to the child."""
    ties = select(Guardianship.id).join(Guardian, Guardian.id == Guardianship.guardian_id)
    return ties.where(
        Guardian.household_id == HomeItem.household_id, Guardianship.pupil_id == HomeItem.pupil_id,
        Guardianship.has_access,
    ).exists()  # fmt: skip
