""" "I don't understand this": a task for the teachers, with a wish to be called, done and undone."""

import pytest

from portal import clock
from portal.db import db
from portal.news import actions
from portal.news.models import NotUnderstood
from tests.stories import a_post


@pytest.fixture
def post(cast):
    found = a_post(cast.people["celik"], cast.classes["3B"], title="Naar het bos")
    db.session.commit()
    return found


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


def test_a_parent_says_it_and_the_teacher_finds_it(cast, visit, post, page_of):
    bart, celik = visit("bart"), visit("celik")
    assert "begreep een bericht niet" not in celik.get(page_of)
    assert f"/posts/{post.id}/not-understood" in bart.get(page_of).links
    assert "Bel mij" in bart.get(f"/posts/{post.id}/not-understood")
    back = bart.follow(bart.post(f"/posts/{post.id}/not-understood", {"wants_call": "y"}))
    assert "De leraar weet het" in back and "Je hebt de leraar gezegd dat dit niet duidelijk is." in back
    assert "1 ouder begreep een bericht niet" in celik.get(page_of)
    assert f"{page_of}/not-understood" in celik.get("/").links
    found = celik.get(f"{page_of}/not-understood")
    assert "Bart" in found and "Fleur" in found and "Bellen graag" in found and "Naar het bos" in found


def test_twice_is_once_and_the_wish_to_be_called_can_change(cast, visit, post):
    bart = visit("bart")
    for sent in ({}, {"wants_call": "y"}, {"wants_call": "y"}):
        bart.post(f"/posts/{post.id}/not-understood", sent)
    assert db.session.query(NotUnderstood).one().wants_call
    assert "Je hebt gevraagd om gebeld te worden." in bart.get(f"/posts/{post.id}/not-understood")


def test_a_parent_takes_it_back(cast, visit, post, page_of):
    bart = visit("bart")
    bart.post(f"/posts/{post.id}/not-understood")
    assert "Ik begrijp dit niet" in bart.follow(bart.post(f"/posts/{post.id}/not-understood/take-back"))
    assert "begreep een bericht niet" not in visit("celik").get(page_of)


def test_explained_and_undone(cast, visit, post, page_of):
    bart, celik = visit("bart"), visit("celik")
    bart.post(f"/posts/{post.id}/not-understood")
    number = db.session.query(NotUnderstood).one().id
    page = celik.follow(celik.post(f"{page_of}/not-understood/{number}/done"))
    assert "Iedereen heeft alles begrepen" in page and "Uitgelegd" in page
    assert "Je hebt de leraar gezegd" not in bart.get(page_of)
    page = celik.follow(celik.post(f"{page_of}/not-understood/{number}/undone"))
    assert "Iedereen heeft alles begrepen" not in page


def test_who_asks_again_waits_again(cast, post):
    bart, celik = cast.people["bart"], cast.people["celik"]
    actions.say_not_understood(post, bart, wants_call=False, now=clock.now())
    actions.say_done(db.session.query(NotUnderstood).one(), celik, now=clock.now())
    actions.say_not_understood(post, bart, wants_call=False, now=clock.now())
    assert db.session.query(NotUnderstood).one().done_at is None


def test_another_household_and_other_teachers_see_nothing_of_it(cast, visit, post, page_of):
    visit("bart").post(f"/posts/{post.id}/not-understood", {"wants_call": "y"})
    assert "Je hebt de leraar gezegd" not in visit("amina").get(page_of)
    number = db.session.query(NotUnderstood).one().id
    other = f"/classes/{cast.classes['6A'].id}"
    vos = visit("vos")
    assert vos.post(f"{other}/not-understood/{number}/done").status == 404
    assert vos.get(f"{page_of}/not-understood").status == 404
    assert "Bart" not in vos.get(f"{other}/not-understood")


def test_a_post_that_is_not_shown_cannot_be_asked_about(cast, visit, post):
    actions.withdraw(post, cast.people["celik"], now=clock.now())
    db.session.commit()
    assert visit("bart").get(f"/posts/{post.id}/not-understood").status == 404
