"""Encrypted columns: nothing readable in the database, tied to their column, and keys can rotate."""

import secrets

import pytest

from portal.accounts import actions as accounts
from portal.db import db, transaction
from portal.school.models import Person
from portal.vault import CannotOpen, KeyRing, ring
from tests.conftest import rows


def test_a_phone_number_is_not_readable_in_the_database(cast):
    cast.people["amina"].phone = "06 98765432"
    db.session.commit()
    assert "98765432" not in str(rows("person"))
    db.session.expire_all()
    assert cast.people["amina"].phone == "06 98765432"


def test_a_value_moved_to_another_column_does_not_open():
    keys = KeyRing()
    keys.load("1:" + "ab" * 32)
    sealed = keys.seal("text", "person.phone")
    assert keys.open(sealed, "person.phone") == "text"
    with pytest.raises(CannotOpen):
        keys.open(sealed, "item.text")
    with pytest.raises(CannotOpen):
        keys.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "person.phone")


def test_rotation_seals_everything_with_the_newest_key(cast, app):
    old = app.config["SETTINGS"].keys
    cast.people["amina"].phone = "06 98765432"
    db.session.commit()
    ring.load(f"{old},2:{secrets.token_hex(32)}")
    try:
        with transaction():
            assert accounts.reseal_all() > 0
        sealed = [row.phone for row in rows("person") if row.phone is not None]
        assert sealed and {bytes(value)[0] for value in sealed} == {2}
        assert db.session.query(Person).filter_by(email="amina@regenboog.example").one().phone == "06 98765432"
    finally:
        ring.load(old)
