"""Proofs of who somebody is, a module for each kind, and the sessions they open."""

from portal.accounts.models.passkeys import Challenge, Passkey, PasskeyOffer
from portal.accounts.models.proofs import (
    Attempt,
    KeptFields,
    KnownDevice,
    LinkRequest,
    ProofCode,
    Secret,
    SignInLink,
    UserSession,
)
from portal.accounts.models.recovery import PasswordLink, Recovery, RecoveryApproval, Standing
from portal.accounts.models.second_step import CodeApp, HalfWay, RecoveryCode

__all__ = [
    "Attempt",
    "Challenge",
    "CodeApp",
    "HalfWay",
    "KeptFields",
    "KnownDevice",
    "LinkRequest",
    "Passkey",
    "PasskeyOffer",
    "PasswordLink",
    "ProofCode",
    "Recovery",
    "RecoveryApproval",
    "RecoveryCode",
    "Secret",
    "SignInLink",
    "Standing",
    "UserSession",
]
