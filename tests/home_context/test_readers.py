"""The family chooses who reads each thing, the smallest circle first; nobody else gets it on any page."""

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.home_context.rules import Audience
from portal.school.models import Guardianship


def test_by_default_only_the_classs_teachers_read_it(share, the_item, visit, zofias_page):
    share("dana", loves="Horses")
    assert the_item().audience is Audience.TEACHERS
    for who in ("head", "sam"):
        assert "Zofia" not in visit(who).get("/home-context/shared")
        assert visit(who).get(zofias_page.replace("/home-context", "/home-context/shared")).status == 404


@pytest.mark.parametrize("audience, readers", [("coordinator", ["sam"]), ("leader", ["sam", "head"])])
def test_whom_the_family_named_beside_the_teachers_reads_it_and_the_family_sees_it(
    audience, readers, share, visit, zofias_page
):
    share("dana", loves="Horses", more={"audience": audience})
    share("dana", hard="Loud rooms")
    page = zofias_page.replace("/home-context", "/home-context/shared")
    for who in ("sam", "head"):
        answer = visit(who).get(page)
        assert ("Horses" in answer) == (who in readers) == (answer.status == 200)
        assert "Loud rooms" not in answer and ("Zofia" in visit(who).get("/home-context/shared")) == (who in readers)
    log = visit("dana").get(f"{zofias_page}/loves").text.split("Who has read this")[1]
    assert len(readers) == db.session.query(Audit).filter_by(did="saw", kind="home_item").count()
    assert "Horses" in visit("celik").get(zofias_page) and log.count("·") >= len(readers)


@pytest.mark.parametrize("who", ["noor", "ravi", "office", "vos", "celik", "bart", "pawel"])
def test_nobody_else_opens_what_is_shared_beyond_the_class(who, share, visit, zofias_page):
    share("dana", loves="Horses", more={"audience": "leader"})
    page = visit(who).get(zofias_page.replace("/home-context", "/home-context/shared"))
    assert page.status == 403 and "Horses" not in page.html


def test_it_ends_for_them_with_its_day_its_access_and_with_taking_it_back(cast, share, the_item, visit, zofias_page):
    share("dana", loves="Horses", more={"audience": "leader"})
    page, head, dana = zofias_page.replace("/home-context", "/home-context/shared"), visit("head"), visit("dana")
    assert "Horses" in head.get(page)
    dana.post(f"/home-context/items/{the_item().id}/remove")
    assert head.get(page).status == 404
    dana.post(f"/home-context/items/{the_item().id}/bring-back")
    assert head.get(page).status == 200
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["dana"].guardian.id).update({"has_access": False})
    assert head.get(page).status == 404


def test_a_circle_that_nobody_knows_is_refused(share, zofias_page):
    assert share("dana", loves="Horses", more={"audience": "everybody"}).status == 422


def test_it_is_shared_until_a_day_that_the_family_chose_and_never_longer_than_the_year(share, the_item, visit):
    today = clock.now().date()
    soon = today.replace(day=28)
    assert share("dana", loves="Horses", more={"until": soon.isoformat()}).status == 303
    assert the_item().expires_on == soon
    for wrong in ("2020-01-01", "2099-01-01"):
        page = share("dana", loves="Goats", more={"until": wrong})
        assert page.status == 422 and "Choose a day from today until the end of the school year." in page
    assert the_item().text == "Horses"


def test_no_theme_with_another_name_opens(visit, zofias_page):
    assert visit("dana").get(f"{zofias_page}/religion").status == 404
    assert visit("dana").post(f"{zofias_page}/religion", {"text": "x"}).status == 404
