"""Proofs of who somebody is: passwords, links, sessions; and the count of tries."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedJson


class Secret(Base):
    """A password or kiosk PIN, as an argon2id hash; `kind` is "password" or "pin"."""

    __tablename__ = "secret"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str]
    set_at: Mapped[datetime]


class SignInLink(Base):
    """A one-time link; only the SHA-256 of its 256-bit token is stored."""

    __tablename__ = "sign_in_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class UserSession(Base):
    """One signed-in browser; the cookie holds its token, this row its SHA-256."""

    __tablename__ = "user_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    device: Mapped[str]
    # Proven in two ways: what some people on the staff must do before anything opens.
    is_strong: Mapped[bool] = mapped_column(default=False, server_default=false())
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


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
