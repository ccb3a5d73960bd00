"""Saying which children are on a picture, and deciding about one that families may no longer see."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete

from portal import audit
from portal.db import db, insert_once
from portal.news import queries
from portal.news.models import Picture, PictureChild
from portal.school.models import Person


def name_children(
    picture: Picture, teacher: Person, chosen: Collection[int], *, among: Collection[int], now: datetime
) -> None:
    """Say who is on a picture, of the children of the teacher's class; what another team said stays."""
    before = set(queries.children_on(picture)) & set(among)
    after = set(chosen) & set(among)
    gone = PictureChild.pupil_id.in_(before - after)
    db.session.execute(delete(PictureChild).where(PictureChild.picture_id == picture.id, gone))
    rows = [{"picture_id": picture.id, "pupil_id": number} for number in sorted(after - before)]
    if rows:
        # A colleague may have named them at the same moment.
        db.session.execute(insert_once(PictureChild), rows)
    if before != after:
        audit.did(teacher, "children named", picture, now=now)


def hide(picture: Picture, teacher: Person, *, now: datetime) -> None:
    """Hide a picture for good: no family sees it, whatever is allowed later."""
    picture.hidden_at = picture.hidden_at or now
    audit.did(teacher, "picture hidden", picture, now=now)


def show_again(picture: Picture, teacher: Person, *, now: datetime) -> None:
    """Undo hiding; while a child on it has no consent, families still do not see it."""
    picture.hidden_at = None
    audit.did(teacher, "picture shown again", picture, now=now)
