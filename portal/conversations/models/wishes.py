"""When families can, and the plan that is made of it until it is published."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.rounds import Round, Slot
from portal.conversations.rules import Interpreter
from portal.conversations.rules.wishes import DayPart, Mood, Why
from portal.db import Base
from portal.school.models import Household, Pupil, SchoolClass


class WishSet(Base):
    """What one household said about a round: once for all its children. No row: it has not answered."""

    __tablename__ = "wish_set"
    __table_args__ = (UniqueConstraint("round_id", "household_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    interpreter: Mapped[Interpreter] = mapped_column(default=Interpreter.NONE)
    interpreter_language: Mapped[str] = mapped_column(default="")
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
    wishes: Mapped[list["Wish"]] = relationship(order_by="Wish.id", cascade="all, delete-orphan")


class Wish(Base):
    """One part of a day in which the household can, or would rather."""

    __tablename__ = "wish"
    __table_args__ = (UniqueConstraint("wish_set_id", "day", "part"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    wish_set_id: Mapped[int] = mapped_column(ForeignKey("wish_set.id", ondelete="CASCADE"))
    day: Mapped[date]
    part: Mapped[DayPart]
    mood: Mapped[Mood]


class RoundPlan(Base):
    """The plan of a round: its figures when it was made, and since when it is being booked and changes no more.

    Of `asked` conversations whose families answered, `met` have a time that suits, of at most `at_most`;
    `rather` of these have a time that the family would rather have, of at most `rather_at_most`.
    """

    __tablename__ = "round_plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    task_id: Mapped[int | None]
    made_at: Mapped[datetime | None]
    asked: Mapped[int] = mapped_column(default=0)
    met: Mapped[int] = mapped_column(default=0)
    at_most: Mapped[int] = mapped_column(default=0)
    rather: Mapped[int] = mapped_column(default=0)
    rather_at_most: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime | None]
    round: Mapped[Round] = relationship(lazy="joined", innerjoin=True)


class Proposal(Base):
    """A conversation that is not booked yet: with the times the plan gives it, or with why it has none.

    A longer conversation has several times, one after the other. Locked: planning again leaves it where it is.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("round_id", "class_id", "pupil_id", "household_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    is_together: Mapped[bool] = mapped_column(default=False)
    has_answered: Mapped[bool] = mapped_column(default=False)
    is_locked: Mapped[bool] = mapped_column(default=False)
    why: Mapped[Why | None]
    pupil: Mapped[Pupil] = relationship(lazy="joined", innerjoin=True)
    household: Mapped[Household] = relationship()
    school_class: Mapped[SchoolClass] = relationship()
    times: Mapped[list["ProposedTime"]] = relationship(order_by="ProposedTime.slot_id", cascade="all, delete-orphan")

    @property
    def slots(self) -> list[Slot]:
        """Its times in the order of the day."""
        return sorted((each.slot for each in self.times), key=lambda slot: slot.starts_at)


class ProposedTime(Base):
    """A time that a plan gives to one conversation, and to no other."""

    __tablename__ = "proposed_time"
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    slot: Mapped[Slot] = relationship(lazy="joined", innerjoin=True)
