"""The class list of a round: who has a conversation, what the team says of each child, and booking for a family."""

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import Booking, ChildInRound, RoundClass
from portal.conversations.rules import Wanted
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


@pytest.fixture
def row(slots) -> RoundClass:
    return db.session.query(RoundClass).filter_by(round_id=slots[0].round_id).one()


def said(page, number: int, word: str) -> str:
    return f'id="child-{number}" data-standing="{word}"' if word else ""


def fields(pupil, **given) -> dict:
    filled = {"homes": "apart", "minutes": "", "wanted": "usual"} | given
    return {f"child-{pupil.id}-{name}": value for name, value in filled.items()}


def say(visitor, row, pupil, **given):
    return visitor.post(f"/conversations/rounds/{row.id}/children/{pupil.id}", fields(pupil, **given))


def test_every_child_stands_there_with_each_home_booked_waiting_or_not_yet(cast, slots, row, visit):
    actions.book(slots[2], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    page = visit("celik").get(f"/conversations/rounds/{row.id}/children")
    assert said(page, cast.pupils["fleur"].id, "booked") in page.html and "14:30" in page
    assert said(page, cast.pupils["yusuf"].id, "waiting") in page.html and "wacht op een tijd" in page
    assert said(page, cast.pupils["zofia"].id, "not yet") in page.html
    homes = f"/conversations/rounds/{row.id}/children/{cast.pupils['zofia'].id}/homes/"
    assert len([link for link in page.links if link.startswith(homes)]) == 2, "two homes, each its own time"


def test_what_the_team_says_is_kept_and_the_place_on_the_list_too(cast, row, visit):
    celik, zofia = visit("celik"), cast.pupils["zofia"]
    answer = say(celik, row, zofia, homes="together", minutes="30", wanted="wanted")
    assert answer.status == 303 and answer.location.endswith(f"?child={zofia.id}#child-{zofia.id}")
    about = db.session.query(ChildInRound).one()
    assert (about.is_apart, about.minutes, about.wanted) == (False, 30, Wanted.WANTED)
    page = celik.follow(answer)
    assert page.html.count('<details class="no-print" open') == 1 and "gesprek gewenst" in page
    assert say(celik, row, zofia, homes="together", minutes="30", wanted="wanted").status == 303
    assert say(celik, row, zofia, minutes="15").status == 303, "the round's own length is as for every child"
    db.session.expire_all()
    about = db.session.query(ChildInRound).one()
    assert (about.is_apart, about.minutes, about.wanted) == (True, None, None)


@pytest.mark.parametrize("given", [{"homes": "together"}, {"minutes": "30"}, {"wanted": "not_needed"}])
def test_what_is_booked_otherwise_is_listed_and_nothing_changes(given, cast, slots, row, visit):
    booking = actions.book(slots[2], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    page = say(visit("celik"), row, cast.pupils["zofia"], **given)
    assert page.status == 422 and page.alerts == 1
    assert f"/conversations/bookings/{booking.id}/call-off" in page.links
    assert db.session.query(ChildInRound).count() == 0


def test_together_stays_while_both_homes_hold_one_conversation(cast, slots, row, visit):
    celik, zofia = visit("celik"), cast.pupils["zofia"]
    say(celik, row, zofia, homes="together")
    actions.book(slots[2], zofia, cast.people["dana"], now=clock.now())
    assert say(celik, row, zofia, homes="apart").status == 422
    assert say(celik, row, zofia, homes="together", wanted="wanted").status == 303, "that contradicts nothing"


def test_too_few_minutes_are_refused_beside_their_field(cast, row, visit):
    page = say(visit("celik"), row, cast.pupils["fleur"], minutes="2")
    assert page.status == 422 and "5" in page and db.session.query(ChildInRound).count() == 0


def test_the_team_books_for_a_family_which_is_told_and_no_longer_waits(cast, slots, row, visit, work):
    home = cast.people["amina"].guardian.household_id
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    work()
    celik, path = visit("celik"), f"/conversations/rounds/{row.id}/children/{cast.pupils['yusuf'].id}/homes/{home}"
    assert f"{path}/{slots[4].id}" in celik.get(path).forms
    answer = celik.post(f"{path}/{slots[4].id}")
    assert answer.status == 303 and answer.location.endswith(f"#child-{cast.pupils['yusuf'].id}")
    told = {parcel.to.partition("@")[0]: parcel.language for parcel in work()}
    assert told["amina"] == "ar" and {"celik", "jansen"} <= set(told)
    assert f'data-booked-slot="{slots[4].id}"' in visit("amina").get("/conversations").html
    assert queries.class_list(row)[0].homes is not None
    again = celik.post(f"{path}/{slots[5].id}")
    assert again.status == 422 and "al een gesprek over dit kind" in again


def test_a_time_that_was_just_taken_is_refused_and_the_others_shown(cast, slots, row, visit):
    actions.book(slots[4], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    home = cast.people["amina"].guardian.household_id
    path = f"/conversations/rounds/{row.id}/children/{cast.pupils['yusuf'].id}/homes/{home}"
    page = visit("celik").post(f"{path}/{slots[4].id}")
    assert page.status == 422 and page.alerts == 1 and f"{path}/{slots[5].id}" in page.forms
    assert f"{path}/{slots[4].id}" not in page.forms


def test_the_office_finds_a_time_for_a_family_that_calls(cast, slots, row, visit):
    home = cast.people["bart"].guardian.household_id
    office = visit("office")
    assert office.get(f"/conversations/rounds/{row.id}/children").status == 200
    path = f"/conversations/rounds/{row.id}/children/{cast.pupils['fleur'].id}/homes/{home}/{slots[1].id}"
    assert office.post(path).status == 303
    assert db.session.query(Booking).one().booked_by_id == cast.people["office"].id


def test_another_team_and_a_child_or_home_or_time_of_elsewhere_do_not_exist(cast, slots, row, visit):
    vos, celik = visit("vos"), visit("celik")
    base = f"/conversations/rounds/{row.id}/children"
    other = a_round(cast.people["vos"], cast.classes["6A"])[0]
    db.session.commit()
    fleur, danylo = cast.pupils["fleur"], cast.pupils["danylo"]
    bart, amina = (cast.people[who].guardian.household_id for who in ("bart", "amina"))
    assert vos.get(base).status == 404
    assert say(vos, row, fleur, wanted="wanted").status == 404
    assert say(celik, row, danylo, wanted="wanted").status == 404
    assert celik.get(f"{base}/{danylo.id}/homes/{bart}").status == 404
    assert celik.get(f"{base}/{fleur.id}/homes/{amina}").status == 404
    assert celik.post(f"{base}/{fleur.id}/homes/{bart}/{other.id}").status == 404
    assert visit("bart").get(base).status == 403
    assert db.session.query(Booking).count() == 0
