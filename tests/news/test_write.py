"""A teacher writes to the class: the families are mailed once, and what was typed does nothing but say something."""

import re

import pytest

from portal.db import db
from portal.news.actions import html_of
from portal.news.models import Post
from portal.school.models import Enrolment
from tests.stories import a_post, hear_at_once

FOREST = {"title": "Naar het bos", "text": "Doe **laarzen** aan.", "language": "nl"}


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


def test_a_teacher_writes_and_the_parents_read_it(visit, page_of):
    celik = visit("celik")
    answer = celik.post(
        f"{page_of}/write", FOREST | {"happens_on": "2026-11-26", "place_words": "8.30 uur, bij de deur"}
    )
    assert celik.follow(answer).status == 200
    page = visit("dana").get(page_of)
    assert "Naar het bos" in page and "Zeynep Çelik" in page and "<strong>laarzen</strong>" in page.html
    assert "Thursday 26 November" in page and "8.30 uur, bij de deur" in page


def test_each_guardian_of_the_class_gets_one_mail_in_the_own_language_that_says_no_matter(cast, visit, page_of, work):
    salma = cast.pupils["salma"]
    db.session.add(Enrolment(pupil_id=salma.id, class_id=cast.classes["3B"].id, year_id=cast.classes["3B"].year_id,
                             is_own_class=False))  # fmt: skip
    hear_at_once(*cast.people.values())
    visit("celik").post(f"{page_of}/write", FOREST)
    sent = work()
    assert sorted(p.to for p in sent) == sorted({p.to for p in sent}), "one each, also with two children in the class"
    by_name = {p.to.partition("@")[0]: p for p in sent}
    assert {"amina", "bart", "dana", "pawel"} <= set(by_name) and "olena" not in by_name
    assert (by_name["amina"].language, by_name["bart"].language, by_name["dana"].language) == ("ar", "nl", "en")
    assert by_name["dana"].subject == "There is news from class 3B"
    for parcel in sent:
        assert page_of in parcel.text and "3B" in parcel.subject
        assert not any(word in parcel.subject + parcel.text for word in ("bos", "laarzen", "Haddad", "Yusuf"))


def test_a_guardian_without_access_gets_no_mail(cast, visit, page_of, work):
    from portal.school.models import Guardianship

    pawel = cast.people["pawel"].guardian
    db.session.query(Guardianship).filter_by(guardian_id=pawel.id).update({"has_access": False})
    hear_at_once(*cast.people.values())
    visit("celik").post(f"{page_of}/write", FOREST)
    assert not any(p.to.startswith("pawel") for p in work())


@pytest.mark.parametrize("field, value", [
    ("title", " "), ("title", "x" * 121), ("text", "\n "), ("text", "x" * 20_001), ("happens_on", "2026-02-30"),
    ("place_words", "x" * 81),
])  # fmt: skip
def test_what_is_missing_or_too_long_is_said_beside_the_field_and_nothing_is_lost(field, value, visit, page_of, work):
    answer = visit("celik").post(f"{page_of}/write", FOREST | {field: value})
    assert answer.status == 422 and answer.alerts == 1
    assert f'id="{field}-error"' in answer.html
    assert ("Naar het bos" in answer.html) == (field != "title") and ("**laarzen**" in answer.html) == (field != "text")
    assert db.session.query(Post).count() == 0 and work() == []


def test_the_language_a_letter_is_written_in_is_said_to_the_browser(visit, page_of):
    visit("celik").post(f"{page_of}/write", {"title": "رحلة", "text": "نذهب إلى الغابة", "language": "ar"})
    assert '<article class="letter card" id="post-1" lang="ar" dir="auto">' in visit("bart").get(page_of).html


def test_a_language_we_do_not_ship_becomes_the_teachers_own(visit, page_of):
    visit("celik").post(f"{page_of}/write", FOREST | {"language": "xx"})
    assert db.session.query(Post).one().language == "nl"


def test_a_language_switch_keeps_what_was_typed(visit, page_of):
    celik = visit("celik")
    back = celik.post(f"/language/en?next={page_of}/write", FOREST)
    page = celik.follow(back)
    assert "Doe **laarzen** aan." in page.html and 'lang="en"' in page.html


@pytest.mark.parametrize("who, status", [("bart", 403), ("noor", 403), ("head", 403), ("vos", 404)])
def test_nobody_else_writes_to_the_class(who, status, visit, page_of):
    answer = visit(who).post(f"{page_of}/write", FOREST)
    assert answer.status == status and db.session.query(Post).count() == 0


def test_the_team_may_change_what_a_colleague_wrote(cast, visit):
    post = a_post(cast.people["celik"], cast.classes["3B"])
    assert visit("jansen").get(f"/posts/{post.id}/change").status == 200


@pytest.mark.parametrize("typed", [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", '<img src=x onerror="a()">', "![x](http://elsewhere.example/x.png)",
    '<a href="data:text/html,x">x</a>', "<iframe src=//x></iframe>", "[x]: javascript:a\n\n[x]", '"><svg/onload=a()>',
])  # fmt: skip
def test_markup_that_does_something_is_only_words(typed):
    harmless = re.compile(r'</?(?:p|li|ul|ol|br|em|strong|blockquote)(?: dir="auto")?>|<a href="https?://[^>]*>|</a>')
    assert "<" not in harmless.sub("", html_of(typed))


@pytest.mark.parametrize("typed, shown", [
    ("**dik** en *schuin*", "<strong>dik</strong> en <em>schuin</em>"),
    ("- laarzen\n- regenjas", '<li dir="auto">laarzen</li>'),
    ("regel een\nregel twee", "regel een<br>"),
    ("Zie https://school.example/a.", '<a href="https://school.example/a" rel="noopener noreferrer">https://school.example/a</a>.'),
    ("(https://school.example/a)", '(<a href="https://school.example/a"'),
    ("[hier](https://school.example)", '<a href="https://school.example" rel="noopener noreferrer">hier</a>'),
    ("# 1 is de beste", "# 1 is de beste"),
    ("    ingesprongen", '<p dir="auto">ingesprongen</p>'),
])  # fmt: skip
def test_light_formatting(typed, shown):
    assert shown in html_of(typed)
