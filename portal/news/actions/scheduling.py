"""Publishing at its moment what was written ahead."""

from datetime import datetime

from sqlalchemy import select, update

from portal.db import rows_changed, transaction
from portal.news.actions.telling import tell_families
from portal.news.models import Post


def publish_one(now: datetime) -> bool:
    """Job: tell the families of one post whose moment has come. Returns whether there was one.

    The page shows it by itself from that moment on. Of two workers, and after a crash, one tells, once.
    """
    due = select(Post.id).where(Post.goes_out_at <= now).order_by(Post.goes_out_at, Post.id).limit(1)
    with transaction() as session:
        number = session.scalar(due)
        if number is None:
            return False
        mine = update(Post).where(Post.id == number, Post.goes_out_at <= now).values(goes_out_at=None)
        if rows_changed(mine):
            tell_families(session.get_one(Post, number), now=now)
    return True
