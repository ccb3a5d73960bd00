"""A household signs up, changes that and cancels; full is a waiting list, and a free place goes on in order."""

import pytest

from portal import clock
from portal.agenda import actions as agenda
from portal.db import db
from portal.taking_part import actions
from portal.taking_part.actions import Wishes
from portal.taking_part.actions.places import take
from portal.taking_part.models import Seat, SignUp
from portal.taking_part.rules import Kind
from tests.stories import an_occasion, hear_at_once

WISHES = {"people": "2", "children": "1", "ages": "4", "interpreter": "ar", "remark": "We komen later."}


def signed_up(cast, evening, who: str, people: int = 1) -> SignUp:
    made = actions.sign_up(evening, cast.people[who], Wishes(people=people), now=clock.now())
    db.session.commit()
    return made


def test_a_parent_signs_the_household_up_and_gets_the_calendar_item(cast, evening, visit, work):
    amina = visit("amina")
    page = amina.follow(amina.post(f"/taking-part/{evening.id}/sign-up", WISHES))
    assert "You are signed up" in page and "2 adults · 1 child to childcare · interpreter: Arabic" in page
    (mail,) = [each for each in work() if "signed up" in each.subject]
    assert mail.to == cast.people["amina"].email and "Pesten" not in mail.text
    assert "METHOD:REQUEST" in mail.calendar and "Theme evening" in mail.calendar
    found = db.session.query(SignUp).one()
    assert (found.ages, found.remark, found.household_id) == (
        "4",
        WISHES["remark"],
        cast.people["amina"].guardian.household_id,
    )


def test_the_same_twice_is_once_and_tells_once(cast, evening, visit, work):
    amina = visit("amina")
    for _again in range(2):
        assert amina.post(f"/taking-part/{evening.id}/sign-up", WISHES).status == 303
    assert db.session.query(SignUp).count() == 1 and db.session.query(Seat).count() == 2
    assert len([each for each in work() if "signed up" in each.subject]) == 1


def test_cancelling_withdraws_the_item_and_coming_again_is_the_same_item_one_higher(cast, evening, visit, work):
    amina = visit("amina")
    amina.post(f"/taking-part/{evening.id}/sign-up", WISHES)
    page = amina.follow(amina.post(f"/taking-part/{evening.id}/cancel"))
    assert "not signed up any more" in page and db.session.query(Seat).count() == 0
    assert amina.post(f"/taking-part/{evening.id}/cancel").status == 303, "a second click changes nothing"
    amina.post(f"/taking-part/{evening.id}/sign-up", WISHES)
    items = [each.calendar for each in work() if each.calendar]
    assert ["METHOD:REQUEST" in each for each in items] == [True, False, True]
    uids, numbers = (
        {line for each in items for line in each.split("\r\n") if line.startswith(word)} for word in ("UID", "SEQUENCE")
    )
    assert len(uids) == 1 and numbers == {"SEQUENCE:1", "SEQUENCE:2", "SEQUENCE:3"}


def test_full_is_a_waiting_list_and_a_free_place_goes_on_in_order(cast, evening, visit, work):
    signed_up(cast, evening, "bart", 3)
    for number, who in enumerate(("amina", "olena")):
        clock.advance(minutes=number + 1)
        page = visit(who).get(f"/taking-part/{evening.id}")
        assert "It is full" in page
        page = visit(who).post(f"/taking-part/{evening.id}/sign-up", WISHES | {"people": "2"})
        assert page.status == 303
    work()
    bart = visit("bart")
    bart.post(f"/taking-part/{evening.id}/cancel")
    told = [each for each in work() if "place for you" in each.subject]
    assert [each.to for each in told] == [cast.people["amina"].email]
    waits = {each.person_id: each.is_waiting for each in db.session.query(SignUp) if each.cancelled_at is None}
    assert waits == {cast.people["amina"].id: False, cast.people["olena"].id: True}
    assert "You are on the waiting list" in visit("olena").get(f"/taking-part/{evening.id}")


def test_of_two_who_want_the_last_place_one_gets_it(cast, evening):
    """The second takes it between the look and the hand of the first."""
    signed_up(cast, evening, "bart", 2)
    made = [SignUp(occasion=evening, household_id=cast.people[who].guardian.household_id, person=cast.people[who],
                   at=clock.now(), people=1) for who in ("amina", "olena")]  # fmt: skip
    db.session.add_all(made)
    db.session.flush()
    first, second = made
    won: list[bool] = []
    assert take(first, looked=lambda: won.append(take(second)) if not won else None) is False
    assert won == [True] and [seat.sign_up_id for seat in db.session.query(Seat).filter_by(number=3)] == [second.id]


