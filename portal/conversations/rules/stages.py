"""Where a round stands at a moment."""

from dataclasses import dataclass
from datetime import datetime

from portal.conversations.rules.words import RoundState, Stage


@dataclass(frozen=True)
class Dates:
    """When a round moves on; an empty date does not hold it back, and views-only and done then never come."""

    head_start_at: datetime | None = None
    opens_at: datetime | None = None
    views_only_at: datetime | None = None
    done_at: datetime | None = None


def stage_of(dates: Dates, *, state: RoundState, now: datetime) -> Stage:
    """Where a round stands: what was stopped or drafted by hand first, then the latest date that has passed."""
    if state is RoundState.DRAFT:
        return Stage.DRAFT
    if dates.done_at and now >= dates.done_at:
        return Stage.DONE
    if state is RoundState.CLOSED or (dates.views_only_at and now >= dates.views_only_at):
        return Stage.VIEW_ONLY
    if dates.opens_at is None or now >= dates.opens_at:
        return Stage.OPEN
    if dates.head_start_at and now >= dates.head_start_at:
        return Stage.HEAD_START
    return Stage.FILLING
