"""For whom there is aftercare, which steps it has, and how a step ends."""

from enum import StrEnum


class Whom(StrEnum):
    """For whom: a colleague who was there, a class of which children saw it, the team of who was there."""

    COLLEAGUE = "colleague"
    CLASS = "class"
    TEAM = "team"


class Kind(StrEnum):
    """The steps. Added: by the school for everybody; more: asked for in another step; offer: after declining."""

    FIRST_HOURS = "first_hours"
    SAME_DAY = "same_day"
    RECEPTION = "reception"
    TWO_WEEKS = "two_weeks"
    SIX_WEEKS = "six_weeks"
    ADDED = "added"
    MORE = "more"
    OFFER = "offer"


class Outcome(StrEnum):
    """How a step ended, and nothing of what was said. Not needed: this colleague was not there after all."""

    DONE = "done"
    DECLINED = "declined"
    NOT_NEEDED = "not_needed"


# The school may add, not remove. When each is due: docs/decisions/0010-when-aftercare-is-due.md.
PLAN: dict[Whom, tuple[Kind, ...]] = {
    Whom.COLLEAGUE: (Kind.FIRST_HOURS, Kind.SAME_DAY, Kind.RECEPTION, Kind.TWO_WEEKS, Kind.SIX_WEEKS),
    Whom.CLASS: (Kind.SAME_DAY, Kind.TWO_WEEKS),
    Whom.TEAM: (Kind.SAME_DAY,),
}


def by_first(kind: Kind) -> bool:
    """Whether whoever comes first does it; what follows is somebody else's (arbocatalogus-vo.nl)."""
    return kind in (Kind.FIRST_HOURS, Kind.SAME_DAY)
