"""Whoever may read an incident adds to it; what stood there stays as it was."""

import pytest

from portal.db import db
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import What
from tests.conftest import rows
from tests.incidents.conftest import MARK


def test_what_is_added_stands_beside_the_facts_with_a_name_oldest_first(incident, visit):
    before = rows("incident")
    noor, sam = visit("noor"), visit("sam")
    noor.post(f"/incidents/{incident.id}/additions", {"text": "De bezoeker belde terug."})
    page = sam.follow(sam.post(f"/incidents/{incident.id}/additions", {"text": "Het gesprek is geweest."}))
    assert MARK in page and "Sam Bakker" in page
    assert page.text.index("De bezoeker belde terug.") < page.text.index("Het gesprek is geweest.")
    assert rows("incident") == before, "the facts were not touched"


def test_it_is_sealed_in_the_database(incident, visit):
    visit("noor").post(f"/incidents/{incident.id}/additions", {"text": "QZXJADD belde terug"})
    assert _added()[0].words == {"text": "QZXJADD belde terug"}
    assert "QZXJADD" not in str(rows("register_entry"))


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_nothing_or_too_much_is_refused_beside_the_field(text, incident, visit):
    refused = visit("noor").post(f"/incidents/{incident.id}/additions", {"text": text})
    assert refused.status == 422 and refused.alerts == 1 and 'id="text-error"' in refused.html
    assert text in refused.html and MARK in refused
    assert _added() == []


def test_a_language_switch_keeps_what_was_typed(incident, visit):
    noor = visit("noor")
    page = noor.follow(noor.post(f"/language/ar?next=/incidents/{incident.id}", {"text": "De bezoeker belde"}))
    assert 'dir="rtl"' in page.html and "De bezoeker belde" in page.html


@pytest.mark.parametrize("who, status", [
    ("celik", 404), ("ravi", 404), ("office", 404), ("amina", 403), ("bart", 403),
])  # fmt: skip
def test_nobody_else_adds_to_it(who, status, incident, visit):
    assert visit(who).post(f"/incidents/{incident.id}/additions", {"text": "Ik ook."}).status == status
    assert _added() == [] and db.session.query(Incident).count() == 1


def _added() -> list[RegisterEntry]:
    return db.session.query(RegisterEntry).filter_by(what=What.ADDED).all()
