"""People: guardians in households, pupils, staff with roles."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal import phones, vault
from portal.db import Base
from portal.school.models.names import Named
from portal.school.models.words import Custody, Hat, Role
from portal.vault import EncryptedText


class Person(Named, Base):
    """Somebody who may sign in: a guardian, a member of staff, or both with one account."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    # Verified: this person has shown to receive what is sent there.
    email_verified_at: Mapped[datetime | None]
    phone_verified_at: Mapped[datetime | None]
    # The first time this person was signed in: who was invited and never came is asked for by name.
    came_in_at: Mapped[datetime | None]
    # Failed: mail to it came back for good; it is used no more until it is verified again, or is another one.
    email_failed_at: Mapped[datetime | None]
    # Encrypted columns are opened only where they are asked for.
    phone: Mapped[str | None] = mapped_column(EncryptedText("person.phone"), deferred=True)
    # The normal form of the number as a keyed mark: it finds the person and tells nobody the number.
    phone_mark: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(default="nl")
    roster_key: Mapped[str | None] = mapped_column(unique=True)
    left_on: Mapped[date | None]
    guardian: Mapped["Guardian | None"] = relationship(back_populates="person", lazy="joined")
    staff_roles: Mapped[list["StaffRole"]] = relationship(cascade="all, delete-orphan", order_by="StaffRole.role")

    # The hat of the acting person in this request, never stored; None for who has only one, and for everybody else.
    hat = None

    @validates("phone")
    def _mark_phone(self, _name: str, phone: str | None) -> str | None:
        """However a number is set, the mark is set with it."""
        self.phone_mark = mark_of_phone(phone)
        return phone

    def in_step(self) -> dict[str, str | None]:
        return super().in_step() | {"phone_mark": mark_of_phone(self.phone)}

    @validates("email")
    def _is_another(self, _name: str, address: str | None) -> str | None:
        """What was found out about one address says nothing about the next, whoever fills it in."""
        if self.email and address != self.email:
            self.email_verified_at = self.email_failed_at = None
        return address

    @property
    def all_roles(self) -> frozenset[Role]:
        """What this person is on the staff for, whatever the hat."""
        return frozenset(row.role for row in self.staff_roles)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that count now: none under a parent's hat."""
        return frozenset() if self.hat is Hat.PARENT else self.all_roles

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    @property
    def is_guardian(self) -> bool:
        """Whether a guardian's rights count now: not under the hat of the staff."""
        return self.guardian is not None and self.hat is not Hat.STAFF

    @property
    def has_two_hats(self) -> bool:
        return self.guardian is not None and bool(self.staff_roles)


def mark_of_phone(phone: str | None) -> str | None:
    """The mark of a number, the same for every way of writing it; None for what is no number."""
    number = phones.normal(phone)
    return vault.ring.mark(number, "person.phone") if number else None


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
    restricted_from: Mapped[date | None]
    # Access never comes back by itself: on this day the office is asked to look again.
    restricted_until: Mapped[date | None]
    pupil: Mapped[Pupil] = relationship(back_populates="guardianships")
    guardian: Mapped[Guardian] = relationship()
