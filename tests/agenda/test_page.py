"""The agenda as a page: own classes only, for which child, what is over is folded, and what to do when it is empty."""

from datetime import time, timedelta

import pytest

from portal import clock, i18n, pictures
from portal.chains import actions as chains
from portal.chains.rules import Span
from portal.db import db
from portal.news import actions as news
from portal.news.actions import Written
from portal.news.models import Post, Words


@pytest.fixture
def plan(cast):
    """A letter with a date so many days from now: `plan("3B", days=3)`."""

    def written(*classes: str, days: int = 3, title: str = "Naar het bos", **more) -> Post:
        day = i18n.local_date(clock.now() + timedelta(days=days))
        letter = Written(title, "Tot dan.", day, place_words="Bij de deur", language="nl", **more)
        there = [cast.classes[name] for name in classes]
        by = cast.people["celik" if classes[0] == "3B" else "vos"]
        post = news.write(by, there, letter, folder=pictures.folder(), now=clock.now())
        db.session.commit()
        return post

    return written


def test_a_parent_sees_the_dates_of_the_own_classes_and_for_which_child(plan, visit):
    plan("3B", from_time=time(8, 30), bring="laarzen")
    plan("6A", title="Museum")
    page = visit("amina").get("/agenda")
    assert "Naar het bos" in page and "Museum" in page and "08:30" in page and "laarzen" in page
    assert "Yusuf" in page and "Salma" in page, "with two children it is clear for whom"
    page = visit("bart").get("/agenda")
    assert "Naar het bos" in page and "Museum" not in page and "Fleur" not in page


def test_a_date_of_several_classes_stands_there_once(plan, visit):
    plan("3B", "6A")
    assert visit("amina").get("/agenda").html.count("Naar het bos") == 2, "as a link, and in the words of its button"


def test_what_is_over_is_folded_and_what_is_withdrawn_is_gone(plan, visit):
    plan("3B", days=-3, title="Voorbij")
    gone = plan("3B", title="Afgelast")
    visit("celik").post(f"/posts/{gone.id}/withdraw")
    html = visit("bart").get("/agenda").html
    assert "Afgelast" not in html and html.index('class="looked"') < html.index("Voorbij")


def test_days_without_school_are_there_for_everybody(cast, plan, visit):
    day = i18n.local_date(clock.now()) + timedelta(days=20)
    chains.add_holiday("Studiedag", Span(day, day), cast.people["office"], now=clock.now())
    db.session.commit()
    for who in ("bart", "celik", "head"):
        assert "Studiedag" in visit(who).get("/agenda")


def test_an_empty_agenda_says_what_comes(visit):
    page = visit("bart").get("/agenda")
    assert "Er komen geen data aan" in page and 'class="looked"' not in page.html


def test_a_title_is_shown_in_the_readers_language_as_long_as_it_is_not_old(cast, plan, visit):
    post = plan("3B")
    news.write_version(post, "ar", Words("إلى الغابة", "خذ الحذاء."), cast.people["celik"], now=clock.now())
    db.session.commit()
    assert "إلى الغابة" in visit("amina").get("/agenda")
    post.text = "Neem geen laarzen mee."
    db.session.commit()
    assert "Naar het bos" in visit("amina").get("/agenda")


def test_the_questions_do_not_grow_with_the_dates(plan, visit, queries):
    bart = visit("bart")
    plan("3B")
    bart.get("/agenda")
    with queries() as few:
        bart.get("/agenda")
    for days in range(4, 20):
        plan("3B", days=days)
    with queries() as many:
        bart.get("/agenda")
    assert len(many) == len(few) <= 14


def test_one_date_is_saved_as_a_file(plan, visit):
    post = plan("3B")
    page = visit("bart").get(f"/agenda/posts/{post.id}.ics")
    text = page.response.get_data(as_text=True)
    assert page.status == 200 and f"UID:post-{post.id}@samen" in text and "Naar het bos" in text
    assert "Fleur" not in text
    post.happens_on = None
    db.session.commit()
    assert visit("bart").get(f"/agenda/posts/{post.id}.ics").status == 404
    later = plan("3B")
    later.published_at = clock.now() + timedelta(days=1)
    db.session.commit()
    assert visit("bart").get(f"/agenda/posts/{later.id}.ics").status == 404
