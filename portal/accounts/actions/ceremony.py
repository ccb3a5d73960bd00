"""The ceremony of a passkey: the question that a browser is asked once, and what its answer proves."""

import json
from datetime import datetime
from typing import Any, cast

import webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from sqlalchemy import CursorResult, delete, select
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from portal import vault
from portal.accounts import queries
from portal.accounts.actions.proofs import WrongProof
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import Challenge, Passkey
from portal.accounts.rules import CHALLENGE_LIVES, Site
from portal.db import apart, db
from portal.school.models import Person

ANSWER_WITHIN_MS = int(CHALLENGE_LIVES.total_seconds() * 1000)
LONGEST_ANSWER = 20_000
# The library names what it checks; what is merely malformed comes out of its parsers as one of the others.
NO_GOOD = (
    WebAuthnException, InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, KeyError, IndexError,
    AttributeError, OverflowError, RecursionError,
)  # fmt: skip


def ask_to_sign_in(site: Site, *, now: datetime) -> tuple[str, str]:
    """A question for whichever passkey the browser holds: the token for its session, and the options as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host, timeout=ANSWER_WITHIN_MS, user_verification=UserVerificationRequirement.REQUIRED
    )
    return _asked(options.challenge, None, now=now), webauthn.options_to_json(options)


def ask_to_add(person: Person, site: Site, school_name: str, *, now: datetime) -> tuple[str, str]:
    """A question for a new passkey of this person, on a device that has none of theirs: token and options as JSON."""
    known = [
        PublicKeyCredentialDescriptor(id=passkey.credential, transports=_transports(passkey))
        for passkey in queries.passkeys_of(person)
    ]
    options = webauthn.generate_registration_options(
        rp_id=site.host, rp_name=school_name, user_id=handle_of(person), user_name=person.email or person.full_name,
        user_display_name=person.full_name, timeout=ANSWER_WITHIN_MS, exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )  # fmt: skip
    return _asked(options.challenge, person, now=now), webauthn.options_to_json(options)


def read(answer: str) -> dict[str, Any]:
    """What a browser answered; raises WrongProof when it is no answer to such a question."""
    try:
        given = json.loads(answer if len(answer) <= LONGEST_ANSWER else "")
        client = parse_client_data_json(base64url_to_bytes(given["response"]["clientDataJSON"]))
        given["response"]["credential"] = base64url_to_bytes(given["rawId"])
    except NO_GOOD as error:
        raise WrongProof from error
    if client.cross_origin:
        raise WrongProof
    return given


def made(given: dict[str, Any], question: bytes, site: Site) -> VerifiedRegistration:
    """The new passkey in an answer; raises WrongProof when anything about it is not as asked."""
    try:
        return webauthn.verify_registration_response(
            credential=given, expected_challenge=question, expected_rp_id=site.host, expected_origin=site.origin,
            require_user_verification=True,
        )  # fmt: skip
    except NO_GOOD as error:
        raise WrongProof from error


def proven(given: dict[str, Any], passkey: Passkey, question: bytes, site: Site) -> VerifiedAuthentication:
    """What an answer with this passkey proves; raises WrongProof. Its counter is for the caller to compare."""
    try:
        handle = given["response"].get("userHandle")
        if handle and base64url_to_bytes(handle) != handle_of(passkey.person):
            raise WrongProof
        return webauthn.verify_authentication_response(
            credential=given, expected_challenge=question, expected_rp_id=site.host, expected_origin=site.origin,
            credential_public_key=passkey.public_key, credential_current_sign_count=0, require_user_verification=True,
        )  # fmt: skip
    except NO_GOOD as error:
        raise WrongProof from error


def spent(token: str, person: Person | None, *, now: datetime) -> bytes:
    """The question that this browser was asked, which is spent even when the answer is refused.

    Raises WrongProof when it was asked nothing, too long ago, or on behalf of somebody else.
    """
    with apart() as own:
        asked = own.scalars(select(Challenge).where(Challenge.token_hash == hashed(token))).first()
        this_one = delete(Challenge).where(Challenge.token_hash == hashed(token))
        is_first = cast(CursorResult, own.execute(this_one)).rowcount == 1
    if asked is None or not is_first or asked.asked_at <= now - CHALLENGE_LIVES:
        raise WrongProof
    if asked.person_id != (person.id if person else None):
        raise WrongProof
    return asked.question


def handle_of(person: Person) -> bytes:
    """What a device keeps to know the account by: the same each time, and it names nobody."""
    return bytes.fromhex(vault.ring.mark(str(person.id), "passkey.person"))


def _asked(question: bytes, person: Person | None, *, now: datetime) -> str:
    token = new_token()
    number = person.id if person else None
    db.session.add(Challenge(token_hash=hashed(token), question=question, person_id=number, asked_at=now))
    return token


def _transports(passkey: Passkey) -> list[AuthenticatorTransport]:
    known = {each.value for each in AuthenticatorTransport}
    return [AuthenticatorTransport(name) for name in passkey.transports.split(",") if name in known]
