"""Which household comes with how many, and the places, of which each is taken once."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person
from portal.taking_part.models.occasions import Occasion
from portal.vault import EncryptedText


class SignUp(Base):
    """One household comes, waits (`waits_since`) or no longer comes (`cancelled_at`); signed up by `person`.

    `ages` are those of the children for childcare, as typed; `interpreter` is a language, empty for none.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("occasion_id", "household_id"), Index("ix_sign_up_waits", "occasion_id", "waits_since"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    people: Mapped[int] = mapped_column(default=1)
    children: Mapped[int] = mapped_column(default=0)
    ages: Mapped[str] = mapped_column(EncryptedText("sign_up.ages"), default="")
    interpreter: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(EncryptedText("sign_up.remark"), default="")
    at: Mapped[datetime]
    waits_since: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)
    occasion: Mapped[Occasion] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship()

    @property
    def is_coming(self) -> bool:
        return self.cancelled_at is None and self.waits_since is None

    @property
    def is_waiting(self) -> bool:
        return self.cancelled_at is None and self.waits_since is not None


class Seat(Base):
    """One place of an occasion, taken: its number is there once, however many ask for it at one moment."""

    __tablename__ = "seat"
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sign_up_id: Mapped[int] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"), index=True)
