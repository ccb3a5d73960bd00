"""A teacher says who is on a picture; without consent families do not see it, from the moment that it is taken back."""

import pytest

from portal import clock
from portal.db import db
from portal.news import actions as news
from portal.news.models import Picture, PictureChild
from portal.photos import actions as photos
from portal.photos.rules import Purpose
from portal.school.models import Person
from tests.news.conftest import own_address
from tests.stories import a_post


@pytest.fixture
def picture(cast) -> int:
    return a_post(cast.people["celik"], cast.classes["3B"], with_picture=True).pictures[0].id


@pytest.fixture
def allow(cast):
    """What a guardian says about pictures on the class page."""

    def say(who: str, child: str, is_yes: bool) -> None:
        answers = {Purpose.CLASS_PAGE: is_yes}
        photos.answer(cast.pupils[child], cast.people[who], answers, now=clock.now())
        db.session.commit()

    return say


@pytest.fixture
def tag(cast, visit, picture):
    """Çelik says that these children are on the picture."""
    celik = visit("celik")

    def say(*children: str):
        chosen = [cast.pupils[child].id for child in children]
        return celik.follow(celik.post(f"/pictures/{picture}/children", {"children": chosen}))

    return say


def test_two_teachers_may_say_it_at_once(picture, cast, at_once):
    celik, fleur, yusuf = (each.id for each in (cast.people["celik"], cast.pupils["fleur"], cast.pupils["yusuf"]))

    def look() -> tuple[Picture, Person]:
        return db.session.get_one(Picture, picture), db.session.get_one(Person, celik)

    def says(*children: int):
        return lambda shown, teacher: news.name_children(
            shown, teacher, children, among=[fleur, yusuf], now=clock.now()
        )

    db.session.commit()
    at_once(look, says(fleur), says(fleur, yusuf))
    assert {each.pupil_id for each in db.session.query(PictureChild)} == {fleur, yusuf}


def test_with_consent_the_picture_is_seen(picture, allow, tag, visit, page_of):
    allow("bart", "fleur", True)
    page = tag("fleur")
    assert f"/pictures/{picture}/hide" not in page.forms
    assert f"/pictures/{picture}/" in visit("dana").get(page_of).html


def test_who_has_no_consent_is_shown_beside_the_name(picture, allow, cast, visit):
    allow("bart", "fleur", True)
    html = visit("celik").get(f"/pictures/{picture}/children").html
    labels = {
        name: html.split(f'id="child-{cast.pupils[name].id}"')[1].split("</label>")[0] for name in ("fleur", "zofia")
    }
    assert 'class="without"' in labels["zofia"] and 'class="without"' not in labels["fleur"]


def test_naming_a_child_without_consent_hides_the_picture_and_says_so(picture, tag, visit, page_of):
    page = tag("zofia")
    assert f"/pictures/{picture}/hide" in page.forms
    assert f"/pictures/{picture}/" not in visit("dana").get(page_of).html
    assert f"/pictures/{picture}/" in visit("celik").get(page_of).html, "who decides sees it"


def test_consent_taken_back_hides_it_at_once_for_every_family_and_the_team_decides(picture, allow, tag, visit, page_of):
    allow("bart", "fleur", True)
    tag("fleur")
    dana = visit("dana")
    address = own_address(dana, picture)
    assert dana.get(address).status == 200
    allow("bart", "fleur", False)
    assert dana.get(address).status == 404 and dana.get(f"/pictures/{picture}").status == 404
    assert f"/pictures/{picture}" not in dana.get(page_of).html
    celik = visit("celik")
    assert f'class="row" href="/pictures/{picture}/children"' in celik.get(page_of).html


def test_one_no_of_two_parents_is_enough(picture, allow, tag, visit, page_of):
    allow("dana", "zofia", True)
    tag("zofia")
    assert f"/pictures/{picture}" in visit("bart").get(page_of).html
    allow("pawel", "zofia", False)
    assert f"/pictures/{picture}" not in visit("bart").get(page_of).html


def test_the_child_is_not_on_it_and_it_is_seen_again(picture, tag, visit, page_of):
    tag("zofia")
    page = tag()
    assert f"/pictures/{picture}/hide" not in page.forms
    assert f"/pictures/{picture}" in visit("dana").get(page_of).html


def test_hidden_for_good_it_stays_hidden_whatever_is_allowed_later_and_undo_shows_it(
    picture, allow, tag, visit, page_of
):
    tag("zofia")
    celik = visit("celik")
    page = celik.follow(celik.post(f"/pictures/{picture}/hide"))
    assert f"/pictures/{picture}/show-again" in page.forms
    assert f'class="row" href="/pictures/{picture}/children"' not in celik.get(page_of).html
    allow("dana", "zofia", True)
    assert f"/pictures/{picture}" not in visit("dana").get(page_of).html
    celik.post(f"/pictures/{picture}/show-again")
    assert f"/pictures/{picture}" in visit("dana").get(page_of).html


def test_only_children_of_the_own_class_are_named(picture, cast, visit):
    visit("celik").post(f"/pictures/{picture}/children", {"children": [cast.pupils["danylo"].id, 987_654]})
    assert db.session.query(PictureChild).count() == 0


@pytest.mark.parametrize("who, status", [("dana", 403), ("vos", 404), ("head", 403), ("office", 403)])
@pytest.mark.parametrize("deed", ["children", "hide", "show-again"])
def test_only_the_team_names_and_decides(who, status, deed, picture, cast, visit):
    fields = {"children": [cast.pupils["zofia"].id]}
    assert visit(who).post(f"/pictures/{picture}/{deed}", fields).status == status
    assert db.session.query(PictureChild).count() == 0
    assert db.session.get_one(Picture, picture).hidden_at is None
