"""The office and the school leader find anybody by any part of the name, in any script, or by the address."""

import re

import pytest

from portal import clock, i18n
from portal.db import db
from portal.school.models import Guardian, Guardianship, Household, Person, Pupil, Role, StaffRole
from portal.school.queries import search


def found(page) -> list[str]:
    part = page.html.partition('id="found"')[2].partition("</section>")[0]
    return re.findall(r'class="row-title" dir="auto">([^<]*)<', part)


@pytest.mark.parametrize("words, name", [
    ("celik", "Zeynep Çelik"), ("ÇEL", "Zeynep Çelik"), ("pawel", "Paweł Kowalski"), ("yildiz", "Elif Yıldız"),
    ("wit noor", "Noor de Wit"), ("  fleur   vis ", "Fleur Visser"), ("bart@regen", "Bart Visser"),
    ("OLENA@REGENBOOG.EXAMPLE", "Olena Shevchenko"),
])  # fmt: skip
def test_any_part_of_a_name_or_address_finds(words, name, office):
    assert name in found(office.get(f"/office/people?q={words}"))


@pytest.mark.parametrize("words", ["احمد", "أحمد", "أَحْمَد", "الحداد أحمد"])
def test_arabic_names_are_found_with_and_without_their_marks(words, office):
    db.session.add(Pupil(first_name="أَحمد", last_name="الحدّاد"))
    db.session.commit()
    assert found(office.get(f"/office/people?q={words}")) == ["أَحمد الحدّاد"]


def test_a_name_that_changes_is_found_as_it_is_now(cast, office):
    cast.pupils["fleur"].first_name = "Fleür"
    cast.pupils["fleur"].last_name = "Østergård"
    db.session.commit()
    assert found(office.get("/office/people?q=fleur ostergard")) == ["Fleür Østergård"]
    assert found(office.get("/office/people?q=fleur visser")) == []


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "ar% vis", "%%%"])
def test_signs_of_the_database_mean_nothing(words, office):
    page = office.get("/office/people", query_string={"q": words})
    assert page.status == 200 and found(page) == []
    assert "Nobody is found with this name or address." in page


def test_each_line_says_who_it_is(cast, office):
    celik = cast.people["celik"]
    celik.guardian = Guardian(household=Household())
    db.session.add(Guardianship(pupil=cast.pupils["fleur"], guardian=celik.guardian))
    db.session.commit()
    page = office.get("/office/people?q=celik")
    assert "guardian of Fleur · teacher" in page
    assert "3B" in office.get("/office/people?q=fleur visser")
    assert found(office.get("/office/people?q=zeynep")) == ["Zeynep Çelik"], "two hats are one person"


def test_who_left_is_found_when_asked_for(cast, office):
    cast.pupils["fleur"].left_on = cast.people["ravi"].left_on = i18n.local_date(clock.now())
    db.session.commit()
    assert found(office.get("/office/people?q=fleur vis")) == found(office.get("/office/people?q=ravi")) == []
    page = office.get("/office/people?q=ravi&left=1")
    assert found(page) == ["Ravi Sharma"] and "left" in page


def test_a_long_list_is_paged_without_losing_anybody(office):
    first = office.get("/office/people?q=ouder van")
    seen, pages = found(first), 1
    page = first
    while more := [link for link in page.links if f"page={pages + 1}" in link]:
        page, pages = office.get(more[0].replace("&amp;", "&")), pages + 1
        seen += found(page)
    assert pages == 3 and len(seen) == len(set(seen)) == 41
    assert f"page={pages - 1}" in page.html, "and back again"


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "400"])
def test_a_page_that_is_not_there_breaks_nothing(page, office):
    assert office.get(f"/office/people?q=ouder&page={page}").status == 200


def test_nothing_is_listed_before_something_is_asked(office):
    page = office.get("/office/people")
    assert found(page) == [] and "Nobody is found" not in page and 'name="q"' in page.html
    assert office.get("/office/people?q=%20%20").status == 200


def test_while_typing_only_the_list_is_asked_for(office):
    part = office.get("/office/people?q=fleur", headers={"HX-Request": "true"})
    assert "<html" not in part.html and found(part) == ["Fleur Visser"]
    whole = office.get("/office/people?q=fleur")
    assert re.search(r'<form[^>]*method="get"[^>]*hx-get="/office/people"[^>]*hx-select="#found"', whole.html)


def test_searching_asks_the_database_the_same_for_one_and_for_many(office, queries):
    office.get("/office/people?q=haddad")
    with queries() as few:
        assert len(found(office.get("/office/people?q=haddad"))) == 3
    with queries() as many:
        assert len(found(office.get("/office/people?q=a"))) == search.PAGE
    assert len(many) == len(few) <= 10, "\n".join(many)


def test_the_school_leader_finds_people_and_can_change_nothing(cast, visit):
    cast.people["head"].language = "en"
    db.session.commit()
    head = visit("head")
    assert "/office/people" in head.get("/").links
    page = head.get(f"/office/pupils/{cast.pupils['fleur'].id}")
    assert page.status == 200 and page.forms and not [form for form in page.forms if "/office" in form]
    assert not [link for link in page.links if link.endswith(("/change", "/class", "/leave", "/guardians"))]
    person = head.get(f"/office/people/{cast.people['bart'].id}")
    assert not [link for link in person.links if link.endswith(("/change", "/roles", "/leave", "/household"))]
    for path in ("/office/people", "/office/staff", "/office/classes", "/office/years"):
        page = head.get(path)
        assert page.status == 200 and not [form for form in page.forms if form.startswith("/office/years")]


def test_a_person_who_is_nothing_here_is_found_too(office):
    db.session.add(Person(first_name="Kim", email="kim@elsewhere.example", staff_roles=[StaffRole(role=Role.HELPER)]))
    db.session.add(Person(first_name="Kimberley"))
    db.session.commit()
    assert found(office.get("/office/people?q=kim")) == ["Kim", "Kimberley"]
