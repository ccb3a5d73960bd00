"""The ways in which somebody comes in: passkeys, password, second step, codes on paper."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from portal.accounts.models import CodeApp, HalfWay, Passkey, PasskeyOffer, PasswordLink, RecoveryCode, Secret
from portal.accounts.queries.sessions import must_prove_twice
from portal.accounts.rules import HALF_WAY_LIVES, SET_UP_LIVES, Follows, follows
from portal.db import db
from portal.school.models import Person


@dataclass(frozen=True)
class Ways:
    """How somebody comes in; `codes_left` of the codes on paper are not used yet."""

    passkeys: list[Passkey]
    app: CodeApp | None
    codes_left: int
    password_set_at: datetime | None
    pin_set_at: datetime | None
    second_pin_set_at: datetime | None
    must_prove_twice: bool

    @property
    def has_second_step(self) -> bool:
        return self.app is not None or (self.must_prove_twice and bool(self.passkeys))


def ways_of(person: Person) -> Ways:
    """How this person comes in."""
    secrets = select(Secret.kind, Secret.set_at).where(Secret.person_id == person.id)
    set_at = {kind: at for kind, at in db.session.execute(secrets)}
    return Ways(
        passkeys=passkeys_of(person),
        app=app_of(person),
        codes_left=codes_left(person),
        password_set_at=set_at.get("password"),
        pin_set_at=set_at.get("pin"),
        second_pin_set_at=set_at.get("duress"),
        must_prove_twice=must_prove_twice(person),
    )


def passkeys_of(person: Person) -> list[Passkey]:
    """The passkeys of a person that work, the newest first."""
    query = select(Passkey).where(Passkey.person_id == person.id, Passkey.stopped_at.is_(None))
    return list(db.session.scalars(query.order_by(Passkey.id.desc())).unique())


def app_of(person: Person) -> CodeApp | None:
    """The code app that this person uses, None when there is none."""
    return db.session.scalars(
        select(CodeApp).where(CodeApp.person_id == person.id, CodeApp.confirmed_at.is_not(None))
    ).first()


def app_being_set_up(person: Person, *, now: datetime) -> CodeApp | None:
    """The code app that waits for its first code, None when there is none or it waits too long."""
    waiting = (CodeApp.person_id == person.id, CodeApp.confirmed_at.is_(None), CodeApp.made_at > now - SET_UP_LIVES)
    return db.session.scalars(select(CodeApp).where(*waiting).order_by(CodeApp.id.desc())).first()


def codes_left(person: Person) -> int:
    """How many codes on paper are not used yet."""
    unused = (RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused)) or 0


def what_follows(person: Person) -> Follows:
    """What this person does after a first step that was right."""
    if not person.staff_roles:
        return Follows.IN
    return follows(
        is_staff=True,
        is_required=must_prove_twice(person),
        has_app=app_of(person) is not None,
        has_passkey=bool(passkeys_of(person)),
    )


def half_way(token_hash: str, *, now: datetime) -> Person | None:
    """Who did the first step on this browser and is not in yet; None when that is too long ago."""
    fresh = (HalfWay.token_hash == token_hash, HalfWay.began_at > now - HALF_WAY_LIVES)
    found = db.session.scalars(select(HalfWay).where(*fresh)).unique().first()
    return found.person if found is not None and found.person.left_on is None else None


def password_link(token_hash: str, *, now: datetime) -> PasswordLink | None:
    """The link to set a password, None when it is unknown, spent or too old."""
    good = (PasswordLink.token_hash == token_hash, PasswordLink.used_at.is_(None), PasswordLink.ends_at > now)
    found = db.session.scalars(select(PasswordLink).where(*good)).unique().first()
    return found if found is not None and found.person.left_on is None else None


def is_offered_a_passkey(person: Person) -> bool:
    """Whether to offer a passkey on the first page: this person has none and was not asked before."""
    answered = exists().where(PasskeyOffer.person_id == person.id)
    has_one = exists().where(Passkey.person_id == person.id)
    return not db.session.scalar(select(answered | has_one))
