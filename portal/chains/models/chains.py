"""Chains as the school set them: of a place, at certain hours or always; and groups of people to call."""

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.chains.models.duties import Duty
from portal.chains.rules import Part, WhoKind
from portal.chains.rules.parts import Hours
from portal.db import Base
from portal.outbox.rules import Channel
from portal.school.models import Person, Place


class Chain(Base):
    """A chain in use, or a draft. Without times it is the one for always; of those a place has one in use.

    `weekdays` are digits, Monday is 0. `draft_of_id` is the chain in use that this draft would replace.
    """

    __tablename__ = "chain"
    __table_args__ = (
        Index("ix_chain_one_for_always", "place_id", unique=True,
              sqlite_where=text("in_use_since IS NOT NULL AND starts IS NULL"),
              postgresql_where=text("in_use_since IS NOT NULL AND starts IS NULL")),
        CheckConstraint("(starts IS NULL) = (ends IS NULL)", name="both_times"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    weekdays: Mapped[str] = mapped_column(default="0123456")
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    in_use_since: Mapped[datetime | None]
    draft_of_id: Mapped[int | None] = mapped_column(ForeignKey("chain.id"), unique=True)
    place: Mapped[Place] = relationship(lazy="joined", innerjoin=True)
    steps: Mapped[list["ChainStep"]] = relationship(
        order_by="ChainStep.position, ChainStep.id",
        lazy="selectin",
        cascade="all, delete-orphan",
        back_populates="chain",
    )

    @property
    def is_draft(self) -> bool:
        return self.in_use_since is None

    @property
    def hours(self) -> Hours:
        return Hours(frozenset(int(digit) for digit in self.weekdays), self.starts, self.ends)


class ChainStep(Base):
    """Who is told at the same moment, how many must come, and how long it takes until the next step.

    The channels are those on which they are told; none of them ticked means: all.
    """

    __tablename__ = "chain_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"), index=True)
    position: Mapped[int]
    wait_seconds: Mapped[int]
    needed: Mapped[int] = mapped_column(default=1)
    by_email: Mapped[bool] = mapped_column(default=False)
    by_sms: Mapped[bool] = mapped_column(default=False)
    by_push: Mapped[bool] = mapped_column(default=False)
    chain: Mapped[Chain] = relationship(back_populates="steps")
    responders: Mapped[list["ChainResponder"]] = relationship(
        order_by="ChainResponder.id", lazy="selectin", cascade="all, delete-orphan", back_populates="step"
    )

    @property
    def channels(self) -> frozenset[Channel]:
        chosen = {Channel.EMAIL: self.by_email, Channel.SMS: self.by_sms, Channel.PUSH: self.by_push}
        return frozenset(channel for channel, is_wanted in chosen.items() if is_wanted)


class ChainResponder(Base):
    """One line of a step: a person, whoever has a duty, or a group; and what they do."""

    __tablename__ = "chain_responder"
    __table_args__ = (
        UniqueConstraint("step_id", "person_id"),
        UniqueConstraint("step_id", "duty_id"),
        UniqueConstraint("step_id", "group_id"),
        CheckConstraint(
            "(person_id IS NOT NULL AND duty_id IS NULL AND group_id IS NULL) OR "
            "(person_id IS NULL AND duty_id IS NOT NULL AND group_id IS NULL) OR "
            "(person_id IS NULL AND duty_id IS NULL AND group_id IS NOT NULL)", name="one_of_three",
        ),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("chain_step.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duty.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("help_group.id"), index=True)
    part: Mapped[Part]
    step: Mapped[ChainStep] = relationship(back_populates="responders")
    person: Mapped[Person | None] = relationship(lazy="joined")
    duty: Mapped[Duty | None] = relationship(lazy="joined")
    group: Mapped["HelpGroup | None"] = relationship(lazy="joined")

    @property
    def kind(self) -> WhoKind:
        if self.person_id is not None:
            return WhoKind.PERSON
        return WhoKind.DUTY if self.duty_id is not None else WhoKind.GROUP

    @property
    def number(self) -> int:
        """The number of the person, the duty or the group."""
        return self.person_id or self.duty_id or self.group_id or 0

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else (self.duty or self.group).name  # type: ignore[union-attr]


class HelpGroup(Base):
    """People who are called together, whatever the time."""

    __tablename__ = "help_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    members: Mapped[list["HelpGroupMember"]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class HelpGroupMember(Base):
    __tablename__ = "help_group_member"
    group_id: Mapped[int] = mapped_column(ForeignKey("help_group.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
