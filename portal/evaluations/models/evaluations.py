"""The evaluation of an incident, and the changes that were decided in it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.evaluations.rules import Theme, Verdict
from portal.incidents.models import Incident
from portal.school.models import Person
from portal.vault import EncryptedJson, EncryptedText

IS_OPEN = text("closed_at IS NULL")
IS_TO_DO = text("done_at IS NULL AND dropped_at IS NULL")


class Evaluation(Base):
    """What the school learns from one incident: every incident has one, which somebody owns until it is closed.

    `answers`: {question: words}. `told_at`, `late_told_at`: when the owner heard of it, and that it is late.
    """

    __tablename__ = "evaluation"
    __table_args__ = (
        Index("ix_evaluation_open", "due_at", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    late_told_at: Mapped[datetime | None]
    was_fast: Mapped[Verdict | None]
    was_clear: Mapped[Verdict | None]
    was_cared_for: Mapped[Verdict | None]
    answers: Mapped[dict] = mapped_column(EncryptedJson("evaluation.answers"), default=dict, deferred=True)
    written_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    incident: Mapped[Incident] = relationship()
    owner: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[owner_id])
    tasks: Mapped[list["EvaluationTask"]] = relationship(
        order_by="EvaluationTask.due_at, EvaluationTask.id", back_populates="evaluation"
    )


class EvaluationTask(Base):
    """A change that was decided: what about, what (without names), by whom, and when it is late. Done, dropped or open.

    `told_at`, `late_told_at`: when its owner heard of it, and leader and coordinator that it is late.
    """

    __tablename__ = "evaluation_task"
    __table_args__ = (
        Index("ix_evaluation_task_open", "due_at", "id", sqlite_where=IS_TO_DO, postgresql_where=IS_TO_DO),
        Index("ix_evaluation_task_owner", "owner_id", "done_at"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    theme: Mapped[Theme]
    what: Mapped[str] = mapped_column(EncryptedText("evaluation_task.what"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    late_told_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    dropped_at: Mapped[datetime | None]
    evaluation: Mapped[Evaluation] = relationship(back_populates="tasks", lazy="joined", innerjoin=True)
    owner: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=[owner_id])

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None
