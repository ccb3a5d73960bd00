"""A message for a moment ahead, for several classes or the whole school, and what stands at the top."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.news import actions as news
from portal.news.actions import Written, publish_one
from portal.news.models import Post, PostClass
from portal.school.models import Person, Teaching
from tests.meanwhile import meanwhile
from tests.news.conftest import own_address
from tests.stories import a_post, hear_at_once

FOREST = {"title": "Naar het bos", "text": "Doe laarzen aan.", "language": "nl"}


@pytest.fixture(autouse=True)
def everybody_hears_at_once(cast):
    hear_at_once(*cast.people.values())


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


def ahead(**step) -> dict:
    """Fields for so far from now, on the school's clock, on a whole minute."""
    at = i18n.local(clock.now() + timedelta(**step)).replace(second=0)
    return {"publish_on": f"{at:%Y-%m-%d}", "publish_at": f"{at:%H:%M}"}


def test_it_waits_for_its_moment_and_then_tells_every_family_once(visit, page_of, work):
    celik, dana = visit("celik"), visit("dana")
    celik.post("/language/en")
    answer = celik.follow(celik.post(f"{page_of}/write", FOREST | ahead(hours=3)))
    assert "Your message waits until" in answer and "Waits for its moment" in answer
    assert work() == [] and "Naar het bos" not in dana.get(page_of) and "Naar het bos" not in dana.get("/")
    clock.advance(hours=3)
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told)) > 0 and work() == []
    assert "Naar het bos" in dana.get(page_of) and "Waits for its moment" not in celik.get(page_of)


def test_of_two_workers_one_tells(visit, page_of, work):
    visit("celik").post(f"{page_of}/write", FOREST | ahead(hours=1))
    clock.advance(hours=1)
    assert publish_one(clock.now()) and not publish_one(clock.now())
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told)) > 0


def test_what_goes_out_while_its_teacher_corrects_it_is_told_once(cast, visit, page_of, app, work):
    visit("celik").post(f"{page_of}/write", FOREST | ahead(hours=1))
    clock.advance(hours=1)
    post, celik, now = db.session.query(Post).one(), cast.people["celik"], clock.now()
    db.session.commit()
    assert meanwhile(app, lambda: publish_one(now))
    news.change(post, celik, Written("Naar het bos", "Neem water mee.", language="nl"), now=now)
    db.session.commit()
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told)) > 0
    assert post.edited_at == now and post.text == "Neem water mee."


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_sent_out_at_once_by_two_teachers_it_is_told_once(is_withdrawn, cast, visit, page_of, at_once, work):
    visit("celik").post(f"{page_of}/write", FOREST | ahead(hours=1))
    number, celik = db.session.query(Post.id).scalar(), cast.people["celik"].id
    if is_withdrawn:
        visit("celik").post(f"/posts/{number}/withdraw")
        clock.advance(hours=1)

    def look() -> tuple[Post, Person]:
        return db.session.get_one(Post, number), db.session.get_one(Person, celik)

    def sends(post: Post, teacher: Person) -> None:
        if is_withdrawn:
            news.bring_back(post, teacher, now=clock.now())
        else:
            news.change(post, teacher, Written("Naar het bos", "Doe laarzen aan."), now=clock.now())

    at_once(look, sends, sends)
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told)) > 0


def test_a_moment_is_one_of_the_schools_clock_also_when_that_is_put_back(visit, page_of, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 10, 20, 10, tzinfo=UTC))
    celik = visit("celik")
    for day in ("2026-10-24", "2026-10-26"):
        celik.post(f"{page_of}/write", FOREST | {"publish_on": day, "publish_at": "08:30"})
    moments = [post.goes_out_at for post in db.session.query(Post).order_by(Post.id)]
    assert moments == [datetime(2026, 10, 24, 6, 30, tzinfo=UTC), datetime(2026, 10, 26, 7, 30, tzinfo=UTC)]


@pytest.mark.parametrize("moment", [
    {"publish_on": "2020-01-01", "publish_at": "08:00"}, {"publish_on": "9999-12-31", "publish_at": "23:59"},
    {"publish_on": "0001-01-01", "publish_at": "00:00"}, {"publish_at": "08:00"}, {"publish_on": "2027-01-01"},
    {"publish_on": "2027-01-01", "publish_at": "25:00"},
])  # fmt: skip
def test_a_moment_that_cannot_be_is_said_beside_the_field(moment, visit, page_of):
    answer = visit("celik").post(f"{page_of}/write", FOREST | moment)
    assert answer.status == 422 and re.search('id="publish_(on|at)-error"', answer.html) and "laarzen" in answer.html
    assert db.session.query(Post).count() == 0


@pytest.mark.parametrize(
    "times", [{"from_time": "08:00"}, {"happens_on": "2026-12-01", "from_time": "10:00", "until_time": "09:00"}]
)
def test_times_need_a_day_and_an_order(times, visit, page_of):
    assert visit("celik").post(f"{page_of}/write", FOREST | times).status == 422


def test_what_waits_is_moved_or_published_at_once(visit, page_of, work):
    celik = visit("celik")
    celik.post(f"{page_of}/write", FOREST | ahead(hours=3))
    post = db.session.query(Post).one()
    assert "publish_on" in celik.get(f"/posts/{post.id}/change").html
    celik.post(f"/posts/{post.id}/change", FOREST | ahead(hours=5))
    clock.advance(hours=4)
    assert work() == []
    celik.post(f"/posts/{post.id}/change", FOREST | {"publish_on": "", "publish_at": ""})
    assert len(work()) > 0 and "changed later" not in visit("dana").get(page_of)
    assert "publish_on" not in celik.get(f"/posts/{post.id}/change").html


