"""Times for all children of a family at once, for the page that it chooses on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.conversations.models import Slot
from portal.conversations.queries.families import Choice
from portal.conversations.queries.slots import end_of
from portal.conversations.rules import MOST_CHILDREN, Time, proposals
from portal.school.models import Pupil


@dataclass(frozen=True)
class Proposal:
    """One time for each child, by time: booked all at once, or not at all."""

    times: list[tuple[Slot, Pupil]]

    @property
    def starts_at(self) -> datetime:
        return self.times[0][0].starts_at


def proposals_for(choices: list[Choice]) -> list[Proposal]:
    """The best times after each other for the children without a conversation; next to those that have one."""
    asked = [each for each in choices if each.booking is None and each.has_free][:MOST_CHILDREN]
    if len(asked) < 2 or len({each.pupil.id for each in asked}) < len(asked):
        return []
    wanted = [[_time(slot, each) for slot, is_free in each.slots if is_free] for each in asked]
    held = [each.booking for each in choices]
    walking = timedelta(minutes=max(each.round.walking_minutes for each in asked))
    busy = [(booking.slot.starts_at - walking, booking.ends_at + walking) for booking in held if booking]
    by_number = {slot.id: slot for each in asked for slot, _free in each.slots}
    return [
        Proposal(sorted(
            ((by_number[time.slot], each.pupil) for time, each in zip(row, asked, strict=True)),
            key=lambda pair: pair[0].starts_at,
        ))
        for row in proposals(wanted, walking=walking, busy=busy)
    ]  # fmt: skip


def _time(slot: Slot, choice: Choice) -> Time:
    return Time(slot.starts_at, end_of(slot, choice.minutes), slot.id, slot.class_id)
