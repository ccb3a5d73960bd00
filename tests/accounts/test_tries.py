"""Tries at what can be guessed: none is let through that the others leave no room for."""

import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.actions import TooManyTries
from portal.accounts.models import Attempt
from portal.accounts.rules import LIMITS
from portal.db import db
from tests.meanwhile import Another, at_statement


def test_of_two_last_tries_at_once_one_is_let_through(app):
    now, tries = clock.now(), LIMITS["app-code"].tries
    for _try in range(tries - 1):
        actions.count_try("app-code", "7", now=now)
    other = Another(app, lambda: actions.count_try("app-code", "7", now=now))
    with at_statement("before", "INSERT INTO attempt", other):
        actions.count_try("app-code", "7", now=now)
    with pytest.raises(TooManyTries):
        other.result()
    assert db.session.query(Attempt).count() == tries
    with pytest.raises(TooManyTries):
        actions.count_try("app-code", "7", now=now)


def test_tries_at_something_else_wait_for_nobody(app):
    now = clock.now()
    other = Another(app, lambda: actions.count_try("app-code", "8", now=now))
    with at_statement("before", "INSERT INTO attempt", other):
        actions.count_try("app-code", "7", now=now)
    assert other.result() is None and db.session.query(Attempt).count() == 2
