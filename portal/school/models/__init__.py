"""The tables of who belongs to whom."""

from portal.school.models.classes import Enrolment, Place, School, SchoolClass, SchoolYear, Teaching
from portal.school.models.contact import AddressProof
from portal.school.models.people import Custody, Guardian, Guardianship, Household, Person, Pupil, Role, StaffRole

__all__ = [
    "AddressProof",
    "Custody",
    "Enrolment",
    "Guardian",
    "Guardianship",
    "Household",
    "Person",
    "Place",
    "Pupil",
    "Role",
    "School",
    "SchoolClass",
    "SchoolYear",
    "StaffRole",
    "Teaching",
]
