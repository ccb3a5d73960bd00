"""What both sides prepare for a conversation and agree in it: whose it is, and when the other side sees it."""

from datetime import datetime, timedelta
from enum import StrEnum

SHARED_BEFORE = timedelta(hours=24)
LONGEST_ANSWER = 1000


class Side(StrEnum):
    """Whose card it is; the child's is filled in together with a guardian, and is the family's."""

    PARENT = "parent"
    CHILD = "child"
    TEAM = "team"


def is_shared(starts_at: datetime, *, now: datetime) -> bool:
    """Whether each side sees the other's card: from a day before the conversation."""
    return now >= starts_at - SHARED_BEFORE


def is_open_to_colleague(ends_at: datetime, *, now: datetime) -> bool:
    """Whether a colleague who joined a conversation still sees its cards: until a day after it."""
    return now < ends_at + SHARED_BEFORE


class Way(StrEnum):
    """How a family and its teachers keep in touch."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"
    VIDEO = "video"
    HOME_VISIT = "home_visit"


class Often(StrEnum):
    """How often they do."""

    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    MONTHLY = "monthly"
    SIX_WEEKS = "six_weeks"
    WHEN_NEEDED = "when_needed"


EVERY: dict[Often, timedelta | None] = {
    Often.WEEKLY: timedelta(weeks=1), Often.TWO_WEEKS: timedelta(weeks=2), Often.MONTHLY: timedelta(days=30),
    Often.SIX_WEEKS: timedelta(weeks=6), Often.WHEN_NEEDED: None,
}  # fmt: skip


def still_said(
    before: dict[str, str], in_languages: dict[str, dict[str, str]] | None, now: dict[str, str]
) -> dict[str, dict[str, str]]:
    """What of an agreement in other languages still holds for its next version: of each line that stayed as it was."""
    same = {name for name, words in now.items() if before.get(name) == words}
    kept = {code: {n: words for n, words in said.items() if n in same} for code, said in (in_languages or {}).items()}
    return {code: said for code, said in kept.items() if said}
