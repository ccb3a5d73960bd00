"""Paired browsers and the codes that pair them."""

from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access import Kiosk
from portal.db import Base
from portal.kiosk.rules import Found
from portal.school.models import Person, Place

CODE_LIVES = timedelta(minutes=10)


class KioskDevice(Kiosk, Base):
    """A browser that is the front desk's screen; only the SHA-256 of its cookie is stored.

    `number` tells the screens of one place apart; who was paired before there were numbers has none. `token_hash` is of
    the key in use, taken up at `rotated_at`. `copied_at` is when a key that was replaced long before came back, and
    `told_at` when the office heard of it. `self_check` holds what the screen last found about itself: {"https": "ok"}.
    """

    __tablename__ = "kiosk_device"
    __table_args__ = (
        Index("ix_kiosk_device_number", "place_id", "number", unique=True, sqlite_where=text("revoked_at IS NULL"),
              postgresql_where=text("revoked_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    number: Mapped[int | None]
    paired_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    rotated_at: Mapped[datetime | None]
    copied_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    language: Mapped[str | None]
    self_check: Mapped[dict | None] = mapped_column(JSON)
    checked_at: Mapped[datetime | None]
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)

    @property
    def missing(self) -> list[str]:
        """What the screen lacked when it last looked at itself."""
        return [check for check, word in (self.self_check or {}).items() if word == Found.MISSING]


class KioskKey(Base):
    """A key of a screen that is not in use: handed out and not taken up yet, or replaced at `ended_at`."""

    __tablename__ = "kiosk_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("kiosk_device.id"), index=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[KioskDevice] = relationship(lazy="joined", innerjoin=True)


class PairingCode(Base):
    """A code that makes one browser the kiosk of a place; it lives ten minutes."""

    __tablename__ = "pairing_code"
    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)
    made_by: Mapped[Person] = relationship()

    @property
    def ends_at(self) -> datetime:
        return self.made_at + CODE_LIVES
