"""The waiting list of a teacher team: who waits for which times, and what is offered to whom until when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.models.rounds import Round, Slot
from portal.conversations.rules import Ending
from portal.db import Base
from portal.school.models import Pupil


def one_at_a_time(name: str, *columns: str) -> Index:
    """Among rows that are not over these columns occur once."""
    lasting = text("ended_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=lasting, postgresql_where=lasting)


class WaitingPlace(Base):
    """A household that waits for a time for a child; without windows every time suits.

    In order of joining; `is_first`: the team cancelled on them, so they go before everybody else.
    """

    __tablename__ = "waiting_place"
    __table_args__ = (
        one_at_a_time("ix_waiting_place_one_per_child", "round_id", "class_id", "pupil_id", "household_id"),
        Index("ix_waiting_place_household", "household_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    is_first: Mapped[bool] = mapped_column(default=False, server_default="0")
    joined_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    round: Mapped[Round] = relationship()
    pupil: Mapped[Pupil] = relationship()
    windows: Mapped[list["WaitingWindow"]] = relationship(
        order_by="WaitingWindow.starts_at", cascade="all, delete-orphan", lazy="selectin"
    )


class WaitingWindow(Base):
    """A span in which a waiting family can come; a conversation has to fit in it whole."""

    __tablename__ = "waiting_window"
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("waiting_place.id", ondelete="CASCADE"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class SlotOffer(Base):
    """A freed time that is held for one waiting family, and counts as taken for everybody else until it is over."""

    __tablename__ = "slot_offer"
    __table_args__ = (
        one_at_a_time("ix_slot_offer_one_per_slot", "slot_id"),
        one_at_a_time("ix_slot_offer_one_per_place", "place_id"),
        Index("ix_slot_offer_held_until", "held_until"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("waiting_place.id", ondelete="CASCADE"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    offered_at: Mapped[datetime]
    held_until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    slot: Mapped[Slot] = relationship(lazy="joined", innerjoin=True)
    place: Mapped[WaitingPlace] = relationship(lazy="joined", innerjoin=True)
    pupil: Mapped[Pupil] = relationship()
