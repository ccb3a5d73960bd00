"""A guardian says with one tap to have seen a post, or thank you; it can be taken back, and the team sees who."""

import pytest

from portal import clock
from portal.db import db
from portal.news.models import Opened
from tests.stories import a_post


@pytest.fixture
def post(cast):
    return a_post(cast.people["celik"], cast.classes["3B"])


def said(cast, who: str) -> tuple[bool, bool]:
    row = db.session.query(Opened).filter_by(person_id=cast.people[who].id).one()
    return row.seen_at is not None, row.thanked_at is not None


def test_one_tap_says_it_and_the_page_shows_it(post, cast, visit, page_of):
    dana = visit("dana")
    answer = dana.post(f"/posts/{post.id}/react/thanks")
    assert answer.status == 303 and answer.location == f"{page_of}#post-{post.id}"
    assert "You said thank you" in dana.get(page_of) and said(cast, "dana") == (False, True)
    assert "You said thank you" not in visit("pawel").get(page_of), "each says it for oneself"


def test_saying_it_twice_is_saying_it_once(post, cast, visit):
    dana = visit("dana")
    dana.post(f"/posts/{post.id}/react/seen")
    first = db.session.query(Opened.seen_at).scalar()
    clock.advance(minutes=3)
    dana.post(f"/posts/{post.id}/react/seen")
    assert db.session.query(Opened.seen_at).scalar() == first


def test_it_can_be_taken_back_and_stays_opened(post, cast, visit, page_of):
    dana = visit("dana")
    for word in ("seen", "thanks"):
        dana.post(f"/posts/{post.id}/react/{word}")
    dana.post(f"/posts/{post.id}/unreact/seen")
    assert said(cast, "dana") == (False, True)
    dana.post(f"/posts/{post.id}/unreact/thanks")
    page = dana.get(page_of)
    assert said(cast, "dana") == (False, False) and "You said thank you" not in page and "Thank you" in page


def test_with_htmx_only_the_bar_under_the_letter_comes_back(post, visit):
    answer = visit("dana").post(f"/posts/{post.id}/react/seen", headers={"HX-Request": "true"})
    assert answer.status == 200 and f'id="reactions-{post.id}"' in answer.html
    assert "<html" not in answer.html and "You have seen it" in answer


def test_without_htmx_one_returns_to_the_older_page_one_was_on(post, visit, page_of):
    came_from = {"Referer": f"http://localhost{page_of}?before=99"}
    answer = visit("dana").post(f"/posts/{post.id}/react/seen", headers=came_from)
    assert answer.location == f"{page_of}?before=99#post-{post.id}"


def test_the_team_sees_which_family_said_what(post, cast, visit, page_of):
    visit("dana").post(f"/posts/{post.id}/react/thanks")
    visit("pawel").post(f"/posts/{post.id}/react/seen")
    celik = visit("celik")
    link = f"{page_of}/reactions/{post.id}"
    assert link in celik.get(page_of).links
    page = celik.get(link)
    assert "Dana Kowalska" in page and "Paweł Kowalski" in page and "Bart" not in page
    assert link not in visit("bart").get(page_of).links


def test_a_page_on_which_nobody_said_something_says_so(post, visit, page_of):
    assert visit("celik").get(f"{page_of}/reactions/{post.id}").html.count('class="card empty"') == 1


@pytest.mark.parametrize("number", [0, 987_654, 2**40])
def test_a_post_of_elsewhere_has_no_reactions_here(number, visit, page_of):
    assert visit("celik").get(f"{page_of}/reactions/{number}").status == 404


@pytest.mark.parametrize("who, status", [("olena", 404), ("celik", 403), ("head", 403), ("office", 403)])
@pytest.mark.parametrize("deed", ["react", "unreact"])
def test_only_the_classes_guardians_say_something(who, status, deed, post, visit):
    assert visit(who).post(f"/posts/{post.id}/{deed}/seen").status == status
    assert db.session.query(Opened).count() == 0


def test_another_word_and_a_withdrawn_post_are_not_there(post, visit):
    assert visit("dana").post(f"/posts/{post.id}/react/hearts").status == 404
    visit("celik").post(f"/posts/{post.id}/withdraw")
    assert visit("dana").post(f"/posts/{post.id}/react/seen").status == 404
