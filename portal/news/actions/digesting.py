"""The digest: all that is new for one guardian since the last one, in one message that names classes only."""

from datetime import datetime

from portal import outbox
from portal.db import reading, transaction
from portal.news import queries
from portal.outbox import Digest


def tell_digest_one(now: datetime) -> bool:
    """Job: tell the digest that has been due longest, once whoever else tries. Returns whether there was one."""
    with reading():
        if not outbox.is_digest_due(now):
            return False
    with transaction():
        digest = outbox.digest_due(now)
        if digest is None:
            # Another worker holds it.
            return False
        classes = queries.gathered_in(digest, now=now)
        if outbox.close_digest(digest, now=now) and classes and digest.person.left_on is None:
            _tell(digest, classes, now)
    return True


def _tell(digest: Digest, classes: list[queries.ClassNews], now: datetime) -> None:
    path = f"/classes/{classes[0].class_id}" if len(classes) == 1 else "/"
    outbox.queue(digest.person, "news/messages/digest.txt", digest, now=now, path=path, classes=classes)