def test_more_than_there_is_room_for_is_refused_and_nobody_loses_a_place(cast, evening, visit):
    signed_up(cast, evening, "bart", 2)
    signed_up(cast, evening, "amina", 1)
    page = visit("bart").post(f"/taking-part/{evening.id}/sign-up", WISHES | {"people": "3"})
    assert page.status == 422 and "room for the 2 people you signed up before" in page
    assert db.session.query(Seat).count() == 3
    assert visit("bart").post(f"/taking-part/{evening.id}/sign-up", WISHES | {"people": "1"}).status == 303
    assert db.session.query(Seat).count() == 2


def test_more_places_let_who_waits_go_on(cast, evening, visit, work):
    signed_up(cast, evening, "bart", 3)
    signed_up(cast, evening, "amina", 1)
    evening.places = 5
    db.session.commit()
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES)
    assert "You are signed up" in visit("amina").get(f"/taking-part/{evening.id}")


@pytest.mark.parametrize("people", ["0", "7", "x", ""])
def test_a_number_that_cannot_be_is_refused_beside_its_field(people, cast, evening, visit):
    page = visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES | {"people": people})
    assert page.status == 422 and "We komen later." in page.html and db.session.query(SignUp).count() == 0


def test_after_the_last_day_nobody_signs_up(cast, evening, visit):
    evening.sign_up_until = clock.now()
    db.session.commit()
    assert "/sign-up" not in " ".join(visit("amina").get(f"/taking-part/{evening.id}").forms)
    page = visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES)
    assert page.status == 422 and "Nobody can sign up any more" in page


def test_what_is_not_offered_is_not_asked_and_not_kept(cast, visit):
    plain = an_occasion(cast.people["head"])
    db.session.commit()
    assert "childcare" not in visit("amina").get(f"/taking-part/{plain.id}").text.lower()
    visit("amina").post(f"/taking-part/{plain.id}/sign-up", WISHES)
    found = db.session.query(SignUp).one()
    assert (found.children, found.ages, found.interpreter) == (0, "", "")


def test_a_consultation_has_nothing_to_sign_up_for(cast, visit):
    asked = an_occasion(cast.people["head"], Kind.CONSULTATION)
    db.session.commit()
    assert visit("amina").post(f"/taking-part/{asked.id}/sign-up", WISHES).status == 422


def test_it_stands_in_the_agenda_and_on_the_first_page(cast, evening, visit):
    assert "Pesten" in visit("amina").get("/")
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES)
    for path in ("/", "/agenda"):
        assert "you come" in visit("amina").get(path)
        page = visit("bart").get(path)
        assert "Pesten" in page and "you come" not in page, "another household does not come"


def test_a_calendar_that_asks_has_only_what_the_household_comes_to(cast, evening):
    assert "Theme evening" not in agenda.calendar_of(cast.people["amina"], now=clock.now())
    sign_up = signed_up(cast, evening, "amina")
    calendar = agenda.calendar_of(cast.people["amina"], now=clock.now())
    assert f"UID:sign-up-{sign_up.id}@samen" in calendar and "Theme evening" in calendar
    actions.cancel(evening, cast.people["amina"], now=clock.now())
    db.session.commit()
    assert "STATUS:CANCELLED" in agenda.calendar_of(cast.people["amina"], now=clock.now())


def test_who_comes_is_a_list_with_sums_and_a_file(cast, evening, visit):
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES)
    office = visit("office")
    page = office.get(f"/taking-part/{evening.id}/list")
    assert "Adults: 2. Children: 1. Waiting: 0." in page and "Arabic (1)" in page and WISHES["remark"] in page
    assert WISHES["remark"] in office.get(f"/taking-part/{evening.id}/list.csv").response.get_data(as_text=True)
    assert office.get(f"/taking-part/{evening.id}/list.xlsx").status == 200
    assert office.get(f"/taking-part/{evening.id}/list.pdf").status == 404


def test_another_household_never_reads_who_comes(cast, evening, visit):
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES)
    page = visit("bart").get(f"/taking-part/{evening.id}")
    assert WISHES["remark"] not in page.html and "Amina" not in page.html


def test_called_off_tells_who_comes_and_withdraws_the_item(cast, evening, visit, work):
    hear_at_once(cast.people["amina"])
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES)
    work()
    office = visit("office")
    assert "is told at once" in office.get(f"/taking-part/{evening.id}/call-off")
    office.post(f"/taking-part/{evening.id}/call-off")
    (mail,) = [each for each in work() if "Called off" in each.subject]
    assert "METHOD:CANCEL" in mail.calendar
    assert visit("amina").post(f"/taking-part/{evening.id}/sign-up", WISHES).status == 422
