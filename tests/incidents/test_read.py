"""Who logged it reads it, leader and coordinator read all, nobody else anything; every look is written down."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.db import db
from portal.incidents import actions
from portal.incidents.models import Incident
from portal.incidents.queries import PAGE
from tests.crawler import walk
from tests.incidents.conftest import MARK
from tests.stories import some_facts


@pytest.mark.parametrize("who", ["noor", "sam", "head"])
def test_the_reporter_and_those_who_answer_for_safety_read_it(who, incident, visit):
    visitor = visit(who)
    assert f"/incidents/{incident.id}" in visitor.get("/incidents").links
    assert MARK in visitor.get(f"/incidents/{incident.id}")


@pytest.mark.parametrize("who, status", [
    ("celik", 404), ("jansen", 404), ("vos", 404), ("ravi", 404), ("elif", 404), ("office", 404),
    ("amina", 403), ("bart", 403), ("dana", 403), ("pawel", 403), ("olena", 403),
])  # fmt: skip
def test_for_anybody_else_it_does_not_exist(who, status, incident, visit, looks):
    visitor = visit(who)
    for address in ("", "/complete"):
        page = visitor.get(f"/incidents/{incident.id}{address}")
        assert page.status == status and MARK not in page.html
    pages, _forms = walk(visitor)
    assert f"/incidents/{incident.id}" not in pages
    assert looks(incident) == [], "a look that was refused is no look"


def test_who_is_not_signed_in_is_asked_to(incident, visit):
    page = visit().get(f"/incidents/{incident.id}")
    assert page.location.startswith("/sign-in") and MARK not in page.html


def test_every_look_is_written_down_and_shown_to_those_who_answer_for_it(cast, incident, visit, looks):
    head, noor, sam = (visit(who) for who in ("head", "noor", "sam"))
    for visitor in (noor, head, head):
        visitor.get(f"/incidents/{incident.id}")
    page = sam.get(f"/incidents/{incident.id}")
    assert looks(incident) == [cast.people[who].id for who in ("noor", "head", "head", "sam")]
    log = page.text.split("Wie dit heeft bekeken")[1]
    assert log.count("Hanna van Dijk") == 2 and "Noor de Wit" in log and "Sam Bakker" in log
    assert "Hanna van Dijk" not in noor.get(f"/incidents/{incident.id}"), "who logged it does not see the log"


def test_a_page_that_comes_back_with_a_refusal_is_a_look_too(cast, incident, visit, looks):
    refused = visit("head").post(f"/incidents/{incident.id}/additions", {"text": ""})
    assert refused.status == 422 and MARK in refused
    assert looks(incident) == [cast.people["head"].id]


def test_completing_what_is_complete_shows_it_and_is_a_look(cast, incident, visit, looks, fields):
    assert visit("sam").post(f"/incidents/{incident.id}/complete", fields).status == 422
    assert looks(incident) == [cast.people["sam"].id]


def test_the_draft_of_a_call_is_looked_at_when_it_is_completed(cast, draft, visit, looks):
    assert "Ravi Sharma" in visit("sam").get(f"/incidents/{draft.id}/complete")
    assert looks(draft) == [cast.people["sam"].id]


def test_the_list_of_a_colleague_holds_the_own_incidents_only(cast, incident, visit):
    actions.log(cast.people["vos"], some_facts(cast), now=clock.now())
    assert len(_numbers(visit("vos").get("/incidents"))) == 1
    assert str(incident.id) not in _numbers(visit("vos").get("/incidents"))
    assert len(_numbers(visit("sam").get("/incidents"))) == 2
    assert "Er staat niets in het register" in visit("celik").get("/incidents")


def test_newest_first_and_every_page_goes_on_where_the_last_one_ended(cast, visit):
    wanted = _logged_in_any_order(cast, PAGE * 2 + 3)
    sam, found, address = visit("sam"), [], "/incidents"
    while address:
        page = sam.get(address)
        found += _numbers(page)
        address = next((link for link in page.links if "before=" in link), None)
    assert found == wanted, "each once, newest first"


def test_a_full_last_page_leads_nowhere(cast, visit):
    _logged_in_any_order(cast, PAGE)
    assert not [link for link in visit("sam").get("/incidents").links if "before=" in link]


@pytest.mark.parametrize("before", ["x", "-1", "0", "987654", "2147483648", "999999999999999999999", ""])
def test_an_odd_place_to_go_on_from_shows_the_newest(before, incident, visit):
    assert _numbers(visit("sam").get(f"/incidents?before={before}")) == [str(incident.id)]


def test_the_page_asks_the_database_the_same_for_one_and_for_many(cast, visit, queries):
    sam = visit("sam")
    actions.log(cast.people["noor"], some_facts(cast), now=clock.now())
    sam.get("/incidents")
    with queries() as few:
        sam.get("/incidents")
    _logged_in_any_order(cast, 30)
    with queries() as many:
        sam.get("/incidents")
    assert len(many) == len(few) <= 6, "\n".join(many)


def _logged_in_any_order(cast, number: int) -> list[str]:
    """This many incidents, logged in another order than they happened; their numbers, newest first."""
    made: list[Incident] = []
    for n in range(number):
        one = actions.log(cast.people["noor"], some_facts(cast), now=clock.now())
        one.happened_at = clock.now() - timedelta(hours=n * 37 % number)
        made.append(one)
    db.session.commit()
    return [str(one.id) for one in sorted(made, key=lambda one: one.happened_at, reverse=True)]


def _numbers(page) -> list[str]:
    return re.findall(r'href="/incidents/(\d+)"', page.html)
