"""A post in other languages by hand: who reads what, what changes when the original changes, who may write it."""

import pytest

from portal import clock, pictures
from portal.db import db
from portal.news import actions, queries
from portal.news.actions import NoEngine, SameLanguage, Written
from portal.news.models import Made, Version, Words
from tests.stories import a_post


@pytest.fixture
def post(cast):
    found = a_post(cast.people["celik"], cast.classes["3B"], title="Naar het bos")
    db.session.commit()
    return found


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


def in_arabic(post, cast):
    version = actions.write_version(
        post, "ar", Words("إلى الغابة", "هذا **خبر**."), cast.people["celik"], now=clock.now()
    )
    db.session.commit()
    return version


def test_a_teacher_writes_a_version_beside_the_original(cast, visit, post):
    celik = visit("celik")
    page = celik.get(f"/posts/{post.id}/versions")
    assert "العربية" in page and "Ouders lezen het origineel." in page
    form = celik.get(f"/posts/{post.id}/versions/ar")
    assert "Naar het bos" in form and 'dir="rtl"' in form.html
    sent = {"title": " إلى الغابة ", "text": "هذا **خبر**."}
    page = celik.follow(celik.post(f"/posts/{post.id}/versions/ar", sent))
    assert "Met de hand geschreven." in page
    version = db.session.query(Version).one()
    assert (version.title, version.made, version.by_id) == ("إلى الغابة", Made.BY_HAND, cast.people["celik"].id)


def test_each_reads_the_own_language_with_the_original_one_tap_away(cast, visit, post, page_of):
    in_arabic(post, cast)
    amina = visit("amina").get(page_of)
    assert "إلى الغابة" in amina and '<article class="letter card" id="post-1" lang="ar"' in amina.html
    assert "<details>" in amina.html and "Naar het bos" in amina and "ترجمته المدرسة." in amina
    bart = visit("bart").get(page_of)
    assert "Naar het bos" in bart and "إلى الغابة" not in bart and "<details>" not in bart.html


def test_the_place_is_said_in_the_language_too_and_its_change_makes_stale(cast, visit, page_of):
    celik = cast.people["celik"]
    with_place = Written("Bos", "Kom.", place_words="bij de deur")
    post = actions.write(celik, [cast.classes["3B"]], with_place, folder=pictures.folder(), now=clock.now())
    db.session.commit()
    form = visit("celik").get(f"/posts/{post.id}/versions/ar")
    assert 'name="place_words"' in form.html and 'name="bring"' not in form.html
    visit("celik").post(f"/posts/{post.id}/versions/ar", {"title": "غابة", "text": "تعال.", "place_words": "عند الباب"})
    assert "عند الباب" in visit("amina").get(page_of)
    actions.change(post, celik, Written("Bos", "Kom.", place_words="bij het hek"), now=clock.now())
    db.session.commit()
    assert "هذه الترجمة أقدم" in visit("amina").get(page_of)


def test_without_a_version_the_original_says_its_language(cast, visit, post, page_of):
    assert "لا توجد ترجمة" in visit("amina").get(page_of)
    assert "geen vertaling" not in visit("bart").get(page_of)


def test_a_changed_original_makes_versions_stale_and_says_so_to_both(cast, visit, post, page_of):
    in_arabic(post, cast)
    actions.change(post, cast.people["celik"], Written("Naar het bos", "Om 9 uur."), now=clock.now())
    db.session.commit()
    amina = visit("amina").get(page_of)
    assert "إلى الغابة" in amina and "هذه الترجمة أقدم" in amina and "Om 9 uur." in amina
    celik = visit("celik")
    assert "Je hebt het origineel sindsdien veranderd." in celik.get(f"/posts/{post.id}/versions")
    celik.post(f"/posts/{post.id}/versions/ar", {"title": "إلى الغابة", "text": "الساعة 9."})
    assert "هذه الترجمة أقدم" not in visit("amina").get(page_of)


def test_a_version_is_taken_away(cast, visit, post, page_of):
    number = in_arabic(post, cast).id
    celik = visit("celik")
    assert "weer het origineel" in celik.follow(celik.post(f"/versions/{number}/remove"))
    assert "إلى الغابة" not in visit("amina").get(page_of)
    assert celik.post(f"/versions/{number}/remove").status == 404


@pytest.mark.parametrize(
    "sent", [{}, {"title": "", "text": "x"}, {"title": "x", "text": ""}, {"title": "x" * 121, "text": "x"}]
)
def test_a_version_without_words_is_refused_and_nothing_is_lost(cast, visit, post, sent):
    page = visit("celik").post(f"/posts/{post.id}/versions/ar", sent)
    assert page.status == 422 and page.alerts and db.session.query(Version).count() == 0
    assert sent.get("text", "") in page.html


def test_no_version_in_the_posts_own_language_or_one_that_nobody_ships(cast, visit, post):
    celik = visit("celik")
    for code in ("nl", "xx"):
        assert celik.get(f"/posts/{post.id}/versions/{code}").status == 404
    with pytest.raises(SameLanguage):
        actions.write_version(post, "nl", Words("x", "x"), cast.people["celik"], now=clock.now())


def test_the_second_of_two_teachers_wins_and_there_is_one_version(cast, post):
    in_arabic(post, cast)
    actions.write_version(post, "ar", Words("أخرى", "كلمات."), cast.people["jansen"], now=clock.now())
    assert db.session.query(Version).one().title == "أخرى"


def test_what_somebody_typed_does_nothing(cast, visit, post, page_of):
    actions.write_version(
        post, "ar", Words("<b>x</b>", "<script>alert(1)</script>"), cast.people["celik"], now=clock.now()
    )
    page = visit("amina").get(page_of).html
    assert "<script>alert" not in page and "<b>x</b>" not in page


def test_without_an_engine_it_is_said_and_not_offered(cast, visit, post):
    celik = visit("celik")
    assert "engine-form" not in celik.get(f"/posts/{post.id}/versions").html
    page = celik.post(f"/posts/{post.id}/versions")
    assert page.status == 422 and "Deze school heeft geen vertaalmachine." in page
    with pytest.raises(NoEngine):
        actions.ask_engine(post, now=clock.now())


def test_only_posts_with_a_version_have_one(cast, post):
    for number in range(3):
        in_arabic(a_post(cast.people["celik"], cast.classes["3B"], title=f"B{number}"), cast)
    found = queries.versions_for([1, 2, 3, 4], "ar", cast.people["amina"])
    assert sorted(found) == [2, 3, 4] and all(each.has_version for each in found.values())
    assert queries.versions_for([], "ar", cast.people["amina"]) == {}


def test_the_class_page_asks_no_more_for_versions_than_one_question(cast, visit, post, page_of, queries):
    for number in range(10):
        in_arabic(a_post(cast.people["celik"], cast.classes["3B"], title=f"B{number}"), cast)
    amina = visit("amina")
    amina.get(page_of)
    with queries() as asked:
        amina.get(page_of)
    assert len([each for each in asked if each.startswith("SELECT")]) <= 8
