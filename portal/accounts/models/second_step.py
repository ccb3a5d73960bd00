"""The second step after a password: an app that shows codes, and the codes on paper for when it is lost."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedText


class CodeApp(Base):
    """An app that shows a code of six digits every half minute (TOTP, RFC 6238); it counts once it is confirmed.

    `last_step` is the half minute of the last code that was used: that code and older ones are spent.
    """

    __tablename__ = "code_app"
    __table_args__ = (
        Index("ix_code_app_confirmed", "person_id", unique=True, sqlite_where=text("confirmed_at IS NOT NULL"),
              postgresql_where=text("confirmed_at IS NOT NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    secret: Mapped[str] = mapped_column(EncryptedText("code_app.secret"))
    made_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(Base):
    """One of ten codes on paper, as an argon2id hash; the codes of one paper share their salt."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "hash"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    salt: Mapped[bytes]
    hash: Mapped[bytes]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class HalfWay(Base):
    """Somebody whose first step was right and who is not in yet; the browser's session holds the token."""

    __tablename__ = "half_way"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(index=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
