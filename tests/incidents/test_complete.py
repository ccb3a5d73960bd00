"""A call for help that ended leaves a draft; who ended it, or answers for safety, writes the facts down once."""

import pytest

from portal import clock, i18n
from portal.db import db
from portal.incidents import actions
from portal.incidents.actions import AlreadyComplete
from portal.incidents.models import Incident
from tests.stories import some_facts


def test_the_draft_waits_on_the_first_page_of_who_ended_the_call(draft, visit):
    for who in ("ravi", "sam", "head"):
        assert f"/incidents/{draft.id}" in visit(who).get("/").links
    for who in ("elif", "noor", "celik"):
        assert f"/incidents/{draft.id}" not in visit(who).get("/").links


def test_the_form_knows_the_place_the_moment_and_what_happened_in_the_call(cast, draft, visit):
    page = visit("ravi").get(f"/incidents/{draft.id}/complete")
    assert f'<option selected value="{cast.places["reception"].id}">Balie' in page.html
    assert f'value="{i18n.local(draft.happened_at):%Y-%m-%dT%H:%M}' in page.html
    assert (
        "Help was called for." in page
        and "Ravi Sharma said to be coming." in page
        and "Ravi Sharma ended the call." in page
    )


@pytest.mark.parametrize("who", ["ravi", "sam", "head"])
def test_completing_puts_the_facts_beside_the_timeline(who, draft, fields, visit):
    visitor = visit(who)
    page = visitor.follow(visitor.post(f"/incidents/{draft.id}/complete", fields))
    assert fields["what_happened"] in page and "Ravi Sharma" in page and 'class="timeline"' in page.html
    assert f"/incidents/{draft.id}/complete" not in page.links
    assert f"/incidents/{draft.id}" not in visit("ravi").get("/").links, "it no longer waits"
    assert draft.is_draft is False and draft.reporter_id != 0


def test_a_form_that_is_not_right_yet_keeps_what_was_typed_and_the_draft(draft, fields, visit):
    refused = visit("ravi").post(f"/incidents/{draft.id}/complete", fields | {"what_happened": " "})
    assert refused.status == 422 and refused.alerts == 1 and 'id="what_happened-error"' in refused.html
    assert fields["involved"] in refused.html and fields["measures_taken"] in refused.html
    assert "Ravi Sharma said to be coming." in refused, "the timeline is still beside it"
    assert db.session.query(Incident).one().is_draft


def test_a_language_switch_keeps_what_was_typed(draft, fields, visit):
    ravi = visit("ravi")
    page = ravi.follow(ravi.post(f"/language/ar?next=/incidents/{draft.id}/complete", fields))
    assert 'dir="rtl"' in page.html and fields["what_happened"] in page.html
    assert db.session.query(Incident).one().is_draft


def test_the_second_to_complete_it_is_told_and_overwrites_nothing(cast, draft, fields, visit):
    visit("ravi").post(f"/incidents/{draft.id}/complete", fields)
    late = visit("sam").post(f"/incidents/{draft.id}/complete", fields | {"what_happened": "Iets anders"})
    assert late.status == 422 and late.alerts == 1
    assert fields["what_happened"] in late and 'id="addition-form"' in late.html
    assert db.session.query(Incident).one().words["what_happened"] == fields["what_happened"]
    with pytest.raises(AlreadyComplete):
        actions.complete(draft, cast.people["sam"], some_facts(cast), now=clock.now())


def test_what_is_complete_is_read_not_filled_in(incident, visit):
    assert visit("noor").get(f"/incidents/{incident.id}/complete").location == f"/incidents/{incident.id}"


@pytest.mark.parametrize("who, status", [
    ("elif", 404), ("noor", 404), ("celik", 404), ("vos", 404), ("office", 404), ("bart", 403), ("dana", 403),
])  # fmt: skip
def test_nobody_else_completes_it(who, status, draft, fields, visit):
    visitor = visit(who)
    assert visitor.get(f"/incidents/{draft.id}").status == status
    assert visitor.get(f"/incidents/{draft.id}/complete").status == status
    assert visitor.post(f"/incidents/{draft.id}/complete", fields).status == status
    assert db.session.query(Incident).one().is_draft and db.session.query(Incident).one().words == {}


def test_leader_and_coordinator_hear_of_the_draft_without_a_word_of_it(draft, work):
    told = [parcel for parcel in work() if "/incidents" in parcel.text]
    assert {parcel.to.partition("@")[0] for parcel in told} == {"sam", "head"}
    assert not any(word in parcel.text for parcel in told for word in ("Balie", "Ravi", "Sharma"))
