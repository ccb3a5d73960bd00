"""The tables of who belongs to whom."""

from portal.school.models.classes import (
    Enrolment,
    Leaver,
    PastEnrolment,
    Place,
    School,
    SchoolClass,
    SchoolYear,
    StandIn,
    Teaching,
)
from portal.school.models.contact import AddressProof
from portal.school.models.people import Guardian, Guardianship, Household, Person, Pupil, StaffRole, mark_of_phone
from portal.school.models.words import Custody, Hat, Role

__all__ = [
    "AddressProof",
    "Custody",
    "Enrolment",
    "Guardian",
    "Guardianship",
    "Hat",
    "Household",
    "Leaver",
    "PastEnrolment",
    "Person",
    "Place",
    "Pupil",
    "Role",
    "School",
    "SchoolClass",
    "SchoolYear",
    "StaffRole",
    "StandIn",
    "Teaching",
    "mark_of_phone",
]
