"""Upkeep: what has run out, and what is sealed again with a newer key."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from portal.accounts.models import (
    Attempt,
    Challenge,
    CodeApp,
    HalfWay,
    KeptFields,
    KnownDevice,
    LinkRequest,
    PasswordLink,
    ProofCode,
    Recovery,
    RecoveryApproval,
    SignInLink,
    UserSession,
)
from portal.accounts.rules import (
    CHALLENGE_LIVES,
    CODE_LIVES,
    DEVICE_IS_KNOWN,
    HALF_WAY_LIVES,
    KEPT_FIELDS_LIVE,
    LIMITS,
    LINK_LIVES,
    RECOVERY_KEPT,
    SESSION_LIVES,
    SESSION_RESTS,
    SET_UP_LIVES,
)
from portal.db import Base


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Proofs, tries and typed fields that are good for nothing any more."""
    longest_span = max(limit.span for limit in LIMITS.values())
    old_requests = select(Recovery.id).where(Recovery.asked_at < now - RECOVERY_KEPT)
    return [
        (Attempt, Attempt.at < now - longest_span),
        (SignInLink, SignInLink.made_at < now - LINK_LIVES * 48),
        (LinkRequest, LinkRequest.asked_at < now - LINK_LIVES),
        (ProofCode, ProofCode.made_at < now - CODE_LIVES),
        (KnownDevice, KnownDevice.seen_at < now - DEVICE_IS_KNOWN),
        (Challenge, Challenge.asked_at < now - CHALLENGE_LIVES),
        (HalfWay, HalfWay.began_at < now - HALF_WAY_LIVES),
        (CodeApp, CodeApp.confirmed_at.is_(None) & (CodeApp.made_at < now - SET_UP_LIVES)),
        (PasswordLink, PasswordLink.ends_at < now),
        (RecoveryApproval, RecoveryApproval.recovery_id.in_(old_requests)),
        (Recovery, Recovery.asked_at < now - RECOVERY_KEPT),
        (KeptFields, KeptFields.kept_at < now - KEPT_FIELDS_LIVE),
        (UserSession, UserSession.seen_at < now - SESSION_RESTS - SESSION_LIVES),
    ]
