"""Showing again who one is, within a session: by password, or by a code that is sent."""

import secrets
from datetime import datetime

from sqlalchemy import delete

from portal import outbox, vault
from portal.accounts.actions.proofs import WrongProof, is_right
from portal.accounts.models import ProofCode, UserSession
from portal.accounts.rules import CODE_LIVES
from portal.db import put, rows_changed

DIGITS = 6


def check_own_password(session: UserSession, given: str) -> None:
    """Raises WrongProof unless this is the password of the person in the session."""
    if not is_right(session.person, "password", given):
        raise WrongProof


def send_code(session: UserSession, channel: str, *, now: datetime) -> None:
    """Send a code that proves who is in this session, and in no other; the code before it is over."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    put(ProofCode, {"session_id": session.id}, {"mark": _mark(session, code), "made_at": now})
    template = "accounts/messages/code_sms.txt" if channel == "sms" else "accounts/messages/code.txt"
    outbox.queue(
        session.person, template, session, channel=channel, now=now, path="/account", is_urgent=True, code=code
    )


def use_code(session: UserSession, given: str, *, now: datetime) -> None:
    """Spend the code of this session; raises WrongProof when it is another one, too old or spent."""
    is_it = (ProofCode.session_id == session.id, ProofCode.mark == _mark(session, given))
    if rows_changed(delete(ProofCode).where(*is_it, ProofCode.made_at > now - CODE_LIVES)) != 1:
        raise WrongProof


def _mark(session: UserSession, code: str) -> str:
    # A million codes are soon tried against a plain hash; without the ring's key this one tells nothing.
    return vault.ring.mark(f"{session.id}:{code}", "proof_code")
