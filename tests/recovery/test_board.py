"""While a leader is in contact, the class teacher sees that and nothing more; closing brings the family back."""

from datetime import timedelta

from portal import clock, i18n
from portal.contact import queries as contact
from portal.recovery import actions
from portal.recovery.rules import Outcome


def cell_of(board, home):
    return next(cell for cell in board.cells if cell.home.key == home.key)


def board(cast):
    return contact.board_of(cast.classes["3B"].id, now=clock.now())


def test_the_teacher_sees_only_that_the_leader_is_in_contact(cast, case, home, visit):
    celik = visit("celik")
    page = celik.get(f"/contact/classes/{cast.classes['3B'].id}")
    assert page.text.count("the school leader is in contact") == 2, "in the picture, and in the table beneath"
    assert cell_of(board(cast), home).is_with_leader and not cell_of(board(cast), home).due
    family = celik.get(f"/contact/families/{home.pupil_id}/{home.household_id}")
    assert "The school leader is in contact with this family now" in family and "/steps" not in " ".join(family.forms)
    for word in ("recovery", "incident ", "way back"):
        assert word not in (page.text + family.text).lower().replace("incidents", "")


def test_the_other_home_of_the_child_stands_there_as_before(cast, case, home):
    others = [cell for cell in board(cast).cells if cell.home.pupil_id == home.pupil_id and cell.home.key != home.key]
    assert all(not cell.is_with_leader for cell in others)
    every = [cell for cell in board(cast).cells if cell.is_with_leader]
    assert [cell.home.key for cell in every] == [home.key]


def test_closing_plans_the_next_good_news_as_an_ordinary_moment(cast, case, home, visit):
    day = i18n.local_date(clock.now() + timedelta(days=6))
    actions.close(case, Outcome.RECOVERED, day, cast.people["head"], now=clock.now())
    cell = cell_of(board(cast), home)
    assert not cell.is_with_leader and cell.due and cell.due <= day
    clock.advance(days=7)
    cell = cell_of(board(cast), home)
    assert cell.is_due
    celik = visit("celik")
    page = celik.get(f"/contact/classes/{cast.classes['3B'].id}")
    assert "leader" not in page and f"/contact/families/{home.pupil_id}/{home.household_id}" in page.links
    form = {"said": "good_news school", "way": "phone", "key": "key-one-1"}
    page = celik.post(f"/contact/families/{home.pupil_id}/{home.household_id}/log", form)
    assert page.status == 303
    after = cell_of(board(cast), home)
    assert after.due is None or after.due > i18n.local_date(clock.now()), "once it heard something good it is over"


def test_nothing_to_come_back_to_is_asked_of_the_teacher_meanwhile(cast, incident, home, visit):
    celik = cast.people["celik"]
    from portal.contact import actions as logging
    from portal.contact.rules import About, Began
    from portal.conversations.rules import Way

    said = logging.Said(About.CONCERN, Way.PHONE, Began.SCHOOL, "k2")
    moment = logging.log(home, cast.classes["3B"], said, celik, now=clock.now())
    logging.change(moment, "", i18n.local_date(clock.now()), celik, now=clock.now())
    today, classes = i18n.local_date(clock.now()), [cast.classes["3B"].id]
    assert contact.waiting_for(classes, today=today) == {classes[0]: 1} and board(cast).come_back_to
    actions.open_case(incident, actions.Whom(home), cast.people["head"], now=clock.now())
    assert contact.waiting_for(classes, today=today) == {} and not board(cast).come_back_to
