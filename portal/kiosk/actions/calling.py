"""Calls for help that the screen itself makes."""

from datetime import datetime

from portal.db import db, transaction
from portal.help_calls import actions as help_calls
from portal.school.models import Place


def call_after_refusal(place_id: int, *, key: str, now: datetime) -> None:
    """A quiet call that stays, although the deed that it came with is refused and undone."""
    db.session.rollback()
    with transaction() as session:
        help_calls.raise_call(session.get_one(Place, place_id), key=key, is_quiet=True, now=now)
