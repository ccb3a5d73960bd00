"""People and where they belong: one school, its classes, its families and its staff."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.vault import EncryptedText


class Role(StrEnum):
    """What a member of staff is here for; one person may have several."""

    TEACHER = "teacher"
    RECEPTION = "reception"
    HELPER = "helper"
    LEADER = "leader"
    COORDINATOR = "coordinator"
    OFFICE = "office"


class Custody(StrEnum):
    """Legal custody (gezag) of a guardian over a pupil, as the office recorded it from a document."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Named:
    """A name in the parts that Dutch names have: given name, infix ("van der"), family name."""

    first_name: Mapped[str]
    infix: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)


class School(Base):
    """The one school of this deployment; `name_key` is its official number in roster files (BRIN)."""

    __tablename__ = "school"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)


class SchoolYear(Base):
    __tablename__ = "school_year"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class SchoolClass(Base):
    """A class (groep) in one school year; its emblem and hue are the same on every screen and on paper."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("year_id", "roster_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    name: Mapped[str]
    grade: Mapped[str] = mapped_column(default="")
    emblem: Mapped[str] = mapped_column(default="owl")
    roster_key: Mapped[str | None]
    year: Mapped[SchoolYear] = relationship()


class Person(Named, Base):
    """Somebody who may sign in: a guardian, a member of staff, or both with one account."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText("person.phone"))
    language: Mapped[str] = mapped_column(default="nl")
    roster_key: Mapped[str | None] = mapped_column(unique=True)
    left_on: Mapped[date | None]
    guardian: Mapped["Guardian | None"] = relationship(back_populates="person", lazy="joined")
    staff_roles: Mapped[list["StaffRole"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="StaffRole.role"
    )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(row.role for row in self.staff_roles)

    @property
    def is_staff(self) -> bool:
        return bool(self.staff_roles)

    @property
    def is_guardian(self) -> bool:
        return self.guardian is not None


class StaffRole(Base):
    __tablename__ = "staff_role"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class Household(Base):
    """Guardians who live together; what one household writes is never shown to another."""

    __tablename__ = "household"
    id: Mapped[int] = mapped_column(primary_key=True)
    guardians: Mapped[list["Guardian"]] = relationship(back_populates="household", order_by="Guardian.id")


class Guardian(Base):
    __tablename__ = "guardian"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    reads_easily: Mapped[bool] = mapped_column(default=True)
    prefers_call: Mapped[bool] = mapped_column(default=False)
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship(back_populates="guardian", lazy="joined", innerjoin=True)
    household: Mapped[Household] = relationship(back_populates="guardians")


class Pupil(Named, Base):
    __tablename__ = "pupil"
    id: Mapped[int] = mapped_column(primary_key=True)
    born_on: Mapped[str | None] = mapped_column(EncryptedText("pupil.born_on"))
    roster_key: Mapped[str | None] = mapped_column(unique=True)
    left_on: Mapped[date | None]
    guardianships: Mapped[list["Guardianship"]] = relationship(back_populates="pupil")


class Guardianship(Base):
    """Ties a guardian to a pupil. `has_access` is what the office decided: it, not custody, opens pages."""

    __tablename__ = "guardianship"
    __table_args__ = (UniqueConstraint("pupil_id", "guardian_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"))
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"), index=True)
    relation: Mapped[str] = mapped_column(default="guardian")
    custody: Mapped[Custody] = mapped_column(default=Custody.UNKNOWN)
    has_access: Mapped[bool] = mapped_column(default=True)
    restriction: Mapped[str | None] = mapped_column(EncryptedText("guardianship.restriction"))
    document_reference: Mapped[str | None] = mapped_column(EncryptedText("guardianship.document_reference"))
    pupil: Mapped[Pupil] = relationship(back_populates="guardianships")
    guardian: Mapped[Guardian] = relationship()


class Enrolment(Base):
    """A pupil in a class; one class a year is the pupil's own, others are groups across classes."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("ix_enrolment_own_class", "pupil_id", "year_id", unique=True, sqlite_where=text("is_own_class"),
              postgresql_where=text("is_own_class")),
    )  # fmt: skip
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True, index=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    is_own_class: Mapped[bool] = mapped_column(default=True)
    pupil: Mapped[Pupil] = relationship()
    school_class: Mapped[SchoolClass] = relationship()


class Teaching(Base):
    """A member of a class's teacher team."""

    __tablename__ = "teaching"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), primary_key=True, index=True)
    person: Mapped[Person] = relationship()
    school_class: Mapped[SchoolClass] = relationship()


class Place(Base):
    """A place in the building where somebody can need help or a conversation is held."""

    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
