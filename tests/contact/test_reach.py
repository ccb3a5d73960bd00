"""Reached means acted; and the steps of a person towards a home that is not, one tap each."""

from datetime import timedelta

import pytest

from portal import clock
from portal.audit import Audit
from portal.contact import queries
from portal.contact.models import OutreachStep
from portal.contact.rules import REACHED_FOR, About, Adult, Began, Rung, State, ladder, state_of
from portal.conversations.rules import Way
from portal.db import db
from portal.news.models import Opened
from portal.outbox import Message
from tests.stories import a_contact, a_home_item, a_post, a_question


def state(cast, child: str, home: int = 0) -> State:
    where = queries.homes_of_pupil(cast.pupils[child].id)[home]
    board = queries.board_of(cast.classes["3B"].id, now=clock.now())
    return next(cell.state for cell in board.cells if cell.home.key == where.key)


def test_who_was_invited_and_never_came_is_not_reached_by_what_is_sent(cast):
    a_post(cast.people["celik"], cast.classes["3B"])
    a_contact(cast, "celik", "fleur", way=Way.MESSAGE)
    assert state(cast, "fleur") is State.NEVER_IN


def test_who_came_in_and_did_nothing_is_silent(cast):
    cast.people["bart"].came_in_at = clock.now()
    db.session.flush()
    assert state(cast, "fleur") is State.SILENT


def test_without_any_address_and_with_mail_that_comes_back(cast):
    bart = cast.people["bart"]
    bart.phone, bart.email_failed_at = None, clock.now()
    db.session.flush()
    assert state(cast, "fleur") is State.BOUNCED
    bart.email = None
    db.session.flush()
    assert state(cast, "fleur") is State.NO_DATA


@pytest.mark.parametrize("deed", ["opened", "shared", "spoken", "wrote"])
def test_whoever_acts_is_reached(deed, cast):
    bart = cast.people["bart"]
    if deed == "opened":
        post = a_post(cast.people["celik"], cast.classes["3B"])
        db.session.add(Opened(post_id=post.id, person_id=bart.id, at=clock.now()))
    elif deed == "shared":
        a_home_item(bart, cast.pupils["fleur"], "Paarden.")
    elif deed == "spoken":
        a_contact(cast, "celik", "fleur", About.PRACTICAL)
    else:
        a_contact(cast, "celik", "fleur", way=Way.MESSAGE, began=Began.FAMILY)
    db.session.flush()
    assert state(cast, "fleur") is State.REACHED
    clock.advance(days=REACHED_FOR.days + 1)
    assert state(cast, "fleur") is not State.REACHED


def test_one_home_being_reached_says_nothing_of_the_other(cast):
    a_contact(cast, "celik", "zofia", home=0)
    assert state(cast, "zofia", 0) is State.REACHED and state(cast, "zofia", 1) is State.NEVER_IN


def test_the_language_is_thought_of_first_and_interest_never(cast, visit, page_of):
    page = visit("celik").get(page_of("yusuf"))
    assert "Denk eerst aan de taal: thuis lezen ze Arabisch." in page
    for word in ("interesse", "betrokken", "motiv"):
        assert word not in page.text.lower()


def test_who_reads_little_is_called_and_not_sent_a_letter(cast):
    adult = Adult(1, "A", "nl", reads_easily=False)
    rungs = ladder([adult], State.SILENT, [], school_language="nl")
    assert rungs[0] is Rung.CALL and rungs.index(Rung.GATE) < rungs.index(Rung.LETTER)
    assert Rung.OTHER_GUARDIAN not in rungs
    assert ladder([adult], State.SILENT, [Rung.CALL], school_language="nl")[-1] is Rung.CALL


def test_no_other_channel_is_offered_without_an_address():
    adult = Adult(1, "A", "nl", has_email=False, has_phone=False)
    assert state_of([adult], has_acted=False) is State.NO_DATA
    assert Rung.OTHER_CHANNEL not in ladder([adult], State.NO_DATA, [], school_language="nl")


def test_a_step_is_one_tap_and_once_a_day(cast, visit, page_of):
    celik = visit("celik")
    for _press in range(2):
        page = celik.follow(celik.post(page_of("yusuf") + "/steps", {"rung": "gate"}))
    assert "Opgeschreven." in page and db.session.query(OutreachStep).count() == 1
    assert db.session.query(Audit).filter_by(did="contact step taken").count() == 1
    db.session.rollback()
    clock.advance(days=1)
    visit("celik").post(page_of("yusuf") + "/steps", {"rung": "gate"})
    db.session.rollback()
    assert db.session.query(OutreachStep).count() == 2


def test_a_step_that_does_not_exist_is_refused(visit, page_of):
    assert visit("celik").post(page_of("yusuf") + "/steps", {"rung": "police"}).status == 422


