"""Recovery cases, the talk in them, and the school's own terms."""

from portal.recovery.models.cases import RecoveryCase, RecoveryConsent, RecoveryTerms
from portal.recovery.models.talks import RecoveryAgreement, RecoveryAttending, RecoveryCard, RecoveryTalk

__all__ = [
    "RecoveryAgreement",
    "RecoveryAttending",
    "RecoveryCard",
    "RecoveryCase",
    "RecoveryConsent",
    "RecoveryTalk",
    "RecoveryTerms",
]
