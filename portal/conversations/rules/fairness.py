"""Who may choose when: a head start for some, and times that are kept for some; pure decisions."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Claim:
    """What a family may claim in a round: whether it may choose first, and have a time that is kept for some.

    Goes first: several children in the round's classes, or the team wants this conversation. Kept times are for who
    was never in the portal when the round opened, needs an interpreter or asks for one, or is wanted by the team.
    """

    goes_first: bool = False
    may_have_kept: bool = False


def is_kept(*, is_reserved: bool, reserved_until: datetime | None, now: datetime) -> bool:
    """Whether a time is still only for those it was kept for; without a date it stays so."""
    return is_reserved and (reserved_until is None or now < reserved_until)
