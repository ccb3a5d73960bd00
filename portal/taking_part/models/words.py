"""What an occasion or an outcome says in the other languages, by hand or by an engine."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.news.models import Made
from portal.taking_part.models.occasions import Occasion, Outcome
from portal.vault import ring


def marked(thing: Any) -> str:
    """The mark of the original words: another one means that they changed."""
    lines = [f"{name}:{thing.words[name]}" for name in sorted(thing.words)]
    return ring.mark("\n".join((thing.language, *lines)), "other_words.original_mark")


class OtherWords(Base):
    """The words of one thing in one other language; without `words` the engine still has to make them.

    Then it is due, leased while it is made, and given up with its reason until somebody asks again.
    """

    __tablename__ = "other_words"
    __table_args__ = (
        UniqueConstraint("occasion_id", "language"), UniqueConstraint("outcome_id", "language"),
        CheckConstraint("(occasion_id IS NULL) <> (outcome_id IS NULL)", name="of_one_thing"),
        Index("ix_other_words_due", "given_up_at", "due_at"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int | None] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"))
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcome.id", ondelete="CASCADE"))
    language: Mapped[str]
    words: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    made: Mapped[Made]
    original_mark: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    given_up_at: Mapped[datetime | None]
    occasion: Mapped[Occasion | None] = relationship()
    outcome: Mapped[Outcome | None] = relationship()

    @property
    def thing(self) -> Any:
        return self.occasion or self.outcome

    @property
    def is_by_machine_alone(self) -> bool:
        return self.made is Made.BY_ENGINE and self.checked_at is None
