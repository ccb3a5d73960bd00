"""Occasions, the classes they are for, and what came of what was said at them."""

from datetime import date, datetime, timedelta

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.norms.models import NormVersion
from portal.school.models import Person
from portal.taking_part.rules import Decision, Kind, Ready, Times


class Occasion(Base):
    """Something that parents are invited to; for every family when it is for no class in particular.

    `words` are its own, in `language`: {"title", "text", "where"}; with `ready` the title is that subject's, in every
    language. A period has no `starts_at`. `sequence` counts what changed in people's calendars.
    """

    __tablename__ = "occasion"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    ready: Mapped[Ready | None]
    language: Mapped[str]
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    sign_up_until: Mapped[datetime | None]
    places: Mapped[int | None]
    has_childcare: Mapped[bool] = mapped_column(default=False)
    has_interpreters: Mapped[bool] = mapped_column(default=False)
    norm_version_id: Mapped[int | None] = mapped_column(ForeignKey("norm_version.id", ondelete="SET NULL"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)
    norm_version: Mapped[NormVersion | None] = relationship()
    made_by: Mapped[Person] = relationship()
    classes: Mapped[list["OccasionClass"]] = relationship(
        cascade="all, delete-orphan", order_by="OccasionClass.class_id"
    )
    outcomes: Mapped[list["Outcome"]] = relationship(
        cascade="all, delete-orphan", order_by="Outcome.id", back_populates="occasion"
    )

    @property
    def class_ids(self) -> list[int]:
        return [each.class_id for each in self.classes]

    @property
    def times(self) -> Times:
        return Times(
            self.starts_at, self.ends_at, self.sign_up_until, self.opened_at, self.called_off_at, self.answered_at
        )

    @property
    def last_moment(self) -> datetime:
        """In the last day of a period, which ends at midnight."""
        return self.ends_at - timedelta(minutes=1)

    @property
    def last_to_sign_up(self) -> datetime | None:
        """In the last day on which one can sign up."""
        return self.sign_up_until - timedelta(minutes=1) if self.sign_up_until else None


class OccasionClass(Base):
    """A class whose families an occasion is for."""

    __tablename__ = "occasion_class"
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)


class Outcome(Base):
    """A theme of what was said, in the school's own words, and what the school does with it.

    `words`: {"theme", "said", "done", "who"}; until it is decided only the theme is there.
    """

    __tablename__ = "outcome"
    id: Mapped[int] = mapped_column(primary_key=True)
    occasion_id: Mapped[int] = mapped_column(ForeignKey("occasion.id", ondelete="CASCADE"), index=True)
    language: Mapped[str]
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    decision: Mapped[Decision | None]
    due_on: Mapped[date | None]
    occasion: Mapped[Occasion] = relationship(back_populates="outcomes", lazy="joined", innerjoin=True)

    @property
    def is_whole(self) -> bool:
        """Whether it says what was said, and what comes of it."""
        return bool(self.decision and self.words.get("said") and self.words.get("done"))
