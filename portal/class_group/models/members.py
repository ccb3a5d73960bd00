"""Who is in the group of a class, what each chose to show, whom they do not want to read, and welcome buddies."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.class_group.rules import Buddy
from portal.db import Base
from portal.school.models import Guardian, Person, SchoolClass
from portal.vault import EncryptedJson


class Member(Base):
    """A guardian who joined the group of a class by an own choice; everything of theirs in it goes with this row.

    `shows` holds what they chose to show and nothing else: {"first_name": true, "children": [numbers], "languages":
    [codes], "other_languages", "phone", "email", "near"}. `tell_at`: when they hear that there is something new.
    """

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("class_id", "guardian_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    joined_at: Mapped[datetime]
    shows: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("group_member.shows"), default=dict)
    buddy: Mapped[Buddy] = mapped_column(default=Buddy.NEITHER)
    is_told: Mapped[bool] = mapped_column(default=True)
    tell_at: Mapped[datetime | None] = mapped_column(index=True)
    told_at: Mapped[datetime | None]
    guardian: Mapped[Guardian] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship()

    @property
    def person(self) -> Person:
        return self.guardian.person


class Mute(Base):
    """One member reads nothing of another any more; only the one who chose it knows."""

    __tablename__ = "group_mute"
    __table_args__ = (UniqueConstraint("member_id", "muted_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"))
    muted_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"), index=True)


class Pair(Base):
    """A welcome buddy for a new family: proposed, and theirs once both said yes. Nobody is in two at a time."""

    __tablename__ = "group_pair"
    __table_args__ = (
        UniqueConstraint("new_id", "buddy_id"),
        Index("ix_group_pair_new", "new_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
        Index("ix_group_pair_buddy", "buddy_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    new_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"))
    buddy_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    new_said_at: Mapped[datetime | None]
    buddy_said_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    @property
    def is_agreed(self) -> bool:
        return self.new_said_at is not None and self.buddy_said_at is not None

    def said_by(self, member: Member) -> bool:
        """Whether this one of the two said yes."""
        return (self.new_said_at if member.id == self.new_id else self.buddy_said_at) is not None

    def other_of(self, member: Member) -> int:
        """The number of the other one."""
        return self.buddy_id if member.id == self.new_id else self.new_id
