"""The letters that were made: whose they are, how long they work, and what became of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.invitations.rules import Ending, is_living
from portal.school.models import Person


class Invitation(Base):
    """One letter to one guardian. The code itself stands on the paper only; here lies its keyed mark."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index("ix_invitation_living", "person_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    code_mark: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    # Right code, wrong birth date: counted for as long as the letter works.
    wrong_dates: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    # The browser that came in with it, until that is forgotten.
    session_id: Mapped[int | None] = mapped_column(ForeignKey("user_session.id", ondelete="SET NULL"), index=True)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    def is_living(self, now: datetime) -> bool:
        return is_living(ended_at=self.ended_at, expires_at=self.expires_at, wrong_dates=self.wrong_dates, now=now)

    def can_be_brought_back(self, now: datetime) -> bool:
        return self.ending is Ending.WITHDRAWN and self.expires_at > now