def test_the_office_is_asked_for_a_letter_without_a_childs_name(cast, visit, page_of, work):
    visit("celik").post(page_of("yusuf") + "/steps", {"rung": "letter"})
    (parcel,) = work()
    assert "Yusuf" not in parcel.subject + parcel.text and "Haddad" not in parcel.subject + parcel.text
    assert f"/invitations/guardians/{cast.people['amina'].id}" in parcel.text
    assert visit("office").get(f"/invitations/guardians/{cast.people['amina'].id}").status == 200


def test_taken_back_the_office_is_not_asked(cast, visit, page_of, work):
    celik = visit("celik")
    celik.post(page_of("yusuf") + "/steps", {"rung": "interpreter"})
    step = db.session.query(OutreachStep).one()
    celik.post(f"/contact/steps/{step.id}/take-back")
    assert work() == []
    db.session.rollback()
    assert db.session.query(OutreachStep).count() == 0
    assert db.session.query(Message).filter_by(kind="outreach_step").one().state == "dropped"


def test_the_words_for_the_phone_stand_in_both_languages(visit, page_of):
    page = visit("celik").get(page_of("yusuf") + "/script")
    assert 'lang="ar" dir="rtl"' in page.html and "Er is niets aan de hand." in page and "Yusuf" in page
    assert visit("vos").get(page_of("yusuf") + "/script").status == 404


def test_reached_long_ago_and_again_now(cast):
    a_contact(cast, "celik", "fleur", days=(REACHED_FOR + timedelta(days=5)).days)
    assert state(cast, "fleur") is State.NEVER_IN
    a_contact(cast, "celik", "fleur")
    assert state(cast, "fleur") is State.REACHED


def test_a_question_about_the_news_reaches_and_stands_in_both_timelines_of_that_home_alone(cast, visit, page_of):
    post = a_post(cast.people["celik"], cast.classes["3B"])
    assert state(cast, "zofia", 0) is not State.REACHED
    a_question(cast.people["dana"], cast.pupils["zofia"], post, "Mag ze mee?")
    db.session.commit()
    homes = queries.homes_of_pupil(cast.pupils["zofia"].id)
    (danas,) = [
        n for n, home in enumerate(homes) if cast.people["dana"].id in {adult.person_id for adult in home.adults}
    ]
    assert state(cast, "zofia", danas) is State.REACHED and state(cast, "zofia", 1 - danas) is not State.REACHED
    celik = visit("celik")
    assert "Vraag over het nieuws" in celik.get(page_of("zofia", danas))
    assert "Vraag over het nieuws" not in celik.get(page_of("zofia", 1 - danas))
    own = visit("dana").get("/contact")
    assert "Question about the news" in own and "Mag ze mee?" not in own
    cast.people["pawel"].language = "en"
    assert "Question about the news" not in visit("pawel").get("/contact")


@pytest.mark.parametrize("rung", list(Rung))
def test_each_step_is_one_tap_and_stands_with_who_took_it(rung, cast, visit, page_of):
    cast.people["pawel"].guardian.household_id = cast.people["dana"].guardian.household_id
    db.session.commit()
    celik = visit("celik")
    address = page_of("zofia")
    assert celik.get(address).html.count(f'name="rung" value="{rung.value}"') == 1
    page = celik.follow(celik.post(address + "/steps", {"rung": rung.value}))
    step = db.session.query(OutreachStep).one()
    assert (step.rung, step.by_id) == (rung, cast.people["celik"].id)
    assert f"/contact/steps/{step.id}/take-back" in page.forms and "Zeynep" in page.text.split("bereikt")[-1]
    assert db.session.query(Audit).filter_by(did="contact step taken").count() == 1
    assert (
        "Zofia" in visit("jansen").get(f"/contact/classes/{cast.classes['3B'].id}").text.split("Nog niet bereikt")[-1]
    )


def test_a_call_is_first_for_who_reads_little_and_the_page_says_why(cast, visit, page_of):
    guardian = cast.people["bart"].guardian
    guardian.reads_easily, guardian.needs_interpreter = False, True
    db.session.commit()
    page = visit("celik").get(page_of("fleur"))
    assert "liever gebeld" in page and "tolk" in page
    rungs = [part.split('"')[0] for part in page.html.split('name="rung" value="')[1:]]
    assert rungs[0] == "call" and rungs.index("gate") < rungs.index("letter")
    assert page_of("fleur") + "/script" in page.links


def test_another_language_is_named_as_the_likely_cause_on_the_board(cast, visit):
    page = visit("celik").get(f"/contact/classes/{cast.classes['3B'].id}")
    assert "misschien is het de taal: Arabisch" in page
