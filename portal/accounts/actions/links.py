"""One-time links by e-mail and by SMS: asked for, sent, and spent."""

from datetime import datetime

from sqlalchemy import and_, or_, select, update

from portal import outbox, vault
from portal.accounts.actions.proofs import WrongProof
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import LinkRequest, SignInLink
from portal.accounts.rules import LINK_LIVES, SMS_LINK_LIVES
from portal.db import db, reading, rows_changed, transaction
from portal.school import queries as school
from portal.school.models import Person

SMS_TOKEN_BYTES = 16


def ask_for_link(address: str, *, now: datetime) -> None:
    """Write down that somebody asks for a link to an e-mail address or phone number.

    It costs the same for every address: whether anybody is known by it is found out by the worker.
    """
    db.session.add(LinkRequest(address=address, asked_at=now))


def answer_one_request(now: datetime) -> bool:
    """Job: send the link that was asked for longest ago, when there is somebody to send it to."""
    with reading() as session:
        if session.scalar(select(LinkRequest.id).limit(1)) is None:
            return False
    oldest = select(LinkRequest).order_by(LinkRequest.id).limit(1).with_for_update(skip_locked=True)
    with transaction() as session:
        asked = session.scalars(oldest).first()
        if asked is None:
            return False
        session.delete(asked)
        if asked.asked_at > now - LINK_LIVES:
            send_link(asked.address, now=now)
    return True


def send_link(address: str, *, now: datetime) -> None:
    """Send a one-time link to an e-mail address or phone number; nobody is told whether it was sent.

    A number that several people share tells nobody's door: it gets no link.
    """
    is_mail = "@" in address
    person = school.person_by_email(address) if is_mail else school.person_by_phone(address)
    if person is None or not _comes_in_by_link(person):
        return
    if is_mail:
        _send(person, "email", "accounts/messages/link.txt", "/sign-in/link/", new_token(), now)
    else:
        _send(person, "sms", "accounts/messages/link_sms.txt", "/l/", new_token(SMS_TOKEN_BYTES), now)


def _comes_in_by_link(person: Person) -> bool:
    # Staff who are nobody's parent here have a stronger proof; a link would be a way around it.
    return person.guardian is not None or not person.staff_roles


def _send(person: Person, channel: str, template: str, door: str, token: str, now: datetime) -> None:
    link = SignInLink(
        token_hash=hashed(token),
        person_id=person.id,
        channel=channel,
        sent_to=_address_mark(person, channel),
        made_at=now,
    )
    db.session.add(link)
    outbox.queue(person, template, link, channel=channel, now=now, path=f"{door}{token}", is_urgent=True)


def _address_mark(person: Person, channel: str) -> str:
    if channel == "sms":
        return person.phone_mark or ""
    return vault.ring.mark(person.email, "sign_in_link.sent_to") if person.email else ""


def use_link(token: str, *, now: datetime) -> Person:
    """Spend a link; its address is verified by that. Of two at once, one wins.

    Raises WrongProof when it is unknown, too old or spent, or went to an address that is no longer the person's.
    """
    is_sms = SignInLink.channel == "sms"
    alive = or_(
        and_(is_sms, SignInLink.made_at > now - SMS_LINK_LIVES), and_(~is_sms, SignInLink.made_at > now - LINK_LIVES)
    )
    is_this = SignInLink.token_hash == hashed(token)
    if rows_changed(update(SignInLink).where(is_this, SignInLink.used_at.is_(None), alive).values(used_at=now)) != 1:
        raise WrongProof
    link = db.session.scalars(select(SignInLink).where(is_this)).unique().one()
    if link.person.left_on is not None or link.sent_to != _address_mark(link.person, link.channel):
        raise WrongProof
    _note_verified(link.person, link.channel, now)
    return link.person


def _note_verified(person: Person, channel: str, now: datetime) -> None:
    if channel == "sms":
        person.phone_verified_at = now
    else:
        person.email_verified_at = now
