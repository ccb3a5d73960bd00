"""Aftercare after an incident, its steps, who could not do them, and what the school adds. No content, only dates."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.aftercare.rules import Kind, Outcome, Whom
from portal.db import Base
from portal.incidents.models import Incident
from portal.school.models import Person, SchoolClass


class Care(Base):
    """Aftercare for one colleague, one class, or the team, after one incident; each once.

    `begun_at` is when the school knew: the steps count from then. `wished_id`: whom the colleague chose.
    `told_at` is when the colleague heard of it, None when there is something new to hear.
    """

    __tablename__ = "aftercare"
    __table_args__ = (
        UniqueConstraint("incident_id", "person_id"),
        UniqueConstraint("incident_id", "class_id"),
        Index("ix_aftercare_team", "incident_id", unique=True, sqlite_where=text("whom = 'team'"),
              postgresql_where=text("whom = 'team'")),
        Index("ix_aftercare_untold", "id", sqlite_where=text("told_at IS NULL"),
              postgresql_where=text("told_at IS NULL")),
        CheckConstraint("(whom = 'colleague') = (person_id IS NOT NULL)", name="of_a_colleague"),
        CheckConstraint("(whom = 'class') = (class_id IS NOT NULL)", name="of_a_class"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    whom: Mapped[Whom]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"), index=True)
    wished_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime] = mapped_column(index=True)
    told_at: Mapped[datetime | None]
    person: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[person_id])
    school_class: Mapped[SchoolClass | None] = relationship(lazy="joined")
    incident: Mapped[Incident] = relationship()
    steps: Mapped[list["CareStep"]] = relationship(order_by="CareStep.due_at, CareStep.id", back_populates="care")

    @property
    def open_steps(self) -> list["CareStep"]:
        return [step for step in self.steps if step.is_open]


class CareStep(Base):
    """One step: whose it is, from when, and when it is late. Open as long as `closed_at` is None.

    `number` tells steps of one kind apart; of an added one it is the number of what the school added.
    `tell_at` is when the owner hears of it (again); `late_told_at` when the school leader heard that it is late.
    """

    __tablename__ = "aftercare_step"
    __table_args__ = (
        UniqueConstraint("care_id", "kind", "number"),
        Index("ix_aftercare_step_open", "due_at", "id", sqlite_where=text("closed_at IS NULL"),
              postgresql_where=text("closed_at IS NULL")),
        Index("ix_aftercare_step_owner", "owner_id", "closed_at"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    care_id: Mapped[int] = mapped_column(ForeignKey("aftercare.id"))
    kind: Mapped[Kind]
    number: Mapped[int] = mapped_column(default=1)
    added_id: Mapped[int | None] = mapped_column(ForeignKey("aftercare_added_step.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    from_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tell_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    late_told_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Outcome | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    care: Mapped[Care] = relationship(back_populates="steps", lazy="joined", innerjoin=True)
    owner: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[owner_id])
    added: Mapped["AddedStep | None"] = relationship(lazy="joined")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class CareRefusal(Base):
    """Somebody who could not do what was theirs in one care: it does not come back to them by itself."""

    __tablename__ = "aftercare_refusal"
    care_id: Mapped[int] = mapped_column(ForeignKey("aftercare.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class AddedStep(Base):
    """A step that the school adds for every colleague from now on, so many days after; ended: no longer."""

    __tablename__ = "aftercare_added_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    after_days: Mapped[int]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Caregiver(Base):
    """A colleague who stands behind others beside the school leader and the safety coordinator."""

    __tablename__ = "aftercare_caregiver"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
