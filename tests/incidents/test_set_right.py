"""Kind, place and moment turn out otherwise: the row says what is known now, the chain keeps both and why."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.incidents import queries
from portal.incidents.models import Incident
from portal.incidents.rules import Kind, Police, Reporting, Role, What
from tests.conftest import rows

WHY = "Het was de gang, zegt de camera."


@pytest.fixture
def otherwise(fields) -> dict:
    """It was in room 12 and physical, the police came; and why that is known."""
    kept = {name: fields[name] for name in ("place", "happened_at")}
    return kept | {"kind": "physical", "roles": ["parent"], "somebody_hurt": "yes", "police": "came", "why": WHY}


def address(incident: Incident) -> str:
    return f"/incidents/{incident.id}/set-right"


def test_the_row_says_what_is_known_now_and_the_chain_keeps_both_with_the_reason(cast, incident, otherwise, visit):
    sam = visit("sam")
    assert address(incident) in sam.get(f"/incidents/{incident.id}").links
    page = sam.follow(sam.post(address(incident), otherwise))
    assert WHY in page and "Lokaal 12" in page
    assert (incident.kind, incident.place.name, incident.police) == (Kind.PHYSICAL, "Lokaal 12", Police.CAME)
    assert incident.roles == [Role.PARENT.value] and incident.somebody_hurt is True
    entries = [entry for entry in incident.entries if entry.what in (What.LOGGED, What.SET_RIGHT)]
    assert [entry.facts["facts"]["kind"] for entry in entries] == ["verbal", "physical"]
    assert entries[-1].person is cast.people["sam"] and WHY not in str(rows("register_entry")), "sealed"
    assert "schreeuwde" in incident.words["what_happened"], "the words of who wrote it stay"
    assert list(queries.broken()) == []


def test_the_page_knows_what_stands_there_and_the_same_again_writes_nothing(incident, otherwise, visit):
    sam = visit("sam")
    sam.post(address(incident), otherwise)
    before = rows("register_entry"), incident.happened_at
    page = sam.get(address(incident))
    assert 'value="physical"' in page.html and WHY not in page.html
    sam.post(address(incident), otherwise | {"why": "Nog eens."})
    assert (rows("register_entry"), incident.happened_at) == before


def test_a_reason_is_asked_for_and_nothing_typed_is_lost(incident, otherwise, visit):
    before = rows("register_entry")
    page = visit("sam").post(address(incident), otherwise | {"why": " "})
    assert page.status == 422 and page.alerts == 1 and 'id="why-error"' in page.html
    assert rows("register_entry") == before and incident.kind is Kind.VERBAL


@pytest.mark.parametrize("wrong", [{"kind": "dancing"}, {"place": "999"}, {"happened_at": "2999-01-01T10:00"}])
def test_what_cannot_be_is_refused(wrong, incident, otherwise, visit):
    assert visit("sam").post(address(incident), otherwise | wrong).status == 422
    assert incident.kind is Kind.VERBAL


def test_of_long_ago_it_can_still_be_set_right_but_not_after_it_was_logged(incident, otherwise, visit):
    incident.happened_at -= timedelta(days=500)
    incident.logged_at -= timedelta(days=500)
    db.session.commit()
    sam, logged = visit("sam"), i18n.local(incident.logged_at)
    days = {days: f"{logged + timedelta(days=days):%Y-%m-%dT%H:%M}" for days in (-1, 1)}
    assert sam.post(address(incident), otherwise | {"happened_at": days[1]}).status == 422
    assert sam.post(address(incident), otherwise | {"happened_at": days[-1]}).status == 303
    assert incident.happened_at < incident.logged_at


def test_another_kind_may_have_to_be_reported(incident, otherwise, visit, monkeypatch):
    head = visit("head")
    assert not incident.must_report
    monkeypatch.setattr("portal.incidents.queries.reporting", lambda: Reporting(kinds=["physical"]))
    head.post(address(incident), otherwise)
    assert incident.must_report


def test_a_draft_is_completed_instead_and_strangers_find_nothing(draft, otherwise, visit):
    assert visit("ravi").get(address(draft)).location.endswith("/complete")
    assert visit("vos").post(address(draft), otherwise).status == 404


def test_what_was_destroyed_is_not_written_on(incident, otherwise, visit):
    incident.destroyed_at = clock.now()
    db.session.commit()
    assert address(incident) not in visit("sam").get(f"/incidents/{incident.id}").links
    assert visit("sam").post(address(incident), otherwise).status == 404
