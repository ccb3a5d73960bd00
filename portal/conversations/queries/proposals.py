"""What pages show of a plan: its proposals, the free times beside them, and what is good to know of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal import i18n
from portal.conversations.models import Proposal, Slot, WishSet
from portal.conversations.queries.slots import is_held_now
from portal.conversations.rules.wishes import Mood, part_of
from portal.db import db
from portal.school.models import Household

# Siblings whose talks are further apart than so many minutes are pointed out.
FAR = 30


@dataclass(frozen=True)
class Remarks:
    """What is good to know of a proposal: how it fits the wishes, and what the plan could not do."""

    suits: Mood | None
    wait: int | None

    @property
    def is_far_from_sibling(self) -> bool:
        return self.wait is not None and self.wait > FAR


def proposals_of(round_id: int, class_id: int | None = None) -> list[Proposal]:
    """The proposals of a round, or of one class in it: by class, those without a time last, by time."""
    query = select(Proposal).where(Proposal.round_id == round_id)
    if class_id is not None:
        query = query.where(Proposal.class_id == class_id)
    loaded = (
        joinedload(Proposal.school_class), selectinload(Proposal.times),
        joinedload(Proposal.household).selectinload(Household.guardians),
    )  # fmt: skip
    found = db.session.scalars(query.options(*loaded)).unique()
    return sorted(found, key=lambda p: (p.class_id, not p.times, p.slots[0].starts_at if p.times else None, p.id))


def remarks_on(proposals: list[Proposal], wishes: dict[int, WishSet]) -> dict[int, Remarks]:
    """By proposal: what the family said of its time, and the minutes to the nearest one of a sibling."""
    of_home: dict[int, list[Proposal]] = defaultdict(list)
    for each in proposals:
        if each.times:
            of_home[each.household_id].append(each)
    return {each.id: Remarks(_mood(each, wishes), _wait(each, of_home[each.household_id])) for each in proposals}


def _mood(proposal: Proposal, wishes: dict[int, WishSet]) -> Mood | None:
    given = wishes.get(proposal.household_id)
    if given is None or not proposal.times:
        return None
    local = i18n.local(proposal.slots[0].starts_at)
    said = {(wish.day, wish.part): wish.mood for wish in given.wishes}
    return said.get((local.date(), part_of(local.time())))


def _wait(proposal: Proposal, of_home: list[Proposal]) -> int | None:
    if not proposal.times:
        return None
    starts, ends = proposal.slots[0].starts_at, proposal.slots[-1].ends_at
    others = [(o.slots[0].starts_at, o.slots[-1].ends_at) for o in of_home if o is not proposal]
    waits = [max(start - ends, starts - end) for start, end in others]
    return int(min(waits).total_seconds() // 60) if waits else None


def free_times(round_id: int, class_id: int, *, now: datetime) -> list[Slot]:
    """The times of a team that nobody holds, whatever a plan does with them, by time."""
    query = select(Slot).where(Slot.round_id == round_id, Slot.class_id == class_id, ~Slot.is_blocked)
    query = query.where(Slot.starts_at > now, ~is_held_now())
    return list(db.session.scalars(query.order_by(Slot.starts_at, Slot.id)))


def wish_sets_of(round_id: int) -> dict[int, WishSet]:
    """What each household said about a round, by household."""
    query = select(WishSet).where(WishSet.round_id == round_id).options(selectinload(WishSet.wishes))
    return {given.household_id: given for given in db.session.scalars(query)}
