"""Chains for certain hours, and the dry run: who would be told when, how, in which language, and who not."""

from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.accounts.models import UserSession
from portal.chains import actions, queries
from portal.chains.models import Chain
from portal.chains.rules import Span, Who, WhoKind
from portal.db import db
from tests.chains.conftest import ALL_WEEK, MORNING, a_duty
from tests.stories import a_device

LUNCH = {"weekdays": ["0", "1", "2", "3", "4"], "starts": "12:00", "ends": "13:00"}


@pytest.fixture
def monday() -> date:
    today = i18n.local_date(clock.now())
    return today + timedelta(days=14 - today.weekday())


@pytest.fixture
def lunch(cast, office, chain) -> Chain:
    """A chain of reception for lunch: celik and jansen."""
    place = cast.places["reception"]
    number = office.post(f"/office/chains/places/{place.id}/hours", LUNCH).location.rpartition("/")[2]
    draft = db.session.get_one(Chain, int(number))
    step = actions.add_step(draft)
    for who in ("celik", "jansen"):
        cast.people[who].email_verified_at = clock.now()
        actions.add_responder(step, Who(WhoKind.PERSON, cast.people[who].id))
    db.session.commit()
    assert office.post(f"/office/chains/{draft.id}/use").status == 303
    return draft


def at(place, day: date, hour: int, minute: int = 0) -> list[str]:
    steps = queries.chain_at(place, now=i18n.at_school(day, hour, minute))
    return [each.person.first_name for step in steps for each in step.called]


def test_at_its_hours_a_chain_goes_before_the_one_for_always(cast, lunch, monday):
    place = cast.places["reception"]
    assert at(place, monday, 12) == at(place, monday, 12, 59) == ["Zeynep", "Marieke"]
    assert at(place, monday, 11, 59)[:2] == at(place, monday, 13)[:2] == ["Ravi", "Elif"]
    assert at(place, monday + timedelta(days=5), 12)[:2] == ["Ravi", "Elif"], "Saturday"


def test_two_chains_for_the_same_hours_are_refused(cast, office, lunch):
    place = cast.places["reception"]
    form = LUNCH | {"starts": "12:30", "ends": "14:00"}
    number = office.post(f"/office/chains/places/{place.id}/hours", form).location.rpartition("/")[2]
    page = office.post(f"/office/chains/{number}/use")
    assert page.status == 422 and "Another chain of this place is for some of these hours." in page
    assert office.post(f"/office/chains/{number}/hours", LUNCH | {"starts": "14:00", "ends": "13:00"}).status == 422
    assert office.post(f"/office/chains/{number}/hours", LUNCH | {"starts": "13:00", "ends": "14:00"}).status == 303
    page = office.post(f"/office/chains/{number}/use")
    assert "There is no step yet." in page and "Another chain of this place" not in page


def test_a_chain_for_certain_hours_needs_one_for_always(cast, office, chain):
    number = office.post(f"/office/chains/places/{cast.places['room 12'].id}/hours", LUNCH).location.rpartition("/")[2]
    page = office.post(f"/office/chains/{number}/use")
    assert page.status == 422 and "This place has no chain for all times yet." in page


def test_it_is_taken_out_of_use_but_the_one_for_always_never(cast, office, lunch, chain, monday):
    page = office.follow(office.post(f"/office/chains/{lunch.id}/end"))
    assert "follow the chain for all times now." in page and at(cast.places["reception"], monday, 12)[0] == "Ravi"
    assert office.post(f"/office/chains/{chain.id}/end").status == 422
    assert db.session.query(Chain).count() == 1


def test_it_is_not_taken_out_of_use_when_the_other_has_nobody_then(cast, office, lunch, chain):
    """The chain for always rests on people who are gone at lunch only because of the lunch chain."""
    for who in ("elif", "sam", "vos", "head"):
        cast.people[who].email_verified_at = None
    db.session.commit()
    page = office.post(f"/office/chains/{lunch.id}/end")
    assert page.status == 422 and "Without this chain a call could end in nobody." in page
    assert db.session.query(Chain).count() == 2


