"""The words that tables of the school hold: roles, hats, custody."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is here for; one person may have several."""

    TEACHER = "teacher"
    RECEPTION = "reception"
    HELPER = "helper"
    LEADER = "leader"
    COORDINATOR = "coordinator"
    OFFICE = "office"


class Hat(StrEnum):
    """As what somebody is here who is both a guardian and on the staff."""

    PARENT = "parent"
    STAFF = "staff"


class Custody(StrEnum):
    """Legal custody (gezag) of a guardian over a pupil, as the office recorded it from a document."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
