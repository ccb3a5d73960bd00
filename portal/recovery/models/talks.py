"""The talk of a recovery case: its time and who comes, what each side prepared, and what was agreed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.rules import Interpreter, Meet
from portal.db import Base
from portal.recovery.models.cases import RecoveryCase
from portal.recovery.rules import CardSide
from portal.school.models import Person
from portal.vault import EncryptedJson, EncryptedText

HELD = text("cancelled_at IS NULL")


class RecoveryTalk(Base):
    """One time for the talk; of a case at most one that was not called off. `uid`, `sequence` as in `Booking`."""

    __tablename__ = "recovery_talk"
    __table_args__ = (
        Index("ix_recovery_talk_one", "case_id", unique=True, sqlite_where=HELD, postgresql_where=HELD),
        Index("ix_recovery_talk_starts_at", "starts_at", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("recovery_case.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    where: Mapped[str] = mapped_column(default="")
    meet: Mapped[Meet]
    interpreter: Mapped[Interpreter]
    interpreter_language: Mapped[str] = mapped_column(default="")
    interpreter_confirmed_at: Mapped[datetime | None]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None]
    case: Mapped[RecoveryCase] = relationship(lazy="joined", innerjoin=True)
    attending: Mapped[list["RecoveryAttending"]] = relationship(order_by="RecoveryAttending.id")

    @property
    def pupil_id(self) -> int | None:
        return self.case.pupil_id

    @property
    def household_id(self) -> int | None:
        return self.case.household_id


class RecoveryAttending(Base):
    """A colleague who sits at the talk."""

    __tablename__ = "recovery_attending"
    __table_args__ = (UniqueConstraint("talk_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("recovery_talk.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class RecoveryCard(Base):
    """What one side prepares, each person of the school their own, the family one: {question: answer}."""

    __tablename__ = "recovery_card"
    __table_args__ = (
        UniqueConstraint("case_id", "side", "person_id"),
        Index("ix_recovery_card_family", "case_id", unique=True, sqlite_where=text("side = 'family'"),
              postgresql_where=text("side = 'family'")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("recovery_case.id"))
    side: Mapped[CardSide]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    answers: Mapped[dict] = mapped_column(EncryptedJson("recovery_card.answers"))
    language: Mapped[str]
    written_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class RecoveryAgreement(Base):
    """One version of what was agreed, and what the family says of it; the newest counts.

    `lines`: {"happened" | "family" | "school" | "agreed" | "if_again": str}; what was left empty is not in it.
    """

    __tablename__ = "recovery_agreement"
    __table_args__ = (UniqueConstraint("case_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("recovery_case.id"))
    version: Mapped[int]
    lines: Mapped[dict] = mapped_column(EncryptedJson("recovery_agreement.lines"))
    language: Mapped[str]
    was_read_back: Mapped[bool]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    is_right: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(EncryptedText("recovery_agreement.answer"), default="")
    answer_language: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    case: Mapped[RecoveryCase] = relationship(lazy="joined", innerjoin=True)
    written_by: Mapped[Person] = relationship(foreign_keys=[written_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def pupil_id(self) -> int | None:
        return self.case.pupil_id

    @property
    def household_id(self) -> int | None:
        return self.case.household_id
