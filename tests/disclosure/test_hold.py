"""The leader puts an incident on hold with a reason; while it lasts nothing is destroyed, and it is watched."""

from datetime import timedelta

import pytest

from portal import audit, clock, i18n
from portal.db import db, transaction
from portal.disclosure import actions, queries
from portal.disclosure.actions import DestroyedAlready, asking, holding
from portal.disclosure.models import AccessRequest, IncidentHold
from portal.disclosure.rules import Ground
from portal.incidents import queries as incidents
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.rules import What
from portal.school.models import Person
from tests.conftest import rows
from tests.disclosure.conftest import LONG
from tests.meanwhile import Another, at_call
from tests.stories import an_asker

REASON = "Aangifte PL-4711"


def in_days(days: int):
    return i18n.local_date(clock.now()) + timedelta(days=days)


@pytest.fixture
def held(finished, visit) -> IncidentHold:
    fields = {"ground": "police", "reason": REASON, "review_on": in_days(90).isoformat()}
    page = visit("head").post(f"/disclosure/incidents/{finished.id}/hold", fields)
    assert page.status == 303, page.text
    return db.session.query(IncidentHold).one()


def test_while_held_nothing_is_destroyed_and_lifted_the_term_counts_again(held, finished, visit, command):
    clock.advance(days=LONG.days)
    command("retention")
    assert db.session.get_one(Incident, finished.id).words
    assert visit("head").post(f"/disclosure/holds/{held.id}/lift").status == 303
    command("retention")
    assert db.session.get_one(Incident, finished.id).words == {}
    assert list(incidents.broken()) == []


def test_placing_and_lifting_stand_in_the_chain_with_the_reason_sealed(held, finished, visit):
    visit("head").post(f"/disclosure/holds/{held.id}/lift")
    visit("head").post(f"/disclosure/holds/{held.id}/lift")
    what = [entry.what for entry in db.session.query(RegisterEntry).order_by(RegisterEntry.number)]
    assert what.count(What.HOLD_PLACED) == 1 and what.count(What.HOLD_LIFTED) == 1, "lifting twice is once"
    assert REASON not in str(rows("register_entry")) and REASON not in str(rows("incident_hold"))
    assert held.entry.words == {"reason": REASON} and held.entry.facts["ground"] == "police"


def test_the_reason_is_read_by_leader_and_coordinator(held, visit):
    for who in ("head", "sam"):
        assert REASON in visit(who).get(f"/disclosure/holds/{held.id}")
    lift = f"/disclosure/holds/{held.id}/lift"
    assert lift in visit("head").get(f"/disclosure/holds/{held.id}").forms
    assert lift not in visit("sam").get(f"/disclosure/holds/{held.id}").forms, "the leader lifts"


def test_a_second_hold_on_the_same_incident_is_refused(held, finished, visit):
    fields = {"ground": "court", "reason": "Nog een", "review_on": in_days(30).isoformat()}
    page = visit("head").post(f"/disclosure/incidents/{finished.id}/hold", fields)
    assert page.status == 422 and "al vast" in page
    assert list(incidents.broken()) == [] and db.session.query(IncidentHold).count() == 1


@pytest.mark.parametrize("change", [{"ground": ""}, {"reason": " "}, {"review_on": "2020-01-01"}, {"review_on": ""}])
def test_without_ground_reason_or_a_day_to_come_there_is_no_hold(change, finished, visit):
    fields = {"ground": "police", "reason": REASON, "review_on": in_days(90).isoformat()} | change
    page = visit("head").post(f"/disclosure/incidents/{finished.id}/hold", fields)
    assert page.status == 422 and db.session.query(IncidentHold).count() == 0


def test_what_was_destroyed_cannot_be_held(finished, visit, command):
    clock.advance(days=LONG.days)
    command("retention")
    fields = {"ground": "police", "reason": REASON, "review_on": in_days(90).isoformat()}
    page = visit("head").post(f"/disclosure/incidents/{finished.id}/hold", fields)
    assert page.status == 422 and db.session.query(IncidentHold).count() == 0


def _hold(incident: Incident, head: Person, _asked: AccessRequest) -> None:
    actions.hold(incident, Ground.POLICE, REASON, in_days(90), head, now=clock.now())


def _ask(incident: Incident, head: Person, _asked: AccessRequest) -> None:
    actions.ask_for_file(incident, "Dossier", head, now=clock.now())


def _choose(incident: Incident, head: Person, asked: AccessRequest) -> None:
    actions.choose(asked, [incident], head, now=clock.now())


# What keeps an incident, and what it does after it asked whether there is something left.
KEEPS = {"held": (_hold, holding, "record"), "asked about": (_ask, asking, "months_after"),
         "chosen": (_choose, audit, "did")}  # fmt: skip


@pytest.fixture
def keeps(finished, cast):
    """`keeps(deed)`: the deed about the incident whose time is over, with rows of the session that does it."""
    asked = actions.ask(an_asker(cast), cast.people["office"], now=clock.now())
    db.session.flush()
    numbers = {Incident: finished.id, Person: cast.people["head"].id, AccessRequest: asked.id}
    db.session.commit()
    clock.advance(days=LONG.days)
    return lambda deed: deed(*(db.session.get_one(model, number) for model, number in numbers.items()))


def test_what_is_being_destroyed_at_that_moment_is_not_said_to_be_held(finished, keeps, app):
    other = Another(app, lambda: keeps(_hold))
    with at_call("after", queries, "due", other), transaction():
        actions.destroy_as_due(finished.id, clock.now())
    with pytest.raises(DestroyedAlready):
        other.result()
    assert db.session.get_one(Incident, finished.id).words == {} and db.session.query(IncidentHold).count() == 0
    assert list(incidents.broken()) == []


@pytest.mark.parametrize("deed", KEEPS)
def test_what_is_being_kept_at_that_moment_is_not_destroyed(deed, finished, keeps, app):
    keep, owner, then = KEEPS[deed]
    other = Another(app, lambda: actions.destroy_as_due(finished.id, clock.now()))
    with at_call("before", owner, then, other), transaction():
        keeps(keep)
    other.result()
    assert db.session.get_one(Incident, finished.id).words and finished.id in queries.what_keeps()
    assert list(incidents.broken()) == []


def test_on_the_review_day_the_leader_is_reminded_once_without_the_matter(held, cast, work, recorded):
    work()
    recorded.clear()
    clock.advance(days=91)
    work()
    told = [parcel for parcel in recorded if "register" in parcel.subject.lower() or "register" in parcel.text]
    assert [parcel.to for parcel in told if parcel.to == cast.people["head"].email], recorded
    assert REASON not in str(told) and "Visser" not in str(told)
    recorded.clear()
    work()
    assert not recorded


def test_a_hold_that_was_lifted_is_not_watched(finished, cast):
    held = actions.hold(finished, Ground.OTHER, "x", in_days(10), cast.people["head"], now=clock.now())
    assert queries.late_holds(in_days(11)) == [held]
    actions.lift(held, cast.people["head"], now=clock.now())
    assert queries.late_holds(in_days(11)) == []
