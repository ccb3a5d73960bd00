"""A family writes what the school should know: every question may stay empty, every word can be taken back."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.home_context.models import HomeItem
from portal.home_context.rules import LONGEST, Theme
from portal.school.models import Guardianship, SchoolYear
from tests.stories import a_home_item


def items() -> list[HomeItem]:
    return db.session.query(HomeItem).order_by(HomeItem.theme).all()


def test_what_a_family_writes_is_there_again_with_who_reads_it_and_until_when(visit, zofias_page):
    dana = visit("dana")
    dana.post(f"{zofias_page}/helps", {"text": "", "in_conversation": "y"})
    page = dana.follow(dana.post(f"{zofias_page}/loves", {"text": "Horses, and cooking."}))
    assert "Horses, and cooking." in page.html and "The teachers of Zofia can read it now" in page
    assert "Zeynep Çelik" in page and "Marieke Jansen" in page and "Nobody else, no other home" in page
    year_ends = db.session.query(SchoolYear).one().ends_on
    assert f"{year_ends.day} July" in page
    helps, loves = items()
    assert (loves.text, loves.language, loves.expires_on) == ("Horses, and cooking.", "en", year_ends)
    assert (helps.text, helps.in_conversation) == ("", True)


def test_every_question_may_stay_empty(share):
    assert share("dana", loves="").status == 303 and items() == []


def test_changed_words_take_the_place_of_the_old_ones(share, visit, zofias_page):
    share("dana", loves="Horses", hard="Loud rooms")
    share("dana", loves="Goats", hard="Loud rooms")
    page = visit("celik").get(zofias_page)
    assert "Goats" in page and "Loud rooms" in page and "Horses" not in page
    assert len(items()) == 2


def test_the_same_words_again_are_no_new_deed(share):
    share("dana", loves="Horses")
    share("dana", loves="Horses")
    assert db.session.query(Audit).filter_by(did="home item written").count() == 1


def test_saving_what_ran_out_shares_it_again(cast, share, the_item, visit, zofias_page):
    item = a_home_item(cast.people["dana"], cast.pupils["zofia"], "Horses")
    item.expires_on = i18n.local_date(clock.now()) - timedelta(days=1)
    db.session.commit()
    assert "Horses" not in visit("celik").get(zofias_page)
    assert share("dana", loves="Horses").status == 303
    assert the_item().expires_on == db.session.query(SchoolYear).one().ends_on
    assert "Horses" in visit("celik").get(zofias_page)


def test_a_field_that_is_emptied_is_taken_back(share, visit, zofias_page):
    share("dana", loves="Horses", hard="Loud rooms")
    assert "Nobody at school sees this any more" in share("dana", loves="  ")
    assert "Horses" not in visit("celik").get(zofias_page)
    assert "Horses" not in visit("dana").get(zofias_page).html


def test_an_item_is_removed_with_one_press_and_brought_back_with_one_more(share, the_item, visit, zofias_page):
    share("dana", loves="Horses")
    dana, celik = visit("dana"), visit("celik")
    (address,) = [form for form in dana.get(f"{zofias_page}/loves").forms if form.endswith("/remove")]
    removed = dana.post(address)
    assert removed.status == 200 and "Nobody at school sees this any more" in removed
    assert "Horses" not in celik.get(zofias_page) and the_item().removed_at is not None
    assert "Horses" not in dana.get(zofias_page).html
    (undo,) = [form for form in removed.forms if form.endswith("/bring-back")]
    assert "Horses" in dana.follow(dana.post(undo)).html
    assert "Horses" in celik.get(zofias_page) and the_item().removed_at is None


def test_too_many_words_are_refused_beside_the_field_and_nothing_is_lost(share):
    refused = share("dana", hard="x" * (LONGEST + 1))
    assert refused.status == 422 and refused.alerts == 1 and 'id="text-error"' in refused.html
    assert "x" * (LONGEST + 1) in refused.html
    assert items() == []


def test_a_language_switch_keeps_what_was_typed(visit, zofias_page):
    dana = visit("dana")
    page = dana.follow(dana.post(f"/language/ar?next={zofias_page}/loves", {"text": "Horses"}))
    assert 'dir="rtl"' in page.html and "Horses" in page.html and items() == []


def test_no_question_asks_for_religion_origin_or_a_diagnosis(visit, zofias_page):
    dana = visit("dana")
    page = " ".join(dana.get(f"{zofias_page}/{theme}").text for theme in Theme).lower()
    assert "you do not have to name a diagnosis" in page
    assert not any(word in page for word in ("religion", "nationality", "ethnic", "born in", "education"))
    assert len(Theme) == 10


@pytest.mark.parametrize("who, status", [
    ("bart", 404), ("amina", 404), ("olena", 404),
    ("celik", 403), ("jansen", 403), ("vos", 403), ("noor", 403), ("ravi", 403), ("head", 403), ("sam", 403),
    ("office", 403),
])  # fmt: skip
def test_nobody_but_the_childs_family_writes(who, status, share):
    assert share(who, loves="Horses").status == status and items() == []


@pytest.mark.parametrize("who, status", [
    ("pawel", 404), ("bart", 404), ("celik", 403), ("vos", 403), ("noor", 403), ("head", 403), ("sam", 403),
    ("office", 403),
])  # fmt: skip
def test_nobody_but_the_household_takes_back_or_brings_back(who, status, share, the_item, visit):
    share("dana", loves="Horses")
    visitor, number = visit(who), the_item().id
    assert visitor.post(f"/home-context/items/{number}/remove").status == status
    assert the_item().removed_at is None
    visit("dana").post(f"/home-context/items/{number}/remove")
    assert visitor.post(f"/home-context/items/{number}/bring-back").status == status
    assert the_item().removed_at is not None


def test_who_is_not_signed_in_is_asked_to(visit, zofias_page):
    assert visit().get(zofias_page).location.startswith("/sign-in")
    assert visit().post(f"{zofias_page}/loves", {"text": "Horses"}).location.startswith("/sign-in") and items() == []


def test_a_guardian_whose_access_ended_neither_sees_writes_nor_takes_back(cast, share, the_item, visit, zofias_page):
    share("dana", loves="Horses")
    dana = visit("dana")
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["dana"].guardian.id).update({"has_access": False})
    assert dana.get(zofias_page).status == 404
    assert "Zofia" not in dana.get("/home-context")
    assert share("dana", loves="Goats").status == 404
    assert dana.post(f"/home-context/items/{the_item().id}/remove").status == 404
    assert the_item().text == "Horses" and the_item().removed_at is None


def test_a_child_who_left_school_has_no_page(cast, share, visit, zofias_page):
    cast.pupils["zofia"].left_on = i18n.local_date(clock.now())
    assert visit("dana").get(zofias_page).status == 404 and share("dana", loves="Horses").status == 404


def test_one_child_leads_straight_to_its_page_and_several_are_a_choice(cast, visit, zofias_page):
    assert visit("dana").get("/home-context").location == zofias_page
    page = visit("amina").get("/home-context")
    assert "Yusuf" in page and "Salma" in page and "Zofia" not in page
