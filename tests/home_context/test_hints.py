"""A word that looks like a diagnosis or a faith is pointed out kindly, once, and never held back."""

import pytest

from portal.db import db
from portal.home_context.models import HomeItem
from portal.home_context.rules import About, hints_in


@pytest.mark.parametrize("text, about, word", [
    ("Hij heeft ADHD.", About.DIAGNOSIS, "ADHD"), ("Zij is autistisch", About.DIAGNOSIS, "autistisch"),
    ("لديه توحد", About.DIAGNOSIS, "توحد"), ("Ma autyzm", About.DIAGNOSIS, "autyzm"),
    ("Çocuğum otizmli", About.DIAGNOSIS, "otizmli"), ("У нього аутизм", About.DIAGNOSIS, "аутизм"),
    ("Wij zijn moslim.", About.FAITH, "moslim"), ("نذهب إلى المسجد", About.FAITH, "المسجد"),
    ("We go to church", About.FAITH, "church"), ("Idziemy do kościoła", About.FAITH, "kościoła"),
    ("Ми православні", About.FAITH, "православні"), ("Müslümanız", About.FAITH, "Müslümanız"),
])  # fmt: skip
def test_words_of_every_language_are_seen(text, about, word):
    (hint,) = hints_in(text)
    assert (hint.about, hint.word) == (about, word)


@pytest.mark.parametrize("text", [
    "Christian haalt haar op.", "Dua speelt graag buiten.", "Zij houdt van paarden en kerktorens niet.",
    "Hij doet graag spelletjes.", "Loud rooms", "يحب رسم الطيور", "", "Drukte en lawaai",
])  # fmt: skip
def test_names_and_plain_words_are_left_alone(text):
    assert hints_in(text) == []


def test_a_word_is_pointed_out_once_and_shared_when_the_family_says_so(share, visit, zofias_page):
    page = share("dana", hard="He has ADHD, and adhd is tiring.")
    dana = visit("dana")
    asked = dana.follow(page)
    assert asked.text.count("looks like a diagnosis") == 1 and "Share it anyway" in asked
    assert "He has ADHD" in asked.html, "nothing is lost"
    assert db.session.query(HomeItem).count() == 0 and "ADHD" not in visit("celik").get(zofias_page)
    assert share("dana", hard="He has ADHD, and adhd is tiring.", more={"deed": "anyway"}).status == 303
    assert "ADHD" in visit("celik").get(zofias_page)


def test_without_the_word_it_is_shared_at_once(share, visit, zofias_page):
    share("dana", hard="We are Muslim.")
    share("dana", hard="Please no pork.")
    assert "Please no pork." in visit("celik").get(zofias_page) and "Muslim" not in visit("celik").get(zofias_page)
