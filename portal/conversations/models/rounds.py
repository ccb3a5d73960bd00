"""Rounds, the classes and children in them, and their times."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.rules import Dates, Kind, Planning, RoundState, Stage, stage_of
from portal.db import Base
from portal.school.models import Person, SchoolClass


class Round(Base):
    """A round of conversations, for one class or for many that open at the same moment.

    The dates say what families and teachers can do when (`rules.stage_of`); one that is empty does not hold it back.
    """

    __tablename__ = "round"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(default=Kind.ON_REQUEST, server_default=Kind.ON_REQUEST.value)
    planning: Mapped[Planning] = mapped_column(default=Planning.FIRST_COME, server_default=Planning.FIRST_COME.value)
    title: Mapped[str]
    language: Mapped[str]
    where: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int]
    walking_minutes: Mapped[int] = mapped_column(default=5, server_default="5")
    lead_hours: Mapped[int] = mapped_column(default=2, server_default="2")
    interpreter_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[RoundState] = mapped_column(default=RoundState.OPEN)
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    head_start_at: Mapped[datetime | None]
    opens_at: Mapped[datetime | None]
    wishes_until: Mapped[datetime | None]
    plan_out_at: Mapped[datetime | None]
    reserved_until: Mapped[datetime | None]
    interpreter_until: Mapped[datetime | None]
    views_only_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    opened_by: Mapped[Person] = relationship()
    texts: Mapped[list["RoundText"]] = relationship(order_by="RoundText.language", cascade="all, delete-orphan")

    @property
    def is_of_school(self) -> bool:
        """Whether the office or the leader runs it, by its dates; a team's own round opens at once."""
        return self.opens_at is not None

    @property
    def is_wishing(self) -> bool:
        """Whether families say when they can, or wait for what is planned of it: until then nobody takes a time."""
        return self.planning is Planning.WISHES and self.plan_out_at is None

    @property
    def dates(self) -> Dates:
        return Dates(self.head_start_at, self.opens_at, self.views_only_at, self.done_at)

    @property
    def lead(self) -> timedelta:
        """How long before a conversation its time closes for the families."""
        return timedelta(hours=self.lead_hours)

    def stage(self, now: datetime) -> Stage:
        """Where the round stands."""
        return stage_of(self.dates, state=self.state, now=now)

    def takes_interpreter(self, now: datetime) -> bool:
        """Whether an interpreter can still be asked for."""
        return self.interpreter_until is None or now < self.interpreter_until

    def title_in(self, code: str) -> str:
        """What it is called in a language; in its own when nobody wrote it."""
        return next((text.title for text in self.texts if text.language == code and text.title), self.title)

    def notice_in(self, code: str) -> str:
        """What families are told about it, likewise; may be empty."""
        notices = {text.language: text.notice for text in self.texts}
        return notices.get(code) or notices.get(self.language, "")


class RoundText(Base):
    """What a round is called, and what families are told about it, in one language."""

    __tablename__ = "round_text"
    __table_args__ = (UniqueConstraint("round_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    language: Mapped[str]
    title: Mapped[str]
    notice: Mapped[str] = mapped_column(default="")


class RoundClass(Base):
    """A class, with its teacher team, that takes part in a round."""

    __tablename__ = "round_class"
    __table_args__ = (UniqueConstraint("round_id", "class_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    filled_in_at: Mapped[datetime | None]
    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)


class Slot(Base):
    """One time of a teacher team; a row, so that two families can never both have it. `is_reserved`: until the
    round's `reserved_until` only for families that were not reached yet, or with an interpreter.
    """

    __tablename__ = "slot"
    __table_args__ = (
        UniqueConstraint("class_id", "starts_at"),
        Index("ix_slot_round", "round_id", "class_id", "starts_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    where: Mapped[str] = mapped_column(default="", server_default="")
    is_blocked: Mapped[bool] = mapped_column(default=False)
    is_reserved: Mapped[bool] = mapped_column(default=False, server_default="0")
    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)

    @property
    def room(self) -> str:
        """Where it is: its own room (`where`), else the round's; may be empty."""
        return self.where or self.round.where
