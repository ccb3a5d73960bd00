"""One-time links: sent, and spent."""

from datetime import datetime

from sqlalchemy import select, update

from portal import outbox
from portal.accounts.actions.proofs import WrongProof
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import SignInLink
from portal.accounts.rules import LINK_LIVES
from portal.db import db, rows_changed
from portal.school import queries as school
from portal.school.models import Person


def send_link(email: str, *, now: datetime) -> None:
    """Mail a one-time link, if the address is known; the caller learns nothing either way."""
    person = school.person_by_email(email)
    if person is None:
        return
    token = new_token()
    link = SignInLink(token_hash=hashed(token), person_id=person.id, made_at=now)
    db.session.add(link)
    outbox.queue(person, "accounts/messages/link.txt", link, now=now, path=f"/sign-in/link/{token}", is_urgent=True)


def use_link(token: str, *, now: datetime) -> Person:
    """Spend a link; raises WrongProof when it is unknown, too old or spent. Of two at once, one wins."""
    spent = rows_changed(
        update(SignInLink)
        .where(
            SignInLink.token_hash == hashed(token), SignInLink.used_at.is_(None), SignInLink.made_at > now - LINK_LIVES
        )
        .values(used_at=now)
    )
    if spent != 1:
        raise WrongProof
    link = db.session.scalars(select(SignInLink).where(SignInLink.token_hash == hashed(token))).unique().one()
    if link.person.left_on is not None:
        raise WrongProof
    return link.person
