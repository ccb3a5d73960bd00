"""The child's teachers read what a family shares, and the family sees that they did; nobody else reads it."""

from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.home_context.models import HomeItem
from portal.school.models import (
    Custody,
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    SchoolClass,
    SchoolYear,
    Teaching,
)
from tests.stories import a_home_item


def looks() -> list[tuple[int | None, int]]:
    """Who looked at which item, oldest first."""
    return [
        (row.person_id, row.about)
        for row in db.session.query(Audit).filter_by(did="saw", kind="home_item").order_by(Audit.id)
    ]


def test_both_teachers_read_each_home_apart(share, visit, zofias_page):
    share("dana", loves="Horses", languages="Polish and English", hard_in_conversation="y")
    share("pawel", loves="Trams")
    for who in ("celik", "jansen"):
        page = visit(who).get(zofias_page)
        assert "Het gezin ziet dat je dit leest" in page
        dana, pawel = page.html.index("Dana Kowalska"), page.html.index("Paweł Kowalski")
        assert dana < page.html.index("Polish and English") < pawel < page.html.index("Trams")
        assert "<em>" in page.html and "<textarea" not in page.html


def test_words_stand_in_the_language_and_direction_they_were_written_in(cast, visit):
    a_home_item(cast.people["amina"], cast.pupils["yusuf"], "يحب رسم الطيور.")
    page = visit("celik").get(f"/home-context/{cast.pupils['yusuf'].id}")
    assert '<span class="letter" dir="auto" lang="ar">يحب رسم الطيور.</span>' in page.html


def test_the_family_sees_who_read_it_and_when(share, visit, zofias_page):
    share("dana", loves="Horses", helps="Quiet")
    dana = visit("dana")
    assert "Nobody yet." in dana.get(zofias_page)
    visit("celik").get(zofias_page)
    clock.advance(minutes=3)
    read_at = i18n.time_of_day(clock.now())
    visit("jansen").get(zofias_page)
    page = dana.get(zofias_page)
    _before, log = page.text.split("Who has read this")
    assert log.index("Marieke Jansen") < log.index("Zeynep Çelik"), "newest first"
    assert log.count("Zeynep Çelik") == 1, "two items at one look are one line"
    assert read_at in log and "Nobody yet." not in page


def test_every_reading_is_written_down_about_each_item(cast, share, visit, zofias_page):
    share("dana", loves="Horses", helps="Quiet")
    celik = visit("celik")
    celik.get(zofias_page)
    celik.get(zofias_page)
    number = cast.people["celik"].id
    items = [item.id for item in db.session.query(HomeItem).order_by(HomeItem.id)]
    assert looks() == [(number, item) for item in items * 2]


def test_the_familys_own_looking_and_a_refused_look_are_no_readings(share, visit, zofias_page):
    share("dana", loves="Horses")
    visit("dana").get(zofias_page)
    for who in ("vos", "noor", "head", "sam", "office", "bart", "pawel"):
        visit(who).get(zofias_page)
    assert looks() == [] and "Nobody yet." in visit("dana").get(zofias_page)


def test_each_home_sees_the_readings_of_its_own_words_only(cast, share, visit, zofias_page):
    cast.people["pawel"].language = "en"
    share("dana", loves="Horses")
    visit("celik").get(zofias_page)
    share("pawel", loves="Trams")
    assert "Nobody yet." in visit("pawel").get(zofias_page)
    assert "Zeynep Çelik" in visit("dana").get(zofias_page).text.split("Who has read this")[1]


def test_the_log_is_there_again_when_an_item_is_brought_back(share, the_item, visit, zofias_page):
    share("dana", loves="Horses")
    visit("celik").get(zofias_page)
    dana = visit("dana")
    dana.post(f"/home-context/items/{the_item().id}/remove")
    page = dana.follow(dana.post(f"/home-context/items/{the_item().id}/bring-back"))
    assert "Zeynep Çelik" in page.text.split("Who has read this")[1]


