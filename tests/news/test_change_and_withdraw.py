"""A teacher corrects a letter or takes it back; families see that it was changed, and undo is one tap."""

from io import BytesIO

import pytest

from portal import clock, pictures
from portal.audit import Audit
from portal.db import db
from portal.news.models import Draft, Picture, Post
from tests.news.conftest import own_address
from tests.stories import a_picture, a_post


@pytest.fixture
def post(cast) -> Post:
    written = a_post(cast.people["celik"], cast.classes["3B"], title="Gym op maandag", with_picture=True)
    db.session.commit()
    return written


def fields(**changed) -> dict:
    return {"title": "Gym op dinsdag", "text": "Toch dinsdag.", "language": "nl"} | changed


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


def test_a_picture_is_taken_away_and_a_new_one_added_before_it_is_saved(post, visit):
    """Families see the old one until the change is saved; the new one has an address of its own."""
    old, celik, bart = post.pictures[0].key, visit("celik"), visit("bart")
    before = own_address(bart, post.pictures[0].id)
    answer = celik.post(f"/posts/{post.id}/draft", fields(key="k", tab="t", remove=old[:12]))
    assert f"/posts/{post.id}/change" in celik.follow(answer).forms
    assert bart.get(before).status == 200
    celik.post(
        f"/posts/{post.id}/change", fields(key="k", tab="t", pictures=(BytesIO(a_picture((300, 300))), "new.jpg"))
    )
    kept = db.session.query(Picture).one()
    assert kept.key != old and own_address(bart, kept.id) != before
    assert not (pictures.folder() / old).exists() and (pictures.folder() / kept.key).exists()


def test_the_picture_can_be_taken_away(post, visit):
    old, celik = post.pictures[0].key, visit("celik")
    celik.post(f"/posts/{post.id}/draft", fields(key="k", tab="t", remove=old[:12]))
    assert (pictures.folder() / old).exists(), "the change is not saved yet"
    celik.post(f"/posts/{post.id}/change", fields(key="k", tab="t"))
    assert db.session.query(Picture).count() == 0 and not (pictures.folder() / old).exists()
    assert "<img" not in visit("bart").get(f"/classes/{post.class_id}").html
    assert db.session.query(Draft).count() == 0


def test_a_change_of_words_alone_keeps_the_picture_and_what_is_on_it(post, visit):
    old = post.pictures[0]
    key, number = old.key, old.id
    visit("celik").post(f"/posts/{post.id}/change", fields() | {f"alternative-{old.key[:12]}": "Drie bomen"})
    picture = db.session.query(Picture).one()
    assert (picture.key, picture.id, picture.alternative) == (key, number, "Drie bomen")
    assert (pictures.folder() / key).exists()


def test_a_bad_new_picture_changes_nothing(post, visit):
    old = post.pictures[0].key
    answer = visit("celik").post(f"/posts/{post.id}/change", fields(pictures=(BytesIO(b"no"), "new.jpg")))
    assert answer.status == 422 and "Toch dinsdag." in answer.html
    assert db.session.query(Post).one().title == "Gym op maandag"
    assert (pictures.folder() / old).exists()


def test_a_change_that_fails_keeps_the_old_picture_and_no_new_one(post, visit, monkeypatch):
    from portal.news.views import writing

    before = {path.name for path in pictures.folder().glob("*")}
    monkeypatch.setattr(writing, "tell", lambda _text: 1 / 0)
    answer = visit("celik").post(f"/posts/{post.id}/change", fields(pictures=(BytesIO(a_picture()), "new.jpg")))
    assert answer.status == 500 and {path.name for path in pictures.folder().glob("*")} == before


def test_what_it_said_before_is_kept_for_staff_and_for_nobody_else(post, visit):
    celik = visit("celik")
    celik.post("/language/en")
    celik.post(f"/posts/{post.id}/change", fields())
    celik.post(f"/posts/{post.id}/change", fields())
    assert f"/posts/{post.id}/history" in celik.get(f"/classes/{post.class_id}").links
    page = celik.get(f"/posts/{post.id}/history")
    assert "Gym op maandag" in page and "Gym op dinsdag" in page and "Changed by Zeynep Çelik" in page
    assert page.html.count("Until ") == 1, "the same words once more are no other words"
    assert "Gym op maandag" in visit("head").get(f"/posts/{post.id}/history")
    assert visit("dana").get(f"/posts/{post.id}/history").status == 403
    assert not [link for link in visit("dana").get(f"/classes/{post.class_id}").links if "history" in link]


def test_families_who_read_it_see_for_a_week_that_it_was_withdrawn(post, visit):
    dana, pawel, celik = visit("dana"), visit("pawel"), visit("celik")
    page = f"/classes/{post.class_id}"
    dana.get(page)
    celik.post(f"/posts/{post.id}/withdraw")
    assert "was withdrawn" in dana.get(page) and "Gym op maandag" not in dana.get(page)
    assert "withdrawn" not in pawel.get(page).html, "who never read it need not know"
    clock.advance(days=8)
    assert "was withdrawn" not in visit("dana").get(page)


def test_the_team_brings_it_back_from_the_class_page(post, visit):
    jansen = visit("jansen")
    jansen.post(f"/posts/{post.id}/withdraw")
    page = jansen.get(f"/classes/{post.class_id}")
    assert f"/posts/{post.id}/bring-back" in page.forms
    jansen.post(f"/posts/{post.id}/bring-back")
    assert "Gym op maandag" in visit("bart").get(f"/classes/{post.class_id}")


def test_a_withdrawn_letter_is_gone_for_families_with_its_picture_and_comes_back_with_undo(post, visit):
    celik, bart = visit("celik"), visit("bart")
    page = celik.follow(celik.post(f"/posts/{post.id}/withdraw"))
    assert "Gym op maandag" in page, "it is named, with undo beside it"
    assert f"/posts/{post.id}/bring-back" in page.forms
    assert "Gym op maandag" not in bart.get(f"/classes/{post.class_id}")
    assert bart.get(f"/pictures/{post.pictures[0].id}/400").status == 404
    assert "Gym op maandag" not in bart.get("/")
    celik.follow(celik.post(f"/posts/{post.id}/bring-back"))
    assert "Gym op maandag" in bart.get(f"/classes/{post.class_id}")
    assert deeds() == ["post written", "post withdrawn", "post brought back"]


def test_a_parent_cannot_ask_for_what_was_withdrawn(post, visit):
    visit("celik").post(f"/posts/{post.id}/withdraw")
    page = visit("bart").get(f"/classes/{post.class_id}?withdrawn={post.id}")
    assert page.status == 200 and "Gym op maandag" not in page


@pytest.mark.parametrize("deed", ["change", "withdraw", "bring-back"])
@pytest.mark.parametrize("who, status", [("bart", 403), ("head", 404), ("vos", 404)])
def test_only_the_team_changes_a_letter(who, status, deed, post, visit):
    assert visit(who).post(f"/posts/{post.id}/{deed}", fields()).status == status
    assert db.session.query(Post).one().title == "Gym op maandag"
