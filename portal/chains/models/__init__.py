"""The tables of chains and of the roster."""

from portal.chains.models.chains import Chain, ChainResponder, ChainStep, HelpGroup, HelpGroupMember
from portal.chains.models.duties import (
    Duty,
    DutyException,
    DutyShift,
    SchoolHoliday,
    SchoolHours,
    Substitute,
)

__all__ = [
    "Chain",
    "ChainResponder",
    "ChainStep",
    "Duty",
    "DutyException",
    "DutyShift",
    "HelpGroup",
    "HelpGroupMember",
    "SchoolHoliday",
    "SchoolHours",
    "Substitute",
]
