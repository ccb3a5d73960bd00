"""Whoever stands in an incident sees when and as what, and what they wrote themselves; of others not a word."""

import pytest

from portal import clock
from portal.db import db
from portal.incidents import actions, queries
from portal.incidents.actions import Named
from portal.incidents.models import InvolvedColleague
from portal.incidents.rules import Part, What
from tests.conftest import rows
from tests.incidents.conftest import MARK


@pytest.fixture
def there(cast, incident):
    """Vos was hit and Ravi saw it."""
    named = Named({Part.TARGET: [cast.people["vos"]], Part.WITNESS: [cast.people["ravi"]]})
    actions.name(incident, named, cast.people["noor"], now=clock.now())
    db.session.commit()
    return incident


def test_when_and_as_what_but_nothing_of_what_others_wrote(there, visit):
    vos = visit("vos")
    assert f"/incidents/{there.id}/mine" in vos.get("/incidents").links
    page = vos.get(f"/incidents/{there.id}/mine")
    assert "Het overkwam jou" in page.text
    for hidden in (MARK, "Noor", "Ravi", "schreeuwde"):
        assert hidden not in page.text
    assert vos.get(f"/incidents/{there.id}").status == 404


def test_an_own_account_is_read_by_oneself_leader_and_coordinator_only(there, visit):
    vos = visit("vos")
    page = vos.follow(vos.post(f"/incidents/{there.id}/mine", {"text": "QZXJZAG hem", "experience": "QZXJFELT bang"}))
    assert "QZXJZAG" in page and "QZXJFELT" in page
    for who in ("head", "sam"):
        assert "QZXJZAG" in visit(who).get(f"/incidents/{there.id}")
    assert "QZXJZAG" not in visit("noor").get(f"/incidents/{there.id}"), "not whoever logged it"
    assert "QZXJZAG" not in visit("ravi").get(f"/incidents/{there.id}/mine")
    assert "QZXJ" not in str([row for row in rows("register_entry") if MARK not in str(row)])
    assert there.entries[-1].what is What.ACCOUNT and list(queries.broken()) == []


def test_it_does_not_become_the_facts(there, visit):
    visit("vos").post(f"/incidents/{there.id}/mine", {"text": "Het was anders.", "experience": ""})
    assert MARK in there.words["what_happened"]


@pytest.mark.parametrize("typed", [{"text": "", "experience": " "}, {"text": "x" * 4001}, {"experience": "x" * 4001}])
def test_nothing_or_too_much_is_refused(typed, there, visit):
    before = rows("register_entry")
    refused = visit("vos").post(f"/incidents/{there.id}/mine", typed)
    assert refused.status == 422 and refused.alerts == 1 and rows("register_entry") == before


def test_each_look_is_written_down_and_shown_to_leader_and_coordinator(cast, there, visit, looks):
    visit("vos").get(f"/incidents/{there.id}/mine")
    visit("ravi").post(f"/incidents/{there.id}/mine", {"text": ""})
    assert looks(there) == [cast.people["vos"].id, cast.people["ravi"].id]
    page = visit("sam").get(f"/incidents/{there.id}").text.split("Wie dit heeft bekeken")[1]
    assert "Vos" in page and "Ravi" in page


def test_who_was_taken_back_or_never_there_finds_nothing(cast, there, visit):
    row = db.session.query(InvolvedColleague).filter_by(person_id=cast.people["vos"].id).one()
    actions.take_back(row, cast.people["noor"], now=clock.now())
    db.session.commit()
    for who in ("vos", "celik", "office"):
        visitor = visit(who)
        assert visitor.get(f"/incidents/{there.id}/mine").status == 404
        assert visitor.post(f"/incidents/{there.id}/mine", {"text": "Ik"}).status == 404
        assert f"/incidents/{there.id}/mine" not in visitor.get("/incidents").links
    assert visit("amina").get(f"/incidents/{there.id}/mine").status == 403


def test_leader_and_coordinator_have_no_own_part_where_they_do_not_stand(there, visit):
    assert visit("sam").get(f"/incidents/{there.id}/mine").status == 404
