"""The answer is ready, and then the database does not take what was done: a plain page says so, and nothing is kept."""

import pytest
from flask import has_request_context
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from portal.accounts.models import Secret
from portal.db import db
from portal.school.models import School

NEW = {"new_pin": "730491"}


@pytest.fixture
def at_the_end(app):
    """What happens when the next request that changes something is kept; once."""
    deeds = []

    def once(current) -> None:
        has_changed = current.new or current.dirty or "has_changed" in current.info
        if deeds and has_request_context() and has_changed:
            deeds.pop()(current)

    event.listen(db.session, "before_commit", once)
    yield deeds.append
    event.remove(db.session, "before_commit", once)
    assert not deeds, "it happened"


def test_a_flush_that_fails_at_the_end_is_a_plain_page_and_the_next_request_goes_well(cast, visit, at_the_end):
    noor, before = visit("noor"), [row.hash for row in db.session.query(Secret).order_by(Secret.hash)]
    number = db.session.query(School.id).scalar()
    db.session.commit()
    at_the_end(lambda session: session.add_all([School(id=number, name="Nog een"), School(id=number, name="En een")]))
    page = noor.post("/account/pin", NEW)
    assert page.status == 500 and "Traceback" not in page.html and "<h1" in page.html
    db.session.rollback()
    assert [row.hash for row in db.session.query(Secret).order_by(Secret.hash)] == before
    db.session.commit()
    assert noor.post("/account/pin", NEW).status == 303


def test_a_database_that_goes_away_at_the_end_is_said_as_such(visit, at_the_end):
    noor = visit("noor")

    def goes_away(_session) -> None:
        raise OperationalError("COMMIT", {}, ConnectionError("gone"))

    at_the_end(goes_away)
    page = noor.post("/account/pin", NEW)
    assert page.status == 503 and "<h1" in page.html
    assert noor.post("/account/pin", NEW).status == 303