@pytest.mark.parametrize("fields", [{"weekdays": []}, {"starts": ""}, {"ends": "11:00"}, {"weekdays": "8"}])
def test_odd_hours_are_refused(fields, cast, office, chain):
    page = office.post(f"/office/chains/places/{cast.places['reception'].id}/hours", LUNCH | fields)
    assert page.status == 422 and page.alerts == 1 and db.session.query(Chain).count() == 1


def test_a_dry_run_says_who_is_told_when_in_which_language_and_how(cast, office, chain, visit, monday, recorded):
    visit("ravi")
    session = db.session.query(UserSession).filter_by(person_id=cast.people["ravi"].id).one()
    a_device(cast.people["ravi"], session)
    page = office.get(f"/office/chains/{chain.id}/try?day={monday}&time=10:00")
    for words in ("10:00:00 · Step 1", "10:01:00 · Step 2", "10:02:00 · Step 3",
                  "10:02:45 · It starts again with step 1", "Ravi Sharma · English", "Elif Yıldız · Nederlands",
                  "E-mail · Notice on the phone", "Stand beside your colleague."):  # fmt: skip
        assert words in page, words
    assert recorded == [], "nobody is told"


def test_a_dry_run_says_who_is_not_told_and_why(cast, office, chain, monday):
    people, now = cast.people, clock.now()
    actions.go_off(people["sam"], actions.Hours(monday), people["sam"], now=now)
    actions.stand_in(people["jansen"], people["vos"], Span(monday, monday), people["office"], now=now)
    duty = a_duty(cast, "BHV", ("ravi", ALL_WEEK, MORNING))
    draft = actions.draft_of(chain, people["office"], now=now)
    actions.add_responder(draft.steps[2], Who(WhoKind.DUTY, duty.id))
    group = actions.add_group("Leeg", [], people["office"], now=now)
    actions.add_responder(draft.steps[2], Who(WhoKind.GROUP, group.id))
    people["elif"].email_failed_at = now + timedelta(seconds=1)
    people["ravi"].email_verified_at = None
    people["head"].left_on = i18n.local_date(now)
    db.session.commit()
    page = office.get(f"/office/chains/{draft.id}/try?day={monday}&time=15:00")
    for words in ("Sam Bakker : Is away.", "Pieter Vos : is replaced by Marieke Jansen.", "Marieke Jansen",
                  "Cannot be reached on these channels.", "Never confirmed an address",
                  "BHV : Nobody has this duty then.", "Leeg : Nobody is in this group.",
                  "Hanna van Dijk : Does not work here any more.", "this step is passed over at once"):  # fmt: skip
        assert words in page, (words, page.text)


def test_a_dry_run_at_night_shows_the_last_resort(cast, office, chain, monday):
    duty = a_duty(cast, "BHV", ("ravi", ALL_WEEK, MORNING), ("elif", ALL_WEEK, MORNING))
    draft = actions.new_draft(cast.places["room 12"], None, cast.people["office"], now=clock.now())
    actions.add_responder(actions.add_step(draft), Who(WhoKind.DUTY, duty.id))
    db.session.commit()
    page = office.get(f"/office/chains/{draft.id}/try?day={monday}&time=23:00")
    assert "Then everybody is called who ever has one of its duties." in page and "Ravi Sharma" in page


def test_a_dry_run_says_when_another_chain_is_followed(office, lunch, chain, monday):
    page = office.get(f"/office/chains/{chain.id}/try?day={monday}&time=12:30")
    assert "At that moment a call from here follows another chain of this place." in page
    assert "follows another chain" not in office.get(f"/office/chains/{chain.id}/try?day={monday}&time=13:30")


@pytest.mark.parametrize("asked", ["day=x&time=10:00", "day=2026-02-30&time=10:00", "day=2026-09-07&time=25:00", "day"])
def test_a_dry_run_of_no_moment_is_refused(asked, office, chain):
    assert office.get(f"/office/chains/{chain.id}/try?{asked}").status == 422
