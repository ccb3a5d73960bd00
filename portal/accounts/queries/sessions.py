"""Sessions as their owners see them, and the one that a cookie stands for."""

import hashlib
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from portal.accounts.models import Secret, UserSession
from portal.accounts.rules import SESSION_LIVES, SESSION_RESTS, is_session_alive
from portal.db import db
from portal.school import queries as school
from portal.school.models import Hat, Person, Role, School

# Who can do most harm with a stolen password: they come in with two steps, or not at all.
PROVE_TWICE = frozenset({Role.LEADER, Role.COORDINATOR, Role.OFFICE})

# With its person, the person's roles and the school in one question: they are asked for with every page.
_BY_TOKEN = (
    select(UserSession, School)
    .outerjoin(School, school.IS_THE_SCHOOL)
    .where(UserSession.token_hash == bindparam("token_hash"))
    .options(joinedload(UserSession.person, innerjoin=True).joinedload(Person.staff_roles))
)


def session_of(token: str, *, now: datetime) -> UserSession | None:
    """The living session of this cookie with its person, in one query; None when it ended in any way."""
    hashed = hashlib.sha256(token.encode()).hexdigest()
    found = db.session.execute(_BY_TOKEN, {"token_hash": hashed}).unique().first()
    if found is None:
        return None
    session: UserSession = found[0]
    school.came_along(found[1])
    if session.revoked_at is not None or session.person.left_on is not None:
        return None
    if session.hat is Hat.STAFF and must_prove_twice(session.person) and not session.is_strong:
        return None
    alive = is_session_alive(started_at=session.started_at, seen_at=session.seen_at, now=now)
    return session if alive else None


def hat_of(session: UserSession) -> Hat | None:
    """The hat under which this session goes on; None for a person who has only one."""
    return session.hat if session.person.has_two_hats else None


def is_asleep(session: UserSession) -> bool:
    """Whether a member of staff, who is nobody's parent here, must first show again who it is."""
    person = session.person
    return bool(person.staff_roles) and person.guardian is None and session.staff_proved_at is None


def people_who_came_in() -> set[int]:
    """Everybody who has, or lately had, a session: what they chose for themselves is theirs."""
    return set(db.session.scalars(select(UserSession.person_id).distinct()))


def sessions_of(person: Person, *, now: datetime) -> list[UserSession]:
    """The living sessions of a person, last used first."""
    query = select(UserSession).where(UserSession.person_id == person.id, *living(now))
    return list(db.session.scalars(query.order_by(UserSession.seen_at.desc(), UserSession.id.desc())).unique())


def living(now: datetime) -> tuple:
    """What is true of a session that did not end."""
    return (
        UserSession.revoked_at.is_(None),
        UserSession.started_at > now - SESSION_LIVES,
        UserSession.seen_at > now - SESSION_RESTS,
    )


def words_for_device(browser: str, system: str) -> str:
    """ "Chrome on Android" in the reader's language."""
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown device")


def has_password(person: Person) -> bool:
    return db.session.get(Secret, (person.id, "password")) is not None


def channels_for_code(person: Person) -> list[str]:
    """Where a code can be sent so that only this person gets it: "email", "sms"."""
    ways = [("email", bool(person.email)), ("sms", _has_own_phone(person))]
    return [channel for channel, is_there in ways if is_there]


def _has_own_phone(person: Person) -> bool:
    return bool(person.phone_mark) and school.person_by_phone(person.phone or "") is not None


def must_prove_twice(person: Person) -> bool:
    """Whether this person needs a second step (or a passkey, which is two in one) before the staff's pages open."""
    return bool(PROVE_TWICE & person.all_roles)
