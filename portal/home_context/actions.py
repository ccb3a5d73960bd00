"""Writing, removing and giving back what a family shares, and noting each look at it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement

from portal import audit, i18n
from portal.db import Base, db
from portal.home_context import queries
from portal.home_context.models import HomeItem
from portal.home_context.rules import RENEWAL_LASTS, UNDO_LASTS, Theme
from portal.school.models import Person, Pupil


def share(
    guardian: Person, pupil: Pupil, theme: Theme, text: str, *, in_conversation: bool, until: date, now: datetime
) -> HomeItem:
    """Write one theme for the guardian's household; the same words for the same time again change nothing."""
    assert guardian.guardian is not None
    household_id = guardian.guardian.household_id
    item = queries.item_of(pupil.id, household_id, theme)
    if item is None:
        item = HomeItem(pupil_id=pupil.id, household_id=household_id, theme=theme)
        db.session.add(item)
    elif (item.text, item.in_conversation, item.expires_on, item.removed_at) == (text, in_conversation, until, None):
        return item
    item.text, item.in_conversation, item.removed_at = text, in_conversation, None
    item.language, item.written_by_id, item.written_by = guardian.language, guardian.id, guardian
    item.written_at, item.expires_on = now, until
    audit.did(guardian, "home item written", item, now=now)
    return item


def remove(item: HomeItem, guardian: Person, *, now: datetime) -> None:
    """Take an item back: nobody at school sees it any more. It can be brought back until the page is left."""
    item.removed_at = now
    audit.did(guardian, "home item removed", item, now=now)


def bring_back(item: HomeItem, guardian: Person, *, now: datetime) -> None:
    """Undo removing."""
    item.removed_at = None
    audit.did(guardian, "home item brought back", item, now=now)


def note_look(items: list[HomeItem], teacher: Person, *, now: datetime) -> None:
    """Write down, before they are shown, that this teacher looked at these items."""
    audit.saw_all(teacher, items, now=now)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What families took back, after the time for an undo; and what was shared until a day that is long over."""
    return [
        (HomeItem, HomeItem.removed_at < now - UNDO_LASTS),
        (HomeItem, HomeItem.expires_on < i18n.local_date(now - RENEWAL_LASTS)),
    ]
