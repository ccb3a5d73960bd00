"""Homes that stand apart on the board for a while: the leader is in contact, or a day was planned for good news."""

from collections.abc import Callable, Collection

from sqlalchemy import select

from portal.contact.models import ContactNext
from portal.db import db

Keys = set[tuple[int, int]]

# Features above this one that know with which homes of these pupils a leader is in contact. The board says that, and
# nothing more: no state, no step, nothing to come back to.
with_leader: list[Callable[[Collection[int]], Keys]] = []


def homes_with_leader(pupil_ids: Collection[int]) -> Keys:
    """The homes (pupil, household) that a leader is in contact with now."""
    return set().union(*(ask(pupil_ids) for ask in with_leader)) if pupil_ids else set()


def planned_for(pupil_ids: Collection[int]) -> dict[tuple[int, int], ContactNext]:
    """The days that were planned for homes of these pupils."""
    query = select(ContactNext).where(ContactNext.pupil_id.in_(pupil_ids))
    return {(row.pupil_id, row.household_id): row for row in db.session.scalars(query)}
