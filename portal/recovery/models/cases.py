"""Recovery cases: whose it is, what comes next and when, and which colleagues said yes to a talk."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.incidents.models import Incident
from portal.recovery.rules import Answer, Outcome
from portal.school.models import Household, Person, Pupil

IS_OPEN = "closed_at IS NULL"


class RecoveryCase(Base):
    """Recovery after one incident with one family, or with a visitor who has no child here.

    `owner_id` does what comes next, `due_at` is when that is late; both always stand there while it is open.
    `told_at` is when the owner heard of it (again), from `tell_at` on; `late_told_at` when it was said to be late.
    """

    __tablename__ = "recovery_case"
    __table_args__ = (
        Index("ix_recovery_case_family", "incident_id", "pupil_id", "household_id", unique=True,
              sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        Index("ix_recovery_case_visitor", "incident_id", unique=True,
              sqlite_where=text(f"{IS_OPEN} AND is_visitor"),
              postgresql_where=text(f"{IS_OPEN} AND is_visitor")),
        Index("ix_recovery_case_open", "due_at", "id", sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        Index("ix_recovery_case_home", "pupil_id", "household_id"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    is_visitor: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_word_due_at: Mapped[datetime]
    first_word_at: Mapped[datetime | None]
    first_word_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    talk_declined_at: Mapped[datetime | None]
    talk_held_at: Mapped[datetime | None]
    check_due_at: Mapped[datetime | None]
    check_done_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    tell_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    late_told_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[Outcome | None]
    incident: Mapped[Incident] = relationship()
    pupil: Mapped[Pupil | None] = relationship(lazy="joined")
    household: Mapped[Household | None] = relationship()
    owner: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[owner_id])
    first_word_by: Mapped[Person | None] = relationship(foreign_keys=[first_word_by_id])
    consents: Mapped[list["RecoveryConsent"]] = relationship(order_by="RecoveryConsent.id", back_populates="case")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class RecoveryConsent(Base):
    """A colleague whom the case is about, asked whether they want a talk with the family; no answer is no yes."""

    __tablename__ = "recovery_consent"
    __table_args__ = (UniqueConstraint("case_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("recovery_case.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    answer: Mapped[Answer | None]
    answered_at: Mapped[datetime | None]
    case: Mapped[RecoveryCase] = relationship(back_populates="consents", lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class RecoveryTerms(Base):
    """The school's own terms, one row: within how many school days a first word is spoken with the family."""

    __tablename__ = "recovery_terms"
    id: Mapped[int] = mapped_column(primary_key=True)
    first_word_days: Mapped[int]
