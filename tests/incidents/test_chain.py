"""The register shows by itself when somebody changed it behind the portal's back."""

import pytest
from sqlalchemy import text

from portal import clock
from portal.db import db
from portal.incidents import actions, queries
from portal.incidents.models import OnlyAdded, RegisterEntry, RegisterKey
from portal.incidents.rules import hash_of
from tests.incidents.conftest import MARK
from tests.stories import some_facts


@pytest.fixture
def command(app):
    """A command of the portal, as whoever runs the school's server gives it."""
    return lambda *words: app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def three(cast, incident) -> list[RegisterEntry]:
    """An incident with what was added, and a second one; the register is whole."""
    actions.add(incident, cast.people["sam"], "Er is gebeld.", now=clock.now())
    actions.log(cast.people["vos"], some_facts(cast), now=clock.now())
    db.session.commit()
    assert list(queries.broken()) == []
    return db.session.query(RegisterEntry).order_by(RegisterEntry.number).all()


CHANGES = {
    "words exchanged": "UPDATE register_entry SET sealed = (SELECT sealed FROM register_entry WHERE number = 3)"
    " WHERE number = 1",
    "another person": "UPDATE register_entry SET person_id = person_id + 1 WHERE number = 1",
    "another moment": "UPDATE register_entry SET at = '2020-01-01 10:00:00+00:00' WHERE number = 2",
    "another fact": "UPDATE register_entry SET core = '{\"facts\":{}}' WHERE number = 1",
    "one in the middle gone": "DELETE FROM register_entry WHERE number = 2",
    "the last one gone": "DELETE FROM register_entry WHERE number = (SELECT max(number) FROM register_entry)",
    "the end moved": "UPDATE register_head SET number = 1, hash = (SELECT hash FROM register_entry WHERE number = 1)",
    "the end gone": "DELETE FROM register_head",
    "the row of the incident": "UPDATE incident SET kind = 'physical'",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_behind_the_portals_back_is_found(change, three, command):
    assert len(three) > 3
    db.session.execute(text(change))
    db.session.commit()
    assert list(queries.broken())
    refused = command("verify-register")
    assert refused.exit_code == 1 and "entry" in refused.output and MARK not in refused.output


def test_a_chain_that_was_written_anew_as_a_whole_is_found(three):
    last = three[-1]
    anew = hash_of(number=last.number, incident_id=last.incident_id, what=last.what, at=last.at, person_id=None,
                   core=last.core, sealed=last.sealed, before=last.before)  # fmt: skip
    for change in ("UPDATE register_entry SET person_id = NULL, hash = :anew WHERE number = :number",
                   "UPDATE register_head SET hash = :anew"):  # fmt: skip
        db.session.execute(text(change.replace(":number", str(last.number))), {"anew": anew})
    db.session.commit()
    db.session.expire_all()
    assert [each.what for each in queries.broken()] == ["the whole chain was written anew"]


def test_a_whole_register_says_its_root(three, command):
    number, root = len(three), three[-1].hash
    said = command("verify-register")
    assert said.exit_code == 0 and f"{number} entries" in said.output and root in said.output


def test_the_portal_itself_cannot_change_or_delete_an_entry(three):
    three[0].core = "{}"
    with pytest.raises(OnlyAdded):
        db.session.flush()
    db.session.rollback()
    db.session.delete(three[0])
    with pytest.raises(OnlyAdded):
        db.session.flush()
    db.session.rollback()


def test_without_its_key_the_words_are_gone_and_the_chain_is_whole(three, incident):
    db.session.delete(incident.identity_key)
    db.session.commit()
    db.session.expire_all()
    assert incident.words == {} and incident.additions[0].words == {}
    assert list(queries.broken()) == [] and db.session.query(RegisterKey).count() == 1
