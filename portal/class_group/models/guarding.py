"""Who looks after a group: its hosts, what was reported to them, what they removed, and teachers whom they invited."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.class_group.models.members import Member
from portal.class_group.rules import Reason
from portal.db import Base
from portal.school.models import Person, SchoolClass
from portal.vault import EncryptedText

if TYPE_CHECKING:
    from portal.class_group.models.entries import Entry


class Host(Base):
    """A parent who offered to host; a host once the school confirmed it, in one of the numbered seats of the group."""

    __tablename__ = "group_host"
    __table_args__ = (UniqueConstraint("class_id", "seat"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("group_member.id", ondelete="CASCADE"), unique=True)
    seat: Mapped[int | None]
    offered_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    member: Mapped[Member] = relationship()
    school_class: Mapped[SchoolClass] = relationship()


class Report(Base):
    """Somebody says that an entry does not belong here; the hosts look, or the school when it is about a host."""

    __tablename__ = "group_report"
    __table_args__ = (UniqueConstraint("entry_id", "member_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("group_entry.id", ondelete="CASCADE"), index=True)
    # Who reported it may leave; what was reported is still looked at.
    member_id: Mapped[int | None] = mapped_column(ForeignKey("group_member.id", ondelete="SET NULL"), index=True)
    reason: Mapped[Reason]
    words: Mapped[str] = mapped_column(EncryptedText("group_report.words"), default="")
    at: Mapped[datetime]
    is_for_school: Mapped[bool]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entry: Mapped["Entry"] = relationship()
    school_class: Mapped[SchoolClass] = relationship()


class Removal(Base):
    """An entry that was taken off the page, why, and what its writer and the school say about that."""

    __tablename__ = "group_removal"
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("group_entry.id", ondelete="CASCADE"), unique=True)
    reason: Mapped[Reason]
    words: Mapped[str] = mapped_column(EncryptedText("group_removal.words"), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    is_by_school: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    appeal: Mapped[str] = mapped_column(EncryptedText("group_removal.appeal"), default="")
    appealed_at: Mapped[datetime | None]
    kept_at: Mapped[datetime | None]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str] = mapped_column(EncryptedText("group_removal.answer"), default="")
    entry: Mapped["Entry"] = relationship(back_populates="removal")
    school_class: Mapped[SchoolClass] = relationship()


class Guest(Base):
    """A teacher whom the hosts invited to read along; a guest once they accepted, until one side ends it."""

    __tablename__ = "group_guest"
    __table_args__ = (UniqueConstraint("class_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    invited_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    school_class: Mapped[SchoolClass] = relationship()
