"""Coming in again after losing everything: asked, agreed to by two, and the link that follows."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person


class Standing(StrEnum):
    """Where a request to come in again stands. Lapsed: nobody decided in time, and it was asked anew."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Recovery(Base):
    """Somebody lost every proof; `asked_by` is the colleague who asked for them, None when they did so themselves."""

    __tablename__ = "recovery"
    __table_args__ = (
        Index("ix_recovery_open", "person_id", unique=True, sqlite_where=text("standing = 'open'"),
              postgresql_where=text("standing = 'open'")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    standing: Mapped[Standing] = mapped_column(default=Standing.OPEN)
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)
    asked_by: Mapped[Person | None] = relationship(foreign_keys=asked_by_id, lazy="joined")
    approvals: Mapped[list["RecoveryApproval"]] = relationship(order_by="RecoveryApproval.id", lazy="selectin")


class RecoveryApproval(Base):
    """One colleague who agreed; nobody counts twice."""

    __tablename__ = "recovery_approval"
    __table_args__ = (UniqueConstraint("recovery_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    recovery_id: Mapped[int] = mapped_column(ForeignKey("recovery.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class PasswordLink(Base):
    """A one-time link to set a password; `is_fresh_start` also lets go of every other proof there was."""

    __tablename__ = "password_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    is_fresh_start: Mapped[bool] = mapped_column(default=False)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
