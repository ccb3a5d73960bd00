"""The second step: a code app set up, used and let go; and the half way between the steps."""

import secrets
from datetime import datetime

import pyotp
from pyotp.totp import TOTP
from sqlalchemy import delete, update

from portal import audit
from portal.accounts import queries
from portal.accounts.actions.passkeys import LastSecondStep, hold
from portal.accounts.actions.proofs import WrongProof
from portal.accounts.actions.telling import Change, tell_owner
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import CodeApp, HalfWay, RecoveryCode
from portal.db import Refusal, db, rows_changed
from portal.school.models import Person

STEP = 30
# A clock may be half a minute off, either way.
DRIFT = (0, -1, 1)


class NothingToSetUp(Refusal):
    """No code app waits for its first code (any more): begin again."""


def begin_app(person: Person, *, now: datetime) -> CodeApp:
    """A new secret for a code app; the app of before goes on working until the new one has shown a code."""
    waiting = (CodeApp.person_id == person.id, CodeApp.confirmed_at.is_(None))
    db.session.execute(delete(CodeApp).where(*waiting))
    app = CodeApp(person_id=person.id, secret=pyotp.random_base32(), made_at=now)
    db.session.add(app)
    return app


def address_of(app: CodeApp, person: Person, school_name: str) -> str:
    """What the picture says to the app (otpauth)."""
    return TOTP(app.secret).provisioning_uri(name=person.email or person.full_name, issuer_name=school_name)


def confirm_app(person: Person, code: str, *, now: datetime) -> None:
    """Switch the second step on with the app's first code. Raises NothingToSetUp or WrongProof."""
    hold(person)
    app = queries.app_being_set_up(person, now=now)
    if app is None:
        raise NothingToSetUp
    step = _step_of(app, code, now=now)
    db.session.execute(delete(CodeApp).where(CodeApp.person_id == person.id, CodeApp.id != app.id))
    app.confirmed_at, app.last_step = now, step
    audit.did(person, "second step switched on", app, now=now)
    tell_owner(person, Change.APP_ON, now=now)


def use_app_code(person: Person, code: str, *, now: datetime) -> None:
    """Spend the code that the person's app shows; raises WrongProof. Of two at once, one wins."""
    app = queries.app_of(person)
    if app is None:
        raise WrongProof
    step = _step_of(app, code, now=now)
    spent = update(CodeApp).where(CodeApp.id == app.id, CodeApp.last_step < step).values(last_step=step)
    if rows_changed(spent) != 1:
        raise WrongProof


def remove_app(person: Person, *, now: datetime) -> None:
    """Switch the code app off; who need not have a second step then has none. Raises LastSecondStep."""
    hold(person)
    app = queries.app_of(person)
    if app is None:
        return
    is_required = queries.must_prove_twice(person)
    if is_required and not queries.passkeys_of(person):
        raise LastSecondStep
    audit.did(person, "second step switched off", app, now=now)
    tell_owner(person, Change.APP_OFF, now=now)
    db.session.delete(app)
    if not is_required:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def begin_half_way(person: Person, *, now: datetime) -> str:
    """The first step was right and the second is to come; returns the token for the browser's session."""
    token = new_token()
    db.session.add(HalfWay(token_hash=hashed(token), person_id=person.id, began_at=now))
    return token


def person_half_way(token: str, *, now: datetime) -> Person | None:
    """Who did the first step on the browser with this token; None when nobody did, or too long ago."""
    return queries.half_way(hashed(token), now=now)


def end_half_way(token: str) -> None:
    """The second step was right as well, or is not taken. Raises WrongProof when it was ended already."""
    if rows_changed(delete(HalfWay).where(HalfWay.token_hash == hashed(token))) != 1:
        raise WrongProof


def _step_of(app: CodeApp, code: str, *, now: datetime) -> int:
    """The half minute that this code belongs to, later than the last one used; raises WrongProof."""
    given = "".join(code.split())
    maker, this_step = TOTP(app.secret), int(now.timestamp()) // STEP
    for step in (this_step + drift for drift in DRIFT):
        if secrets.compare_digest(maker.generate_otp(step).encode(), given.encode()) and step > app.last_step:
            return step
    raise WrongProof
