"""Two windows of one person at the same moment: nothing is kept twice, and neither window breaks."""

from collections.abc import Callable

import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.models import Passkey, PasskeyOffer, ProofCode, RecoveryCode, Secret, UserSession
from portal.audit import Audit
from portal.db import db, transaction
from portal.demo.rules import PASSWORD
from portal.school.models import Hat, Person
from tests.accounts.authenticator import with_passkey
from tests.meanwhile import Another, at_statement


@pytest.fixture
def session(cast) -> int:
    """The number of a session of Bart's, who set no PIN yet."""
    actions.start_session(cast.people["bart"], "", now=clock.now())
    db.session.commit()
    return db.session.query(UserSession).one().id


FIRST: dict[type, Callable[[UserSession], None]] = {
    ProofCode: lambda session: actions.send_code(session, "email", now=clock.now()),
    PasskeyOffer: lambda session: actions.answer_offer(session.person, now=clock.now()),
    Secret: lambda session: actions.set_pin(session.person, "730514", now=clock.now()),
}


@pytest.mark.parametrize("kept", FIRST)
def test_what_both_keep_for_the_first_time_is_there_once(kept, session, app):
    def keep() -> None:
        with transaction():
            FIRST[kept](db.session.get_one(UserSession, session))

    before = db.session.query(kept).count()
    other = Another(app, keep)
    with at_statement("before", f"INSERT INTO {kept.__tablename__}", other):
        keep()
    assert other.result() is None and db.session.query(kept).count() == before + 1


def test_of_two_papers_made_at_once_the_last_one_works(cast, app):
    head = cast.people["head"].id

    def paper() -> list[str]:
        with transaction():
            return actions.make_paper_codes(db.session.get_one(Person, head), now=clock.now())

    last = Another(app, paper)
    with at_statement("before", "INSERT INTO recovery_code", last):
        first = paper()
    codes = last.result()
    assert db.session.query(RecoveryCode).count() == 10
    with pytest.raises(actions.WrongProof):
        actions.use_paper_code(cast.people["head"], first[0], now=clock.now())
    actions.use_paper_code(cast.people["head"], codes[0], now=clock.now())


def test_a_code_on_paper_that_is_used_while_new_ones_are_made(cast, app):
    head = cast.people["head"]
    code = actions.make_paper_codes(head, now=clock.now())[0]
    db.session.commit()

    def makes() -> None:
        actions.make_paper_codes(db.session.get_one(Person, head.id), now=clock.now())

    other = Another(app, makes)
    with at_statement("before", "INSERT INTO audit", other), transaction() as session:
        actions.use_paper_code(session.merge(head, load=False), code, now=clock.now())
    assert other.result() is None and db.session.query(RecoveryCode).filter_by(used_at=None).count() == 10


def test_a_passkey_that_is_removed_twice_at_once_is_told_once(cast, app, visit, work):
    with_passkey(visit("celik"))
    work()
    passkey = db.session.query(Passkey).one()

    def remove() -> None:
        # Both pages were opened while it was there.
        with transaction():
            actions.remove_passkey(db.session.merge(passkey, load=False), now=clock.now())

    other = Another(app, remove)
    with at_statement("before", "DELETE FROM passkey", other):
        remove()
    other.result()
    assert db.session.query(Audit).filter_by(did="passkey removed").count() == 1 == len(work())
    assert db.session.query(Passkey).count() == 0


def test_a_session_that_shows_again_who_it_is_while_it_is_put_to_sleep_stays_awake(both, app):
    actions.start_session(both, "", hat=Hat.STAFF, now=clock.now())
    db.session.commit()
    clock.advance(hours=13)
    slow, now = db.session.query(UserSession).one(), clock.now()

    def proves() -> None:
        actions.prove_again(db.session.get_one(UserSession, slow.id), is_for_staff=True, now=now)

    other = Another(app, proves)
    with at_statement("before", "UPDATE user_session", other):
        actions.put_staff_to_sleep(slow, now=now)
    other.result()
    assert slow.staff_proved_at is None, "what was slow goes on asleep"
    db.session.refresh(slow)
    assert slow.staff_proved_at == now


@pytest.fixture
def changes(cast) -> Callable[[], None]:
    """Zeynep gives herself another password, in a session that goes on."""
    actions.start_session(cast.people["celik"], "", now=clock.now())
    db.session.commit()
    number = db.session.query(UserSession).one().id

    def change() -> None:
        session = db.session.get_one(UserSession, number)
        actions.change_password(session.person, PASSWORD, "zeven kraanvogels eten kersen", session, now=clock.now())

    return change


def test_who_comes_in_with_a_password_while_it_is_changed_does_not_stay_in(changes, app):
    other = Another(app, changes)
    with at_statement("before", "INSERT INTO user_session", other), transaction():
        person = actions.person_by_password("celik@regenboog.example", PASSWORD)
        actions.start_session(person, "", now=clock.now())
    assert other.result() is None and db.session.query(UserSession).filter_by(revoked_at=None).count() == 1


@pytest.mark.two_writers
def test_a_password_that_was_changed_while_it_was_looked_at_opens_nothing(changes, app):
    other = Another(app, changes)
    with at_statement("before", "SELECT secret.hash", other), transaction(), pytest.raises(actions.WrongProof):
        actions.person_by_password("celik@regenboog.example", PASSWORD)
    other.result()