def test_a_teacher_reads_it_up_to_its_last_day_and_not_after(cast, visit, zofias_page):
    today = i18n.local_date(clock.now())
    item = a_home_item(cast.people["dana"], cast.pupils["zofia"], "Horses")
    item.expires_on = today
    assert "Horses" in visit("celik").get(zofias_page)
    item.expires_on = today - timedelta(days=1)
    assert "Horses" not in visit("celik").get(zofias_page)
    assert len(looks()) == 1, "what is not shown was not looked at"
    assert "Horses" in visit("dana").get(zofias_page).html, "the family finds its own words again"


def test_a_home_that_shared_nothing_says_so(visit, zofias_page):
    page = visit("celik").get(zofias_page)
    assert page.text.count("Er is nog niets gedeeld") == 2


@pytest.mark.parametrize("who, status", [
    ("vos", 404), ("noor", 403), ("ravi", 403), ("elif", 403), ("head", 403), ("sam", 403), ("office", 403),
    ("bart", 404), ("amina", 404), ("olena", 404),
])  # fmt: skip
def test_nobody_else_reads_it(who, status, share, visit, zofias_page):
    share("dana", loves="Horses")
    page = visit(who).get(zofias_page)
    assert page.status == status and "Horses" not in page.html


def test_the_list_of_a_teacher_holds_the_own_class_only(visit):
    celik, vos = visit("celik").get("/home-context"), visit("vos").get("/home-context")
    assert "Zofia Kowalska" in celik and "Danylo Shevchenko" not in celik
    assert "Danylo Shevchenko" in vos and "Zofia Kowalska" not in vos


@pytest.mark.parametrize("who, status", [("noor", 403), ("head", 403), ("sam", 403), ("office", 403)])
def test_the_list_is_for_families_and_teachers(who, status, visit):
    assert visit(who).get("/home-context").status == status


def test_last_years_teacher_reads_no_more_and_this_years_does(cast, share, visit, zofias_page):
    share("dana", loves="Horses")
    _next_year_with(cast, "vos")
    assert "Horses" in visit("vos").get(zofias_page)
    assert visit("celik").get(zofias_page).status == 404
    assert "Zofia" not in visit("celik").get("/home-context"), "the list and the page say the same"


def test_nobody_reads_about_a_child_who_left(cast, share, visit, zofias_page):
    share("dana", loves="Horses")
    cast.pupils["zofia"].left_on = i18n.local_date(clock.now())
    assert visit("celik").get(zofias_page).status == 404
    assert "Zofia" not in visit("celik").get("/home-context")


def test_the_words_of_a_home_without_access_are_not_shown(cast, share, visit, zofias_page):
    share("dana", loves="Horses")
    share("pawel", loves="Trams")
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["pawel"].guardian.id).update({"has_access": False})
    page = visit("celik").get(zofias_page)
    assert "Horses" in page and "Trams" not in page and len(looks()) == 1


def test_a_teacher_who_is_the_childs_parent_reads_as_a_parent(cast, share, visit, zofias_page):
    share("dana", loves="Horses")
    parent = Guardian(person=cast.people["celik"], household=Household())
    db.session.add(Guardianship(pupil=cast.pupils["zofia"], guardian=parent, custody=Custody.YES))
    page = visit("celik").get(zofias_page)
    assert f"{zofias_page}/loves" in page.html and "Horses" not in page.html and looks() == []


def _next_year_with(cast, teacher: str) -> None:
    """A new school year begins: Zofia is in 4B, with this teacher."""
    last = cast.classes["3B"].year
    year = SchoolYear(name="next year", starts_on=last.ends_on + timedelta(days=1),
                      ends_on=date(last.ends_on.year + 1, 7, 31))  # fmt: skip
    school_class = SchoolClass(year=year, name="4B", grade="4")
    db.session.add(school_class)
    db.session.flush()
    db.session.add(Teaching(person_id=cast.people[teacher].id, class_id=school_class.id))
    db.session.add(Enrolment(pupil_id=cast.pupils["zofia"].id, class_id=school_class.id, year_id=year.id))
