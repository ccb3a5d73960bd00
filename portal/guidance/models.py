"""The school's own guidance in its versions, who had which training, and the safety plan in its versions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.guidance.rules import Reader, TrainingKind
from portal.school.models import Person


class GuidanceText(Base):
    """One version of one page in one language; the highest number holds. Without words: the portal's own text again."""

    __tablename__ = "guidance_text"
    __table_args__ = (UniqueConstraint("reader", "language", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    reader: Mapped[Reader]
    language: Mapped[str]
    number: Mapped[int]
    words: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Training(Base):
    """That a member of staff had a training on a day, and until when that is enough; None: it does not run out."""

    __tablename__ = "training"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "held_on"),
        Index("ix_training_to_remind", "valid_until", sqlite_where=text("reminded_at IS NULL"),
              postgresql_where=text("reminded_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[TrainingKind]
    held_on: Mapped[date]
    valid_until: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[person_id])


class SafetyPlan(Base):
    """One version of the school's safety plan: a PDF that is kept here, or an address elsewhere."""

    __tablename__ = "safety_plan"
    __table_args__ = (CheckConstraint("(key IS NULL) <> (address IS NULL)", name="one_of_two"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str]
    dated_on: Mapped[date]
    address: Mapped[str | None]
    key: Mapped[str | None]
    put_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    put_at: Mapped[datetime]
    put_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
