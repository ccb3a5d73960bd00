"""A teacher corrects a letter or takes it back; families see that it was changed, and undo is one tap."""

from io import BytesIO

import pytest

from portal import pictures
from portal.audit import Audit
from portal.db import db
from portal.news.models import Picture, Post
from tests.stories import a_picture, a_post


@pytest.fixture
def post(cast) -> Post:
    written = a_post(cast.people["celik"], cast.classes["3B"], title="Gym op maandag", with_picture=True)
    db.session.commit()
    return written


def fields(**changed) -> dict:
    return {"title": "Gym op dinsdag", "text": "Toch dinsdag.", "language": "nl", "alternative": "Een bos"} | changed


def deeds() -> list[str]:
    return [row.did for row in db.session.query(Audit).filter_by(kind="post").order_by(Audit.id)]


def test_a_change_is_shown_as_a_change_and_mails_nobody_again(post, visit, work):
    work()
    celik = visit("celik")
    form = celik.get(f"/posts/{post.id}/change")
    assert "Gym op maandag" in form.html and "Dit is **nieuws**." in form.html
    assert celik.post(f"/posts/{post.id}/change", fields()).status == 303
    page = visit("dana").get(f"/classes/{post.class_id}")
    assert "Gym op dinsdag" in page and "changed later" in page and "Gym op maandag" not in page
    assert work() == [] and deeds() == ["post written", "post changed"]


def test_a_new_picture_takes_the_place_of_the_old_one_under_a_new_address(post, visit):
    old = post.picture.key
    celik = visit("celik")
    celik.post(f"/posts/{post.id}/change", fields(picture=(BytesIO(a_picture((300, 300))), "new.jpg")))
    new = db.session.query(Picture).one().key
    assert new != old and f"?v={new[:8]}" in visit("bart").get(f"/classes/{post.class_id}").html
    assert not (pictures.folder() / old).exists() and (pictures.folder() / new).exists()


def test_the_picture_can_be_taken_away(post, visit):
    old = post.picture.key
    visit("celik").post(f"/posts/{post.id}/change", fields(without_picture="y"))
    assert db.session.query(Picture).count() == 0 and not (pictures.folder() / old).exists()
    assert "<img" not in visit("bart").get(f"/classes/{post.class_id}").html


def test_a_bad_new_picture_changes_nothing(post, visit):
    old = post.picture.key
    answer = visit("celik").post(f"/posts/{post.id}/change", fields(picture=(BytesIO(b"no"), "new.jpg")))
    assert answer.status == 422 and "Toch dinsdag." in answer.html
    assert db.session.query(Post).one().title == "Gym op maandag"
    assert (pictures.folder() / old).exists()


def test_a_change_that_fails_keeps_the_old_picture_and_no_new_one(post, visit, monkeypatch):
    from portal.news import views

    before = {path.name for path in pictures.folder().glob("*")}
    monkeypatch.setattr(views, "tell", lambda _text: 1 / 0)
    answer = visit("celik").post(f"/posts/{post.id}/change", fields(picture=(BytesIO(a_picture()), "new.jpg")))
    assert answer.status == 500 and {path.name for path in pictures.folder().glob("*")} == before


def test_a_withdrawn_letter_is_gone_for_families_with_its_picture_and_comes_back_with_undo(post, visit):
    celik, bart = visit("celik"), visit("bart")
    page = celik.follow(celik.post(f"/posts/{post.id}/withdraw"))
    assert "Gym op maandag" in page, "it is named, with undo beside it"
    assert f"/posts/{post.id}/bring-back" in page.forms
    assert "Gym op maandag" not in bart.get(f"/classes/{post.class_id}")
    assert bart.get(f"/pictures/{post.picture.id}/400").status == 404
    assert "Gym op maandag" not in bart.get("/")
    celik.follow(celik.post(f"/posts/{post.id}/bring-back"))
    assert "Gym op maandag" in bart.get(f"/classes/{post.class_id}")
    assert deeds() == ["post written", "post withdrawn", "post brought back"]


def test_a_parent_cannot_ask_for_what_was_withdrawn(post, visit):
    visit("celik").post(f"/posts/{post.id}/withdraw")
    page = visit("bart").get(f"/classes/{post.class_id}?withdrawn={post.id}")
    assert page.status == 200 and "Gym op maandag" not in page


@pytest.mark.parametrize("deed", ["change", "withdraw", "bring-back"])
@pytest.mark.parametrize("who, status", [("bart", 403), ("head", 403), ("vos", 404)])
def test_only_the_team_changes_a_letter(who, status, deed, post, visit):
    assert visit(who).post(f"/posts/{post.id}/{deed}", fields()).status == status
    assert db.session.query(Post).one().title == "Gym op maandag"
