"""Taking a letter back, and giving it back again."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.invitations.models import Invitation
from portal.invitations.rules import Ending
from portal.school.models import Person


class IsOver(Refusal):
    """The letter was used or replaced meanwhile, or it is too old: nothing can be changed about it."""


def withdraw(letter: Invitation, office: Person, *, now: datetime) -> None:
    """The letter opens nothing any more, at once. Twice is once. Raises IsOver when it was used or replaced already."""
    if letter.ending is Ending.WITHDRAWN:
        return
    living = update(Invitation).where(Invitation.id == letter.id, Invitation.ended_at.is_(None))
    if rows_changed(living.values(ended_at=now, ending=Ending.WITHDRAWN)) != 1:
        db.session.refresh(letter, ["ending"])
        if letter.ending is Ending.WITHDRAWN:
            return
        raise IsOver
    audit.did(office, "invitation withdrawn", letter.person, now=now)


def bring_back(letter: Invitation, office: Person, *, now: datetime) -> None:
    """The letter that was withdrawn works again. Twice is once.

    Raises IsOver when it is too old or another one was made since.
    """
    withdrawn = (Invitation.id == letter.id, Invitation.ending == Ending.WITHDRAWN, Invitation.expires_at > now)
    try:
        with db.session.begin_nested():
            changed = rows_changed(update(Invitation).where(*withdrawn).values(ended_at=None, ending=None))
    except IntegrityError:
        # Another letter works: the unique index lets a guardian hold one.
        changed = 0
    if changed != 1:
        db.session.refresh(letter, ["ended_at"])
        if letter.ended_at is None and letter.expires_at > now:
            return
        raise IsOver
    audit.did(office, "invitation given back", letter.person, now=now)
