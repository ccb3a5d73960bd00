"""Proofs of who somebody is: passwords, links, sessions; and the count of tries."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Hat, Person
from portal.vault import EncryptedJson, EncryptedText


class Secret(Base):
    """A password or kiosk PIN, as an argon2id hash; `kind` is "password", "pin" or "duress"."""

    __tablename__ = "secret"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str]
    set_at: Mapped[datetime]


class LinkRequest(Base):
    """Somebody asks for a link: written down alike for every address; whose it is, is looked up outside the request."""

    __tablename__ = "link_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(EncryptedText("link_request.address"))
    asked_at: Mapped[datetime]


class SignInLink(Base):
    """A one-time link; only the SHA-256 of its token is stored. `sent_to` is a keyed mark of the address."""

    __tablename__ = "sign_in_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    channel: Mapped[str] = mapped_column(default="email", server_default="email")
    sent_to: Mapped[str] = mapped_column(default="", server_default="")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class UserSession(Base):
    """One signed-in browser; the cookie holds its token, this row its SHA-256.

    `proved_at`: when it last showed who it is; `staff_proved_at`: the same, good enough for the staff's rights.
    """

    __tablename__ = "user_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    browser: Mapped[str] = mapped_column(default="", server_default="")
    system: Mapped[str] = mapped_column(default="", server_default="")
    hat: Mapped[Hat] = mapped_column(default=Hat.PARENT, server_default="parent")
    # Proven in two ways: what some people on the staff must do before anything opens.
    is_strong: Mapped[bool] = mapped_column(default=False, server_default=false())
    proved_at: Mapped[datetime | None]
    staff_proved_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class KnownDevice(Base):
    """A browser in which a person signed in before; `mark` is a keyed hash of both: it ties no two persons together."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("person_id", "mark"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    mark: Mapped[str]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class ProofCode(Base):
    """The code with which one session shows again who it is; `mark` is a keyed hash of session and code."""

    __tablename__ = "proof_code"
    session_id: Mapped[int] = mapped_column(ForeignKey("user_session.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)


class Attempt(Base):
    """One try at something that can be guessed; `bucket` is a keyed hash, so it names nobody."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_bucket_at", "bucket", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class KeptFields(Base):
    """What was typed on a page before its language was switched; read once, by the same browser."""

    __tablename__ = "kept_fields"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    fields: Mapped[list] = mapped_column(EncryptedJson("kept_fields.fields"))
    kept_at: Mapped[datetime] = mapped_column(index=True)
