"""People: guardians in households, pupils, staff with roles."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

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


class Person(Named, Base):
    """Somebody who may sign in: a guardian, a member of staff, or both with one account."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    # Verified: this person has shown to receive what is sent there.
    email_verified_at: Mapped[datetime | None]
    phone_verified_at: Mapped[datetime | None]
    # Failed: mail to it came back for good; it is used no more until it is verified again, or is another one.
    email_failed_at: Mapped[datetime | None]
    # Encrypted columns are opened only where they are asked for.
    phone: Mapped[str | None] = mapped_column(EncryptedText("person.phone"), deferred=True)
    language: Mapped[str] = mapped_column(default="nl")
    roster_key: Mapped[str | None] = mapped_column(unique=True)
    left_on: Mapped[date | None]
    guardian: Mapped["Guardian | None"] = relationship(back_populates="person", lazy="joined")
    staff_roles: Mapped[list["StaffRole"]] = relationship(cascade="all, delete-orphan", order_by="StaffRole.role")

    @validates("email")
    def _is_another(self, _name: str, address: str | None) -> str | None:
        """What was found out about one address says nothing about the next, whoever fills it in."""
        if self.email and address != self.email:
            self.email_verified_at = self.email_failed_at = None
        return address

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
    born_on: Mapped[str | None] = mapped_column(EncryptedText("pupil.born_on"), deferred=True)
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
    restriction: Mapped[str | None] = mapped_column(EncryptedText("guardianship.restriction"), deferred=True)
    document_reference: Mapped[str | None] = mapped_column(
        EncryptedText("guardianship.document_reference"), deferred=True
    )
    pupil: Mapped[Pupil] = relationship(back_populates="guardianships")
    guardian: Mapped[Guardian] = relationship()
