"""What each guardian answered about photos of a child, with all that they answered before."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.photos.rules import Purpose
from portal.school.models import Guardian, Pupil


class PhotoAnswer(Base):
    """What one guardian says about one purpose, from `at` on until it was `replaced_at`."""

    __tablename__ = "photo_answer"
    __table_args__ = (
        Index("ix_photo_answer_now", "pupil_id", "purpose", "guardian_id", unique=True,
              sqlite_where=text("replaced_at IS NULL"), postgresql_where=text("replaced_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    purpose: Mapped[Purpose]
    is_yes: Mapped[bool]
    at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    pupil: Mapped[Pupil] = relationship()
    guardian: Mapped[Guardian] = relationship()

    @property
    def household_id(self) -> int:
        """Whose answer it is."""
        return self.guardian.household_id
