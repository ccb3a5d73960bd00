"""The new times of a team, which wait until no conversation stands outside them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.rounds import RoundClass
from portal.conversations.models.waiting import one_at_a_time
from portal.conversations.rules import Window
from portal.db import Base
from portal.school.models import Person


class NewTimes(Base):
    """When a team receives families from now on, in a round; one at a time waits for each team.

    `spans` are [start, end] of each window, ISO 8601. Until they hold no family can choose a time in `closed` or in
    `added` (numbers of times): the ones that go, and the ones that come.
    """

    __tablename__ = "new_times"
    __table_args__ = (one_at_a_time("ix_new_times_one_waits", "row_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("round_class.id", ondelete="CASCADE"), index=True)
    spans: Mapped[list] = mapped_column(JSON)
    minutes: Mapped[int]
    gap: Mapped[int]
    closed: Mapped[list] = mapped_column(JSON, default=list)
    added: Mapped[list] = mapped_column(JSON, default=list)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    row: Mapped[RoundClass] = relationship(lazy="joined", innerjoin=True)
    asked_by: Mapped[Person] = relationship()

    @property
    def windows(self) -> list[Window]:
        return [Window(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in self.spans]
