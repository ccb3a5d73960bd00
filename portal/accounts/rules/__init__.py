"""When a proof is still good, how often somebody may try, what a password is, and what follows a first step."""

from portal.accounts.rules.limits import (
    CHALLENGE_LIVES,
    HALF_WAY_LIVES,
    KEPT_FIELDS_LIVE,
    LIMITS,
    LINK_LIVES,
    PASSWORD_LINK_LIVES,
    RECOVERY_KEPT,
    RECOVERY_LIVES,
    SESSION_LIVES,
    SESSION_RESTS,
    SET_UP_LIVES,
    Limit,
    is_session_alive,
)
from portal.accounts.rules.passwords import MAXIMUM_PASSWORD, MINIMUM_PASSWORD, Fault, fault_of
from portal.accounts.rules.steps import APPROVALS_NEEDED, RECOVERY_CODES, Follows, Site, follows, site_of

__all__ = [
    "APPROVALS_NEEDED",
    "CHALLENGE_LIVES",
    "HALF_WAY_LIVES",
    "KEPT_FIELDS_LIVE",
    "LIMITS",
    "LINK_LIVES",
    "MAXIMUM_PASSWORD",
    "MINIMUM_PASSWORD",
    "PASSWORD_LINK_LIVES",
    "RECOVERY_CODES",
    "RECOVERY_KEPT",
    "RECOVERY_LIVES",
    "SESSION_LIVES",
    "SESSION_RESTS",
    "SET_UP_LIVES",
    "Fault",
    "Follows",
    "Limit",
    "Site",
    "fault_of",
    "follows",
    "is_session_alive",
    "site_of",
]
