"""The page of an incident tells its chronology: every entry in order, its words for whom they are."""

from types import SimpleNamespace

import pytest

from portal import clock
from portal.db import db
from portal.incidents import actions
from portal.incidents.forms import SAID
from portal.incidents.rules import Part, What
from portal.incidents.views import sections
from portal.incidents.views.sections import Section
from tests.stories import some_facts


@pytest.mark.parametrize("what", What)
def test_every_kind_of_entry_is_said_in_words(what):
    assert str(SAID[what])


def test_each_entry_stands_there_in_order_with_moment_and_person(cast, draft, visit, fields):
    ravi = visit("ravi")
    ravi.post(f"/incidents/{draft.id}/complete", fields | {"targets": cast.people["vos"].id})
    ravi.post(f"/incidents/{draft.id}/additions", {"text": "De bezoeker belde terug."})
    told = visit("sam").get(f"/incidents/{draft.id}").text.split("Verloop")[1]
    said = ["concept", "wie erbij was", "De feiten zijn opgeschreven", "Vos", "De bezoeker belde terug."]
    at = [told.index(each) for each in said]
    assert at == sorted(at) and told.count("Ravi Sharma") >= 4


def test_what_was_logged_in_haste_still_stands_when_it_is_completed(cast, visit, fields):
    draft = actions.log(cast.people["noor"], some_facts(cast, ""), now=clock.now())
    db.session.commit()
    before = draft.words["involved"]
    noor = visit("noor")
    page = noor.follow(noor.post(f"/incidents/{draft.id}/complete", fields))
    assert before and before in page.text.split("Verloop")[1]


def test_others_see_the_facts_and_what_they_wrote_but_not_whom_the_leader_named(cast, incident, visit):
    named = actions.Named({Part.WITNESS: [cast.people["vos"]]})
    actions.name(incident, named, cast.people["head"], now=clock.now())
    db.session.commit()
    assert "Vos" in visit("sam").get(f"/incidents/{incident.id}")
    assert "Vos" not in visit("noor").get(f"/incidents/{incident.id}")


def test_a_feature_above_puts_its_section_on_the_page_of_whom_it_is_for(incident, visit, monkeypatch):
    page = f"/incidents/{incident.id}"
    events = [SimpleNamespace(what="raised", at=clock.now())]
    shown = Section("incidents/_timeline.html", {"events": events, "help_call": None})
    monkeypatch.setattr(sections, "on_incident_page", [lambda _about, who: shown if who.first_name == "Sam" else None])
    assert visit("sam").get(page).text.count("Er werd hulp geroepen") == 1
    assert "Er werd hulp geroepen" not in visit("noor").get(page)
