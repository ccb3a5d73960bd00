"""Whoever leads a case goes through it tap by tap, and it always says what comes next and until when."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.incidents.models import RegisterEntry
from portal.incidents.queries import broken
from portal.incidents.rules import What
from portal.recovery import actions, queries
from portal.recovery.actions import AlreadyOpen, Whom
from portal.recovery.models import RecoveryCase
from portal.recovery.rules import Answer, Outcome, Step
from tests.stories import a_talk


def entries_of(incident_id: int) -> list[RegisterEntry]:
    return db.session.query(RegisterEntry).filter_by(incident_id=incident_id).order_by(RegisterEntry.number).all()


def address(case: RecoveryCase, deed: str = "") -> str:
    return f"/recovery/cases/{case.id}{deed}"


def step_of(case: RecoveryCase) -> Step:
    return queries.next_step(case, clock.now()).step


def test_it_begins_from_the_page_of_the_incident_with_one_home_of_the_child(cast, incident, visit):
    head = visit("head")
    offer = f"/recovery/incidents/{incident.id}/offer"
    assert offer in head.get(f"/incidents/{incident.id}").links
    fleur, bart = cast.pupils["fleur"].id, cast.people["bart"].guardian.household_id
    page = head.get(f"{offer}?q=Fleur")
    assert f'value="{fleur}-{bart}"' in page.html and "Bart" in page
    page = head.follow(head.post(offer, {"q": "Fleur", "home": f"{fleur}-{bart}"}))
    assert "A first word with the family" in page and "/first-word" in "".join(page.forms)
    (case,) = queries.cases_of_incident(incident)
    assert (case.household_id, case.owner_id) == (bart, cast.people["head"].id)
    assert "A first word with the family" in head.get(f"/incidents/{incident.id}")
    again = head.post(offer, {"q": "Fleur", "home": f"{fleur}-{bart}"})
    assert again.status == 422 and "open case" in again


def test_without_a_choice_nothing_begins(incident, visit):
    page = visit("sam").post(f"/recovery/incidents/{incident.id}/offer", {"q": "Nobody-is-called-this"})
    assert page.status == 422 and "Nobody with this name" in page and not queries.cases_of_incident(incident)


def test_a_visitor_without_a_child_here_can_be_offered_one_too(cast, incident, visit):
    head = visit("head")
    head.post(f"/recovery/incidents/{incident.id}/offer", {"home": "visitor"})
    (case,) = queries.cases_of_incident(incident)
    assert case.is_visitor and case.household_id is None
    page = head.get(address(case))
    assert "A visitor without a child" in page
    with pytest.raises(AlreadyOpen):
        actions.open_case(incident, Whom(None), cast.people["head"], now=clock.now())
    db.session.rollback()
    page = head.get(address(case, "/close"))
    assert "good about the child" not in page
    head.post(address(case, "/close"), {"outcome": "not_wanted"})
    assert case.closed_at and case.outcome is Outcome.NOT_WANTED


def test_the_first_word_is_due_within_the_schools_own_term_of_school_days(cast, incident, home, visit):
    head = visit("head")
    assert head.post("/recovery/settings", {"days": "0"}).status == 422
    head.post("/recovery/settings", {"days": "1"})
    assert "1" in head.get("/recovery/settings").html
    case = actions.open_case(incident, Whom(home), cast.people["head"], now=clock.now())
    due = i18n.local(case.first_word_due_at)
    assert due.weekday() < 5 and case.due_at == case.first_word_due_at
    assert timedelta(0) < case.first_word_due_at - clock.now() < timedelta(days=5)


def test_the_whole_way_back(cast, case, consent, visit):
    head, fleur = visit("head"), cast.pupils["fleur"].id
    head.post(address(case, "/first-word"))
    assert step_of(case) is Step.PLAN and case.first_word_by_id == cast.people["head"].id
    actions.answer(consent, Answer.YES, cast.people["noor"], now=clock.now())
    talk = actions.plan(case, a_talk(cast.people["noor"]), cast.people["head"], now=clock.now())
    assert step_of(case) is Step.HOLD and case.due_at > talk.ends_at
    early = head.post(address(case, "/held"))
    assert early.status == 422 and "too early" in early
    clock.advance(days=10)
    head = visit("head")
    head.post(address(case, "/held"))
    assert step_of(case) is Step.CHECK and case.due_at == case.talk_held_at + timedelta(days=28)
    page = head.post(address(case, "/agreement"), {"on": "0", "agreed": "We phone first.", "read_back": "y"})
    assert "We phone first." in head.follow(page)
    clock.advance(days=28)
    head = visit("head")
    head.post(address(case, "/checked"))
    assert step_of(case) is Step.CLOSE
    day = i18n.local_date(clock.now() + timedelta(days=6))
    head.post(address(case, "/close"), {"outcome": "recovered", "good_news_on": day.isoformat()})
    assert case.outcome is Outcome.RECOVERED and not queries.with_leader([fleur])
    assert "We can go on together" in head.get("/recovery") and not list(broken())
    said = [row.what for row in entries_of(case.incident_id)]
    assert [what for what in said if what.startswith("recovery")] == [
        What.RECOVERY_OPENED, What.RECOVERY_FIRST_WORD, What.RECOVERY_ANSWERED, What.RECOVERY_PLANNED,
        What.RECOVERY_HELD, What.RECOVERY_AGREED, What.RECOVERY_CHECKED, What.RECOVERY_CLOSED,
    ]  # fmt: skip


def test_names_stand_in_the_words_of_the_register_and_never_in_its_core(cast, case, planned):
    planned()
    rows = db.session.query(RegisterEntry).filter_by(incident_id=case.incident_id).all()
    cores = " ".join(row.core for row in rows)
    assert not any(name in cores for name in ("Bart", "Fleur", cast.people["noor"].full_name))
    assert any(row.words.get("child") == "Fleur" for row in rows)


@pytest.mark.parametrize("deed", ["first-word", "declined"])
def test_pressed_twice_it_is_done_once(deed, case, visit):
    head = visit("head")
    assert head.post(address(case, f"/{deed}")).status == 303
    page = head.post(address(case, f"/{deed}"))
    assert page.status == 422 and page.alerts == 1


def test_a_family_that_wants_no_talk_is_asked_once_more_how_it_goes(case, visit):
    head = visit("head")
    head.post(address(case, "/first-word"))
    head.post(address(case, "/declined"))
    assert step_of(case) is Step.CHECK and case.check_due_at
    assert address(case, "/plan") in head.get(address(case)).links


def test_a_closed_case_lets_nothing_happen_any_more(case, visit):
    head = visit("head")
    day = i18n.local_date(clock.now() + timedelta(days=3)).isoformat()
    head.post(address(case, "/close"), {"outcome": "partly", "good_news_on": day})
    for deed in ("/first-word", "/declined", "/held", "/checked", "/call-off"):
        assert head.post(address(case, deed)).status == 422, deed
    assert head.post(address(case, "/close"), {"outcome": "partly", "good_news_on": day}).status == 422
    assert head.post(address(case, "/agreement"), {"on": "0", "agreed": "x"}).status == 422
    assert head.get(address(case)).status == 200


def test_closing_asks_for_a_day_on_which_the_family_hears_something_good(case, visit):
    head = visit("head")
    assert head.post(address(case, "/close"), {"outcome": "recovered", "good_news_on": ""}).status == 422
    assert head.post(address(case, "/close"), {"outcome": "recovered", "good_news_on": "2020-01-01"}).status == 422
    assert case.closed_at is None


def test_every_look_is_written_down_and_another_leader_can_go_on(cast, case, visit):
    sam = visit("sam")
    page = sam.get(address(case))
    assert address(case, "/take") in page.forms
    sam.post(address(case, "/take"))
    assert case.owner_id == cast.people["sam"].id
    assert db.session.query(Audit).filter_by(did="saw", kind="recovery_case", about=case.id).count() >= 1
    logged = db.session.query(Audit).filter_by(kind="recovery_case").all()
    assert logged and all(row.pupil_id is None and row.household_id is None for row in logged)


def test_with_the_incidents_key_go_the_names_and_every_word(cast, case, incident, planned):
    planned()
    actions.speak_first_word(case, cast.people["head"], now=clock.now())
    actions.agree(case, {"agreed": "We bellen."}, cast.people["head"], was_read_back=True, on=0, now=clock.now())
    actions.forget(incident)
    db.session.commit()
    assert case.pupil_id is None and case.household_id is None and not queries.agreements_of(case)
    assert not case.consents and case.first_word_at, "the dates stay"
