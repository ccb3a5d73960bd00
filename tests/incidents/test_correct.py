"""A correction stands beside what it corrects; both stay, and nobody corrects what they may not see."""

import pytest

from portal import clock
from portal.db import db
from portal.incidents import actions, queries
from portal.incidents.models import RegisterEntry
from portal.incidents.rules import Part, What
from tests.conftest import rows
from tests.incidents.conftest import MARK


@pytest.fixture
def added(cast, incident) -> RegisterEntry:
    entry = actions.add(incident, cast.people["noor"], "De politie kwam om tien uur.", now=clock.now())
    db.session.commit()
    return entry


def test_both_stand_there_each_with_its_name_and_the_first_is_untouched(added, incident, visit):
    before, sam = rows("register_entry"), visit("sam")
    address = f"/incidents/{incident.id}/entries/{added.number}/correct"
    assert "De politie kwam om tien uur." in sam.get(address)
    page = sam.follow(sam.post(address, {"text": "Het was elf uur."}))
    told = page.text.split("Verloop")[1]
    assert told.index("De politie kwam om tien uur.") < told.index("Verbeterd op") < told.index("Sam Bakker")
    assert told.count("Het was elf uur.") == 2 and f'href="#entry-{added.number}"' in page.html
    assert sorted(rows("register_entry"))[: len(before)] == sorted(before)
    assert list(queries.broken()) == []


def test_whoever_sees_what_was_corrected_sees_the_correction(added, incident, visit):
    address = f"/incidents/{incident.id}/entries/{added.number}/correct"
    visit("head").post(address, {"text": "Het was elf uur."})
    assert "Het was elf uur." in visit("noor").get(f"/incidents/{incident.id}")


def test_what_one_may_not_see_one_cannot_correct_nor_read_its_correction(cast, incident, visit):
    named = actions.Named({Part.WITNESS: [cast.people["vos"]]})
    actions.name(incident, named, cast.people["head"], now=clock.now())
    hidden = incident.entries[-1]
    assert hidden.what is What.NAMED
    actions.correct(incident, hidden, cast.people["head"], "QZXJ anders", now=clock.now())
    db.session.commit()
    noor = visit("noor")
    assert "QZXJ anders" not in noor.get(f"/incidents/{incident.id}")
    for number in (hidden.number, hidden.number + 1, 999):
        assert noor.get(f"/incidents/{incident.id}/entries/{number}/correct").status == 404
        assert noor.post(f"/incidents/{incident.id}/entries/{number}/correct", {"text": "x"}).status == 404


def test_an_entry_of_another_incident_is_not_there(added, cast, visit, fields):
    sam = visit("sam")
    sam.post("/incidents/log", fields)
    assert sam.get(f"/incidents/{added.incident_id + 1}/entries/{added.number}/correct").status == 404


@pytest.mark.parametrize("text", ["", " ", "x" * 4001])
def test_nothing_or_too_much_is_refused_beside_the_field(text, added, incident, visit):
    before = rows("register_entry")
    refused = visit("noor").post(f"/incidents/{incident.id}/entries/{added.number}/correct", {"text": text})
    assert refused.status == 422 and refused.alerts == 1 and rows("register_entry") == before


@pytest.mark.parametrize("who, status", [("vos", 404), ("office", 404), ("amina", 403)])
def test_nobody_else_corrects(who, status, added, incident, visit):
    page = visit(who).post(f"/incidents/{incident.id}/entries/{added.number}/correct", {"text": MARK})
    assert page.status == status and MARK not in str(incident.entries[-1].words)
