"""The tables of who belongs to whom."""

from portal.school.models.classes import (
    Enrolment,
    Leaver,
    PastEnrolment,
    Place,
    School,
    SchoolClass,
    SchoolYear,
    Teaching,
)
from portal.school.models.people import Custody, Guardian, Guardianship, Household, Person, Pupil, Role, StaffRole

__all__ = [
    "Custody",
    "Enrolment",
    "Guardian",
    "Guardianship",
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
    "Teaching",
]
