"""Passkeys, and the questions that a passkey answers."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedText


class Passkey(Base):
    """A key pair of which the portal knows the public half (COSE); `counter` is what its device counted last.

    Stopped: it was used from two places, so somebody has a copy; it opens nothing any more.
    """

    __tablename__ = "passkey"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential: Mapped[bytes] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    counter: Mapped[int] = mapped_column(default=0)
    # As the device told them: usb, nfc, ble, hybrid, internal; the browser asks in the right place first.
    transports: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(EncryptedText("passkey.name"))
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Challenge(Base):
    """A question for a passkey: asked of one browser, answered once, for some minutes.

    `person_id` is who makes a new passkey with the answer; nobody yet when it is to sign in.
    """

    __tablename__ = "passkey_challenge"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    question: Mapped[bytes]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)


class PasskeyOffer(Base):
    """That somebody answered the offer of a passkey; it is made once."""

    __tablename__ = "passkey_offer"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    answered_at: Mapped[datetime]
