"""Occasions and their words in every language, who comes, what parents say, and what the school answers."""

from portal.taking_part.models.contributions import Contribution, ContributionWords
from portal.taking_part.models.members import WorkingGroupMember
from portal.taking_part.models.occasions import Occasion, OccasionClass, Outcome
from portal.taking_part.models.sign_ups import Seat, SignUp
from portal.taking_part.models.words import OtherWords, marked

__all__ = [
    "Contribution",
    "ContributionWords",
    "WorkingGroupMember",
    "Occasion",
    "OccasionClass",
    "OtherWords",
    "Outcome",
    "Seat",
    "SignUp",
    "marked",
]
