"""Leader and coordinator say what each level is called by example, and what must be reported; nobody else."""

import pytest

from portal.db import db
from portal.incidents import queries
from portal.incidents.models import Incident, ReportingRule, SeriousnessExample
from portal.incidents.rules import Reporting

RULE = {"from_level": "3", "kinds": ["digital"]}


def test_own_examples_stand_in_the_form_in_their_language_and_the_rest_in_the_portals_words(visit):
    sam = visit("sam")
    sam.follow(sam.post("/incidents/settings/scale?language=nl", {"level_2": "  Schelden aan   de balie. "}))
    page = visit("noor").get("/incidents/log")
    assert "Schelden aan de balie." in page and "Stemverheffing" in page
    assert queries.examples_in("nl") == {2: "Schelden aan de balie."} and queries.examples_in("en") == {}


def test_what_is_emptied_is_said_in_the_portals_words_again(visit):
    sam = visit("sam")
    for text in ("Schelden aan de balie.", ""):
        sam.post("/incidents/settings/scale?language=nl", {"level_2": text})
    assert queries.examples_in("nl") == {}
    assert "Schelden, beledigen" in visit("noor").get("/incidents/log")


def test_an_unknown_language_is_the_readers_own(visit):
    sam = visit("sam")
    assert sam.get("/incidents/settings?language=zz").status == 200
    sam.post("/incidents/settings/scale?language=zz", {"level_1": "Mopperen."})
    assert queries.examples_in("nl") == {1: "Mopperen."}


def test_an_example_that_is_too_long_is_refused_beside_it(visit):
    refused = visit("sam").post("/incidents/settings/scale", {"level_1": "x" * 301})
    assert refused.status == 422 and refused.alerts == 1
    assert db.session.query(SeriousnessExample).count() == 0


def test_nothing_must_be_reported_until_the_school_says_so(fields, visit):
    noor, sam = visit("noor"), visit("sam")
    noor.post("/incidents/log", fields | {"seriousness": "4"})
    sam.follow(sam.post("/incidents/settings/reporting", RULE))
    assert queries.reporting() == Reporting(3, ("digital",))
    noor.post("/incidents/log", fields | {"seriousness": "3"})
    noor.post("/incidents/log", fields | {"seriousness": "2", "kind": "digital"})
    before, serious, online = db.session.query(Incident).order_by(Incident.id).all()
    assert (before.must_report, serious.must_report, online.must_report) == (False, True, True)
    assert "moet dit gemeld worden" in sam.get(f"/incidents/{serious.id}")
    assert sam.get("/incidents").text.count("te melden") == 2


def test_the_rule_is_one_and_can_be_taken_off(visit):
    sam = visit("sam")
    for rule in (RULE, {"from_level": "0"}):
        sam.post("/incidents/settings/reporting", rule)
    assert queries.reporting() == Reporting() and db.session.query(ReportingRule).count() == 1


@pytest.mark.parametrize("wrong", [{"from_level": "7"}, {"from_level": "0", "kinds": "weather"}])
def test_a_rule_that_cannot_be_is_refused(wrong, visit):
    refused = visit("head").post("/incidents/settings/reporting", wrong)
    assert refused.status == 422 and queries.reporting() == Reporting()


@pytest.mark.parametrize("who", ["noor", "celik", "office", "amina"])
def test_nobody_else_changes_it_or_is_led_there(who, visit):
    visitor = visit(who)
    assert visitor.get("/incidents/settings").status == 403
    assert visitor.post("/incidents/settings/reporting", RULE).status == 403
    assert visitor.post("/incidents/settings/scale", {"level_1": "x"}).status == 403
    assert "/incidents/settings" not in visitor.get("/incidents").links
