"""Noting each look at what families share, and letting go of what is over."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from portal import audit, i18n
from portal.db import Base
from portal.home_context.models import HomeDraft, HomeItem
from portal.home_context.rules import DRAFT_KEPT, RENEWAL_LASTS, UNDO_LASTS
from portal.school.models import Person, Pupil, StandIn
from portal.school.rules import STAND_IN_KEPT


def note_look(items: list[HomeItem], reader: Person, *, now: datetime) -> None:
    """Write down, before they are shown, that somebody at school looked at these items."""
    audit.saw_all(reader, items, now=now)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What families took back, after the time for an undo; what was shared until a day that is long over; and what was
    never shared. What an item said before, and what was said aloud, goes with it."""
    today = i18n.local_date(now)
    return [
        (HomeItem, HomeItem.removed_at < now - UNDO_LASTS),
        (HomeItem, HomeItem.expires_on < today - RENEWAL_LASTS),
        (HomeDraft, HomeDraft.written_at < now - DRAFT_KEPT),
        (HomeDraft, HomeDraft.pupil_id.in_(select(Pupil.id).where(Pupil.left_on < today))),
        (StandIn, StandIn.until_on < today - STAND_IN_KEPT),
    ]
