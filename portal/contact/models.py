"""What was said between a home and its teachers, the plan of a class, and the steps towards a home."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.contact.rules import About, Began, Rung
from portal.conversations.rules import Often, Way
from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedText


class ContactMoment(Base):
    """One contact with one home about one child. `key` was made where it was logged: sent twice it is there once."""

    __tablename__ = "contact_moment"
    __table_args__ = (
        UniqueConstraint("by_id", "key"),
        Index("ix_contact_moment_home", "pupil_id", "household_id", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    about: Mapped[About]
    way: Mapped[Way]
    began: Mapped[Began]
    words: Mapped[str] = mapped_column(EncryptedText("contact_moment.words"), default="", deferred=True)
    language: Mapped[str]
    has_words: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    follow_up_on: Mapped[date | None]
    followed_up_at: Mapped[datetime | None]
    key: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    logged_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    by: Mapped[Person] = relationship()
    correction: Mapped["ContactCorrection | None"] = relationship(back_populates="moment")


class ContactCorrection(Base):
    """What the home says of a contact that was logged about it, in its own words and language."""

    __tablename__ = "contact_correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    moment_id: Mapped[int] = mapped_column(ForeignKey("contact_moment.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("contact_correction.words"))
    language: Mapped[str]
    at: Mapped[datetime]
    moment: Mapped[ContactMoment] = relationship(back_populates="correction")


class ContactPlan(Base):
    """How often, and preferably how, a class's teachers are in touch with every home, where none was agreed apart."""

    __tablename__ = "contact_plan"
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True)
    often: Mapped[Often]
    way: Mapped[Way | None]
    reminds: Mapped[bool] = mapped_column(default=True)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    since: Mapped[date]

    @property
    def id(self) -> int:
        """The class: what is written down about the plan is written down about its class."""
        return self.class_id


class ContactNext(Base):
    """A day on which a home is to hear something good, over and above the plan, until it has; one for each home."""

    __tablename__ = "contact_next"
    __table_args__ = (UniqueConstraint("pupil_id", "household_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    on: Mapped[date]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]


class ContactReminder(Base):
    """That a teacher was reminded of a class in a week, once: `week` is its Monday."""

    __tablename__ = "contact_reminder"
    __table_args__ = (UniqueConstraint("person_id", "class_id", "week"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    week: Mapped[date]
    at: Mapped[datetime]


class OutreachStep(Base):
    """A step that a person took towards a home; each kind of step once a day, however often it is pressed."""

    __tablename__ = "outreach_step"
    __table_args__ = (UniqueConstraint("pupil_id", "household_id", "rung", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    rung: Mapped[Rung]
    day: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    by: Mapped[Person] = relationship()
