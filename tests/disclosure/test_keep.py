"""Names and words are kept for a term and then destroyed; the core, the chain and the proof stay."""

from collections import Counter
from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.aftercare.models import Care
from portal.audit import Audit
from portal.db import db
from portal.disclosure import actions, queries
from portal.disclosure.models import RegisterTerm
from portal.disclosure.rules import Ground
from portal.incidents import queries as incidents
from portal.incidents.actions import IsDestroyed, add
from portal.incidents.models import ClassThatSaw, Incident, InvolvedColleague, RegisterEntry, RegisterKey
from portal.incidents.rules import Kind, What
from tests.disclosure.conftest import LONG, WORDS


def counts(command, *words) -> dict[str, int]:
    done = command("retention", *words)
    assert done.exit_code == 0, done.output
    return {name: int(number) for name, number in (line.split() for line in done.output.splitlines()) if number != "0"}


def test_after_two_years_names_and_words_are_destroyed_and_the_rest_stays(finished, command):
    clock.advance(days=LONG.days)
    said, done = counts(command, "--dry-run"), counts(command)
    assert said == done and done["register_key"] == 1 and done["incident_colleague"] == 2
    again = db.session.get_one(Incident, finished.id)
    assert again.words == {} and again.additions[0].words == {} and again.destroyed_at is not None
    for model in (RegisterKey, InvolvedColleague, ClassThatSaw, Care):
        assert db.session.query(model).count() == 0, model
    assert (again.kind, again.place_id) == (Kind.VERBAL, finished.place_id)
    assert command("verify-register").output.startswith("whole"), "the chain is whole without the key"
    assert "register_key" not in counts(command), "once"


def test_the_register_says_when_and_on_what_ground_and_that_nobody_did_it(finished, cast, command):
    actions.set_term(Kind.VERBAL, 12, "Beleidsregel 4", cast.people["sam"], now=clock.now())
    clock.advance(days=370)
    command("retention")
    entry = db.session.query(RegisterEntry).filter_by(what=What.DESTROYED).one()
    assert entry.person_id is None and entry.sealed is None
    assert entry.facts["ground"] == "Beleidsregel 4" and entry.facts["months"] == 12
    (proof,) = queries.destroyed()
    assert (proof.incident_id, proof.entry) == (finished.id, entry.number)


def test_on_the_last_day_of_the_term_everything_is_still_there(finished):
    clock.advance(days=730)
    assert queries.due(clock.now()) == []
    clock.advance(days=2)
    assert queries.due(clock.now()) == [finished.id]


def test_the_term_counts_from_the_closing_when_there_is_one(finished):
    closed = {finished.id: clock.now() + timedelta(days=300)}
    queries.closings.append(lambda: closed)
    try:
        clock.advance(days=LONG.days)
        assert queries.due(clock.now()) == []
        clock.advance(days=300)
        assert queries.due(clock.now()) == [finished.id]
    finally:
        queries.closings.pop()


def test_what_is_still_at_work_stays(incident, cast):
    clock.advance(days=LONG.days)
    assert queries.due(clock.now()) == [], "aftercare is open"


def test_an_incident_that_somebody_asked_about_stays_until_there_is_an_answer(finished, asked, cast, command):
    clock.advance(days=LONG.days)
    assert queries.due(clock.now()) == []
    actions.refuse(asked, "Te lang geleden", cast.people["head"], now=clock.now())
    assert queries.due(clock.now()) == [finished.id]


def test_features_above_destroy_their_part_and_hear_of_it_once(finished, command):
    heard = []
    actions.on_destroyed.append(lambda incident, now: heard.append(incident.id) or Counter(evidence=2))
    try:
        clock.advance(days=LONG.days)
        assert "register_key 1" in command("retention").output
        command("retention")
    finally:
        actions.on_destroyed.pop()
    assert heard == [finished.id]


def test_nothing_is_written_about_what_was_destroyed(finished, cast, command, visit):
    clock.advance(days=LONG.days)
    command("retention")
    with pytest.raises(IsDestroyed):
        add(db.session.get_one(Incident, finished.id), cast.people["sam"], "Toch nog iets", now=clock.now())
    db.session.rollback()
    sam = visit("sam")
    assert sam.post(f"/incidents/{finished.id}/additions", {"text": "Toch"}).status == 404
    page = sam.get(f"/incidents/{finished.id}")
    assert "vernietigd" in page and "Noor de Wit riep" not in page and "Visser" not in page
    assert f"/incidents/{finished.id}/additions" not in page.forms


def test_the_proof_names_nobody_and_shows_ground_and_day(finished, command, visit):
    assert "nog niets vernietigd" in visit("head").get("/disclosure/destroyed")
    clock.advance(days=LONG.days)
    command("retention")
    page = visit("head").get("/disclosure/destroyed")
    assert f"Incident {finished.id}" in page and i18n.dated(clock.now()) in page
    assert not any(name in page.text.split("Sam ")[0] for name in ("Visser", "Noor", "Ravi"))
    assert WORDS[:10] not in page


def test_the_coordinator_sets_a_term_with_its_ground_and_earlier_ones_stay_readable(cast, visit):
    sam = visit("sam")
    done = sam.post("/disclosure/terms/physical", {"months": "60", "ground": "Verjaring van een claim"})
    page = sam.follow(done)
    assert "60 maanden" in page and "Verjaring van een claim" in page
    row = db.session.query(RegisterTerm).one()
    assert (row.kind, row.months, row.set_by_id) == (Kind.PHYSICAL, 60, cast.people["sam"].id)
    assert db.session.query(Audit).filter_by(did="register term set", about=row.id).count() == 1
    assert "60 maanden" in visit("head").get("/disclosure")


@pytest.mark.parametrize("fields", [
    {"months": "5", "ground": "x"}, {"months": "85", "ground": "x"}, {"months": "", "ground": "x"},
    {"months": "24", "ground": " "}, {"months": "veel", "ground": "x"}, {"months": "24", "ground": "x" * 501},
])  # fmt: skip
def test_a_term_outside_the_bounds_or_without_a_ground_is_refused(fields, visit):
    page = visit("sam").post("/disclosure/terms/verbal", fields)
    assert page.status == 422 and page.alerts and db.session.query(RegisterTerm).count() == 0


def test_a_kind_that_is_not_there_is_not_found(visit):
    assert visit("sam").get("/disclosure/terms/nothing").status == 404


def test_the_register_is_whole_after_everything(finished, cast, command):
    actions.hold(finished, Ground.COURT, "Zaak 12", i18n.local_date(clock.now()), cast.people["head"],
                 now=clock.now())  # fmt: skip
    actions.lift(queries.holds()[0], cast.people["head"], now=clock.now())
    clock.advance(days=LONG.days)
    command("retention")
    assert list(incidents.broken()) == []