def test_what_waits_can_be_stopped_and_brought_back(visit, page_of, work):
    celik = visit("celik")
    celik.post(f"{page_of}/write", FOREST | ahead(hours=3))
    number = db.session.query(Post.id).scalar()
    celik.post(f"/posts/{number}/withdraw")
    clock.advance(hours=4)
    assert work() == [] and "Naar het bos" not in visit("dana").get(page_of)
    celik.post(f"/posts/{number}/bring-back")
    assert len(work()) > 0 and "Naar het bos" in visit("dana").get(page_of)


def test_its_picture_waits_too(visit, page_of):
    from io import BytesIO

    from tests.stories import a_picture

    celik = visit("celik")
    celik.post(f"{page_of}/write", FOREST | ahead(hours=3) | {"pictures": (BytesIO(a_picture()), "a.jpg")})
    assert visit("dana").get("/pictures/1").status == 404 and celik.get(own_address(celik, 1)).status == 200
    clock.advance(hours=4)
    dana = visit("dana")
    assert dana.get(own_address(dana, 1)).status == 200


def test_one_message_for_several_classes_is_told_once(cast, visit, page_of, work):
    db.session.add(Teaching(person_id=cast.people["celik"].id, class_id=cast.classes["6A"].id))
    db.session.commit()
    celik, both = visit("celik"), [cast.classes["3B"].id, cast.classes["6A"].id]
    assert 'name="classes"' in celik.get(f"{page_of}/write").html
    assert celik.post(f"{page_of}/write", FOREST | {"classes": []}).status == 422
    celik.post(f"{page_of}/write", FOREST | {"classes": both})
    assert db.session.query(Post).one().class_ids == sorted(both)
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told)) and "Naar het bos" in visit("olena").get(f"/classes/{both[1]}")
    number = db.session.query(Post.id).scalar()
    assert visit("jansen").get(f"/posts/{number}/change").status == 404, "6A is not theirs"


def test_another_class_cannot_be_chosen(cast, visit, page_of):
    visit("celik").post(f"{page_of}/write", FOREST | {"classes": [cast.classes["6A"].id]})
    assert db.session.query(Post).one().class_ids == [cast.classes["3B"].id]


def test_the_leader_writes_to_the_whole_school_and_changes_only_that(cast, visit, page_of, work):
    head = visit("head")
    assert "/news/school" in head.get(page_of).links
    head.post("/news/school/draft", FOREST | {"key": "k", "tab": "t"})
    assert "Naar het bos" in head.get("/news/school").html
    assert head.post("/news/school", FOREST | {"key": "k", "tab": "t"}).status == 303
    post = db.session.query(Post).one()
    assert set(post.class_ids) == {each.id for each in cast.classes.values()}
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told)) > 0
    assert head.post(f"/posts/{post.id}/change", FOREST | {"title": "Anders"}).status == 303
    assert visit("celik").get(f"/posts/{post.id}/change").status == 404
    assert visit("celik").get("/news/school").status == 403
    assert "Anders" in visit("dana").get(page_of)


def test_a_pinned_message_stands_first_and_no_page_shows_it_twice(cast, visit, page_of):
    celik, dana = visit("celik"), visit("dana")
    celik.post(f"{page_of}/write", FOREST | {"is_pinned": "y"})
    for number in range(25):
        clock.advance(minutes=1)
        a_post(cast.people["celik"], cast.classes["3B"], title=f"Bericht {number}.")
    page = dana.get(page_of)
    assert page.html.index("Naar het bos") < page.html.index("Bericht 24.")
    assert page.html.count('<h3 class="title">Naar het bos') == 1 and 'class="new"' in page.html
    assert "Naar het bos" not in page.html.partition("Bericht 24.")[2]
    older = next(link for link in page.links if "before=" in link)
    assert dana.get(older).html.count('<h3 class="title">Naar het bos') == 1, "in its own place among the older ones"
    assert "Naar het bos" not in dana.get("/"), "pinned or not, it was read"


def test_three_are_pinned_and_no_more(visit, page_of):
    celik = visit("celik")
    for number in range(3):
        assert celik.post(f"{page_of}/write", FOREST | {"is_pinned": "y", "title": f"{number}"}).status == 303
    answer = celik.post(f"{page_of}/write", FOREST | {"is_pinned": "y"})
    assert answer.status == 422 and 'id="is_pinned-error"' in answer.html
    number = db.session.query(Post.id).order_by(Post.id).limit(1).scalar()
    celik.post(f"/posts/{number}/change", FOREST)
    assert celik.post(f"{page_of}/write", FOREST | {"is_pinned": "y"}).status == 303
    assert db.session.query(PostClass).filter_by(is_pinned=True).count() == 3


def test_kind_and_urgency_are_kept(visit, page_of):
    visit("celik").post(f"{page_of}/write", FOREST | {"kind": "medical", "is_urgent": "y"})
    post = db.session.query(Post).one()
    assert (post.kind, post.is_urgent) == ("medical", True)


def test_a_kind_we_do_not_know_is_news(visit, page_of):
    visit("celik").post(f"{page_of}/write", FOREST | {"kind": "gossip"})
    assert db.session.query(Post).one().kind == "news"
