"""Near its day a family is asked once whether something is still right, and answers with one tap."""

from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.home_context.rules import Theme, counts_from, is_asked_about
from portal.school.models import Guardianship
from tests.stories import a_home_item


@pytest.fixture
def an_old_item(cast):
    """Something of Dana about Zofia that ends in so many days: `an_old_item(9, Theme.LOVES)`."""

    def ending_in(days: int, theme: Theme = Theme.LOVES):
        item = a_home_item(cast.people["dana"], cast.pupils["zofia"], f"Words of {theme}", theme)
        item.expires_on = i18n.local_date(clock.now()) + timedelta(days=days)
        db.session.commit()
        return item

    return ending_in


def test_a_renewal_near_the_end_of_a_year_is_for_the_next():
    assert counts_from(date(2027, 7, 31), date(2027, 7, 15)) > date(2027, 7, 31)
    assert counts_from(date(2027, 2, 1), date(2027, 1, 25)) < date(2027, 7, 31)
    assert counts_from(date(2027, 7, 31), date(2027, 9, 1)) > date(2027, 9, 1)


@pytest.mark.parametrize("days, is_asked", [(-22, False), (-21, True), (0, True), (60, True), (61, False)])
def test_it_is_asked_from_three_weeks_before_until_two_months_after(days, is_asked):
    ends = date(2027, 7, 31)
    assert is_asked_about(ends, ends + timedelta(days=days)) is is_asked


def test_the_first_page_and_the_childs_page_ask_and_one_tap_renews(an_old_item, visit, zofias_page):
    item = an_old_item(9)
    dana = visit("dana")
    assert "Is this still right?" in dana.get("/") and "Is this still right?" in dana.get(zofias_page)
    dana.post(f"/home-context/items/{item.id}/still-right")
    db.session.refresh(item)
    assert item.expires_on > i18n.local_date(clock.now()) + timedelta(days=21)
    assert "Is this still right?" not in dana.get("/") and "Is this still right?" not in dana.get(zofias_page)


def test_after_the_summer_it_is_asked_still_and_lasts_to_the_end_of_the_new_year(an_old_item, visit, zofias_page):
    item = an_old_item(-30)
    assert "Words of" not in visit("celik").get(zofias_page), "not answered: it ended"
    visit("dana").post(f"/home-context/items/{item.id}/still-right")
    assert "Words of" in visit("celik").get(zofias_page)


def test_all_of_it_is_renewed_with_one_tap_and_what_is_not_asked_stays(cast, an_old_item, visit, zofias_page):
    near, over, far = an_old_item(3), an_old_item(-3, Theme.HARD), an_old_item(60, Theme.HELPS)
    until = far.expires_on
    page = visit("dana").post(f"{zofias_page}/still-right")
    assert page.status == 303
    for item in (near, over, far):
        db.session.refresh(item)
    assert near.expires_on == over.expires_on > i18n.local_date(clock.now()) and far.expires_on == until


def test_a_second_tap_renews_nothing_more(an_old_item, visit):
    item, dana = an_old_item(3), visit("dana")
    for _tap in range(2):
        assert dana.post(f"/home-context/items/{item.id}/still-right").status == 303
    db.session.refresh(item)
    first = item.expires_on
    dana.post(f"/home-context/items/{item.id}/still-right")
    db.session.refresh(item)
    assert item.expires_on == first


@pytest.mark.parametrize("who, status", [("pawel", 404), ("bart", 404), ("celik", 403), ("head", 403)])
def test_nobody_answers_for_another_home(who, status, an_old_item, visit, zofias_page):
    item = an_old_item(3)
    assert visit(who).post(f"/home-context/items/{item.id}/still-right").status == status
    visit("pawel").post(f"{zofias_page}/still-right")
    until = item.expires_on
    db.session.refresh(item)
    assert item.expires_on == until
    assert "Klopt dit nog" not in visit("celik").get("/")


def test_one_message_asks_once_and_names_no_child_and_no_matter(an_old_item, work, recorded):
    an_old_item(9)
    an_old_item(5, Theme.HARD)
    work()
    (parcel,) = [each for each in recorded if "dana" in each.to]
    assert "still right" in str(parcel) and "Zofia" not in str(parcel) and "Words of" not in str(parcel)
    assert not [each for each in recorded if "pawel" in each.to]
    clock.advance(hours=2)
    work()
    clock.advance(days=1)
    work()
    assert len([each for each in recorded if "dana" in each.to]) == 1


def test_nothing_is_asked_about_what_is_far_taken_back_over_or_out_of_reach(cast, an_old_item, work, recorded):
    an_old_item(40)
    an_old_item(-3, Theme.HARD)
    an_old_item(5, Theme.HELPS).removed_at = clock.now()
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["dana"].guardian.id).update({"has_access": False})
    an_old_item(5, Theme.EVENTS)
    db.session.commit()
    work()
    assert not [each for each in recorded if "dana" in each.to]
