"""Signed-in browsers: started, seen, proved again, under one hat or the other, ended."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm.attributes import set_committed_value

from portal import audit
from portal.accounts.actions.tokens import hashed, new_token
from portal.accounts.models import HalfWay, UserSession
from portal.accounts.rules import kind_of_device
from portal.db import Refusal, apart, db, rows_changed
from portal.school.models import Hat, Person


class NeedsStaffProof(Refusal):
    """The staff's hat goes on after a proof that is good enough for the staff."""


def start_session(
    person: Person, device: str, *, now: datetime, hat: Hat | None = None, is_strong: bool = False
) -> str:
    """Sign a person in on this browser (`device` is its User-Agent); returns the token for its cookie.

    With `hat` STAFF the proof was good enough for the staff. Without one a guardian comes in as a parent.
    Strong: proven with two steps or a passkey. Where a second step is required, another session opens nothing.
    """
    token = new_token()
    browser, system = kind_of_device(device)
    hat = hat or (Hat.PARENT if person.guardian is not None else Hat.STAFF)
    session = UserSession(
        token_hash=hashed(token), person_id=person.id, browser=browser, system=system, hat=hat, is_strong=is_strong,
        proved_at=now,
        staff_proved_at=now if hat is Hat.STAFF and person.staff_roles else None, started_at=now, seen_at=now,
    )  # fmt: skip
    db.session.add(session)
    person.came_in_at = person.came_in_at or now
    audit.did(person, "signed in", session, now=now)
    return token


def prove_again(session: UserSession, *, is_for_staff: bool, is_strong: bool = False, now: datetime) -> str:
    """The person in this session showed again who it is; returns the new token for its cookie, the old one is over."""
    token = new_token()
    session.token_hash, session.proved_at = hashed(token), now
    session.is_strong = session.is_strong or is_strong
    if is_for_staff and session.person.staff_roles:
        session.staff_proved_at = now
    return token


def wear(session: UserSession, hat: Hat) -> None:
    """Go on under this hat; raises NeedsStaffProof when that of the staff asks for a proof first."""
    if hat is Hat.STAFF and session.staff_proved_at is None:
        raise NeedsStaffProof
    session.hat = hat


def end_session(session: UserSession, *, now: datetime) -> None:
    """Sign one browser out, from wherever this is asked."""
    session.revoked_at = now


def end_sessions_of(person: Person, *, now: datetime, but: UserSession | None = None) -> int:
    """Sign a person out everywhere, but for this one session; returns how many browsers that were."""
    db.session.execute(delete(HalfWay).where(HalfWay.person_id == person.id))
    living = (UserSession.person_id == person.id, UserSession.revoked_at.is_(None))
    others = (UserSession.id != but.id,) if but is not None else ()
    return rows_changed(update(UserSession).where(*living, *others).values(revoked_at=now))


def sign_out_everywhere(person: Person, by: Person, *, but: UserSession, now: datetime) -> None:
    """The office signs somebody out everywhere; the session in which it is asked goes on."""
    end_sessions_of(person, but=but, now=now)
    audit.did(by, "signed out", person, now=now)


def sign_everybody_out(by: Person, *, but: UserSession, now: datetime) -> None:
    """The office signs everybody out; the session in which it is asked goes on."""
    living = (UserSession.revoked_at.is_(None), UserSession.id != but.id)
    db.session.execute(update(UserSession).where(*living).values(revoked_at=now))
    audit.did(by, "signed everybody out", but, now=now)


def note_seen(session: UserSession, *, now: datetime) -> None:
    """Remember that the session is in use; written beside the request, which may only be looking."""
    _write_beside(session, seen_at=now)


def put_staff_to_sleep(session: UserSession, *, now: datetime) -> None:
    """The session rested too long for the staff's rights: they wait for a new proof, a parent goes on as a parent."""
    hat = Hat.PARENT if session.person.guardian is not None else Hat.STAFF
    # Who showed again meanwhile who it is stays awake; only this request goes on asleep.
    as_read = (UserSession.seen_at == session.seen_at, UserSession.staff_proved_at == session.staff_proved_at)
    _write_beside(session, *as_read, seen_at=now, staff_proved_at=None, hat=hat)


def _write_beside(session: UserSession, *only_if, **values) -> None:
    with apart() as own:
        own.execute(update(UserSession).where(UserSession.id == session.id, *only_if).values(**values))
    for name, value in values.items():
        set_committed_value(session, name, value)
