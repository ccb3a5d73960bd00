"""Copies that were asked for, erasures that are planned, and holds that keep data where it is."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Household, Person, Pupil
from portal.tasks import Task
from portal.vault import EncryptedText


def one_open(name: str, column: str, still_open: str) -> Index:
    """Among the rows that are still open this column occurs once."""
    return Index(name, column, unique=True, sqlite_where=text(still_open), postgresql_where=text(still_open))


class DataExport(Base):
    """A copy of everything about a household, or about one of its children, for the guardian `for_id`."""

    __tablename__ = "data_export"
    id: Mapped[int] = mapped_column(primary_key=True)
    for_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(EncryptedText("data_export.reason"), default="")
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="SET NULL"), index=True)
    file: Mapped[str | None] = mapped_column(EncryptedText("data_export.file"))
    for_whom: Mapped[Person] = relationship(foreign_keys=for_id, lazy="joined", innerjoin=True)
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    pupil: Mapped[Pupil | None] = relationship()
    task: Mapped[Task | None] = relationship()

    @property
    def is_by_the_office(self) -> bool:
        return self.asked_by_id != self.for_id


class Hold(Base):
    """Keeps everything of a pupil, a household or a guardian until it is lifted, whatever the terms say."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint(
            "(pupil_id IS NOT NULL AND household_id IS NULL AND person_id IS NULL)"
            " OR (pupil_id IS NULL AND household_id IS NOT NULL AND person_id IS NULL)"
            " OR (pupil_id IS NULL AND household_id IS NULL AND person_id IS NOT NULL)",
            name="of_one",
        ),
        one_open("ix_hold_one_of_pupil", "pupil_id", "lifted_at IS NULL"),
        one_open("ix_hold_one_of_household", "household_id", "lifted_at IS NULL"),
        one_open("ix_hold_one_of_person", "person_id", "lifted_at IS NULL"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(EncryptedText("hold.reason"))
    review_on: Mapped[date]
    placed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    placed_at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    pupil: Mapped[Pupil | None] = relationship()
    household: Mapped[Household | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    placed_by: Mapped[Person] = relationship(foreign_keys=placed_by_id)


class Erasure(Base):
    """A plan to erase a pupil or a guardian at `due_at`; until then it can be taken back."""

    __tablename__ = "erasure"
    __table_args__ = (
        one_open("ix_erasure_one_of_pupil", "pupil_id", "taken_back_at IS NULL AND done_at IS NULL"),
        one_open("ix_erasure_one_of_person", "person_id", "taken_back_at IS NULL AND done_at IS NULL"),
        Index("ix_erasure_due_at", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int | None] = mapped_column(ForeignKey("pupil.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(EncryptedText("erasure.reason"), default="")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    pupil: Mapped[Pupil | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)

    @property
    def is_waiting(self) -> bool:
        return self.taken_back_at is None and self.done_at is None
