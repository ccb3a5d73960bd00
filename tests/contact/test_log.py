"""A teacher writes a contact down in three taps, once however often it is sent; adds to it, and takes it back."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.contact.rules import About, Began
from portal.conversations.rules import Way
from portal.db import db
from portal.school.models import Guardianship
from tests.contact.conftest import logged
from tests.stories import a_contact


def test_one_button_says_what_it_was_about_and_who_began(cast, tap):
    assert tap("celik", "yusuf", "question family", way="phone").status == 303
    (moment,) = logged()
    assert (moment.about, moment.way, moment.began) == (About.QUESTION, Way.PHONE, Began.FAMILY)
    assert moment.by_id == cast.people["celik"].id and moment.household_id == cast.people["amina"].guardian.household_id


def test_the_page_has_a_button_for_each_and_needs_no_javascript(visit, page_of):
    page = visit("celik").get(page_of("yusuf"))
    for began in Began:
        for about in About:
            assert f'value="{about.value} {began.value}"' in page.html
    assert page_of("yusuf") + "/log" in page.forms


def test_afterwards_it_stands_in_the_timeline_with_an_undo(visit, tap, page_of):
    tap("celik", "yusuf", "good_news school")
    page = visit("celik").get(page_of("yusuf"))
    assert "Leuk nieuws" in page.text.split("Dit schooljaar")[1]
    assert f"/contact/moments/{logged()[0].id}/take-back" in page.forms


def test_sent_twice_it_is_there_once(tap):
    first, second = (tap("celik", "yusuf", "good_news school", key="made-on-the-phone") for _time in range(2))
    assert first.location == second.location and len(logged()) == 1


def test_the_same_key_of_another_teacher_is_another_contact(tap):
    for who in ("celik", "jansen"):
        tap(who, "yusuf", "good_news school", key="made-on-the-phone")
    assert len(logged()) == 2


def test_what_waited_on_a_phone_without_network_comes_with_its_own_moment(visit, page_of):
    then = clock.now() - timedelta(hours=3)
    fields = {"way": "in_person", "said": "good_news school", "key": "queued-on-a-phone",
              "at": int(then.timestamp() * 1000)}  # fmt: skip
    celik = visit("celik")
    for _time in range(2):
        assert celik.post(page_of("yusuf") + "/log?queued", fields).status == 204
    (moment,) = logged()
    assert abs(moment.at - then) < timedelta(seconds=1) and moment.logged_at > moment.at


@pytest.mark.parametrize("hours", [24 * 15, -2])
def test_a_clock_that_cannot_be_right_is_not_believed(hours, visit, page_of):
    at = int((clock.now() - timedelta(hours=hours)).timestamp() * 1000)
    fields = {"way": "in_person", "said": "good_news school", "key": "queued-on-a-phone", "at": at}
    visit("celik").post(page_of("yusuf") + "/log?queued", fields)
    (moment,) = logged()
    assert moment.at == moment.logged_at


@pytest.mark.parametrize("fields", [
    {"said": ""}, {"said": "praise school"}, {"way": "telegram"}, {"way": ""}, {"key": ""}, {"at": "yesterday"},
    {"at": "9" * 30},
])  # fmt: skip
def test_what_makes_no_sense_is_refused_with_the_page(fields, tap):
    page = tap("celik", "yusuf", **{"said": "good_news school"} | fields)
    assert page.status == 422 and page.alerts and logged() == []


def test_a_concern_without_good_news_gets_a_gentle_prompt_and_is_kept(visit, tap, page_of):
    celik = visit("celik")
    assert "Begin met iets goeds" in celik.get(page_of("yusuf"))
    page = celik.follow(celik.post(page_of("yusuf") + "/log", {
        "way": "phone", "said": "concern school", "key": "a-concern-1"}))  # fmt: skip
    assert "nog niets goeds van school gehoord" in page and len(logged()) == 1
    celik.post(page_of("yusuf") + "/log", {"way": "phone", "said": "good_news school", "key": "good-news-1"})
    page = celik.follow(celik.post(page_of("yusuf") + "/log", {
        "way": "phone", "said": "concern school", "key": "a-concern-2"}))  # fmt: skip
    assert "nog niets goeds van school gehoord" not in page and "Begin met iets goeds" not in page


def test_words_and_a_day_are_added_later(cast, visit, page_of):
    moment = a_contact(cast, "celik", "yusuf")
    db.session.commit()
    day = i18n.local_date(clock.now()) + timedelta(days=2)
    celik = visit("celik")
    page = celik.follow(celik.post(f"/contact/moments/{moment.id}", {
        "words": "Las een bladzijde.", "follow_up_on": day.isoformat()}))  # fmt: skip
    assert "Las een bladzijde." in page
    board = celik.get(f"/contact/classes/{cast.classes['3B'].id}")
    assert "Om op terug te komen" in board and f"/contact/moments/{moment.id}/done" in board.forms
    celik.post(f"/contact/moments/{moment.id}/done")
    assert "Om op terug te komen" not in celik.get(f"/contact/classes/{cast.classes['3B'].id}")


def test_a_day_that_is_over_is_refused(cast, visit):
    moment = a_contact(cast, "celik", "yusuf")
    db.session.commit()
    page = visit("celik").post(f"/contact/moments/{moment.id}", {"words": "", "follow_up_on": "2020-01-01"})
    assert page.status == 422 and "Deze dag is voorbij" in page


def test_a_colleague_of_the_team_comes_back_to_it_but_changes_nothing(cast, visit):
    moment = a_contact(cast, "celik", "yusuf", words="Van Zeynep.")
    db.session.commit()
    jansen = visit("jansen")
    for address in (f"/contact/moments/{moment.id}", f"/contact/moments/{moment.id}/take-back"):
        page = jansen.post(address, {"words": "Van Marieke.", "follow_up_on": ""})
        assert page.status == 422 and "Een collega schreef dit op" in page
    assert jansen.post(f"/contact/moments/{moment.id}/done").status == 303
    (moment,) = logged()
    assert moment.words == "Van Zeynep." and moment.followed_up_at and not moment.taken_back_at


def test_taken_back_it_is_on_no_page_and_later_in_no_table(cast, visit, page_of, work):
    moment = a_contact(cast, "celik", "yusuf", words="Per ongeluk.")
    db.session.commit()
    celik = visit("celik")
    for _press in range(2):
        assert celik.post(f"/contact/moments/{moment.id}/take-back").status == 303
    assert "Per ongeluk." not in celik.get(page_of("yusuf")) and "Per ongeluk." not in visit("amina").get("/contact")
    work()
    assert len(logged()) == 1
    clock.advance(days=2)
    work()
    assert logged() == []


def test_what_the_family_may_have_read_is_not_taken_back(cast, visit):
    moment = a_contact(cast, "celik", "yusuf", days=2)
    db.session.commit()
    page = visit("celik").post(f"/contact/moments/{moment.id}/take-back")
    assert page.status == 422 and "langer dan een dag geleden" in page


@pytest.mark.parametrize("who, status", [
    ("vos", 404), ("noor", 403), ("head", 403), ("sam", 403), ("office", 403), ("amina", 403), ("bart", 403),
])  # fmt: skip
def test_nobody_else_reads_or_writes_it(who, status, cast, visit, tap, page_of):
    moment = a_contact(cast, "celik", "yusuf", words="Voor Amina.")
    db.session.commit()
    visitor = visit(who)
    for page in (visitor.get(page_of("yusuf")), visitor.get(f"/contact/moments/{moment.id}"),
                 tap(who, "yusuf", "good_news school")):  # fmt: skip
        assert page.status == status and "Voor Amina." not in page
    assert len(logged()) == 1


def test_a_home_that_is_not_the_childs_is_not_there(cast, visit):
    other = cast.people["bart"].guardian.household_id
    assert visit("celik").get(f"/contact/families/{cast.pupils['yusuf'].id}/{other}").status == 404


def test_a_home_without_access_is_not_there(cast, visit, page_of):
    address = page_of("zofia", 1)
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["pawel"].guardian.id).update({"has_access": False})
    db.session.commit()
    assert visit("celik").get(address).status == 404
