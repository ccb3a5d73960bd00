"""A question and its answer in the language of who reads them: when that is asked for and there is an engine."""

import pytest

from portal import clock
from portal.db import db
from portal.news import actions
from portal.news.actions import translate_words_one
from portal.news.models import Question, WordsVersion
from tests.conftest import rows
from tests.stories import a_post, a_question

WORDS = "Komt oma van Yusuf ook mee?"


@pytest.fixture
def asked(cast) -> Question:
    """Amina, who reads Arabic, asks about Yusuf."""
    post = a_post(cast.people["celik"], cast.classes["3B"])
    found = a_question(cast.people["amina"], cast.pupils["yusuf"], post, WORDS)
    db.session.commit()
    return found


def translated(asked) -> list[WordsVersion]:
    db.session.commit()
    db.session.remove()
    while translate_words_one(clock.now()):
        pass
    return db.session.query(WordsVersion).order_by(WordsVersion.id).all()


def test_a_teacher_taps_once_and_reads_it_in_dutch_with_the_original_below(asked, visit, engine):
    number, celik = asked.id, visit("celik")
    page = celik.get(f"/questions/{number}")
    assert "Vertaal dit voor mij" in page and "Automatisch vertaald" not in page
    page = celik.follow(celik.post(f"/questions/{number}/translate"))
    assert "De vertaalmachine is bezig" in page and "Vertaal dit voor mij" not in page
    (row,) = translated(asked)
    assert row.language == "nl" and row.text and "Yusuf" in row.text, "a name stays a name"
    assert not any("Yusuf" in text for text in engine.seen), "the engine saw no name"
    page = celik.get(f"/questions/{number}")
    assert row.text in page and "Automatisch vertaald" in page and WORDS in page and "<details>" in page.html
    assert row.text not in visit("amina").get(f"/questions/{number}"), "who wrote it reads the own words"
    assert row.text not in str(rows("question_words_version")), "it is sealed"


def test_the_answer_is_read_in_arabic_and_asking_twice_makes_one(asked, cast, visit, engine):
    actions.answer(asked, cast.people["celik"], "Ja, graag.", now=clock.now())
    db.session.commit()
    amina, number = visit("amina"), asked.id
    for _press in range(2):
        amina.post(f"/questions/{number}/translate")
    (row,) = translated(asked)
    assert row.language == "ar" and row.text in amina.get(f"/questions/{number}")


def test_an_engine_that_fails_says_so_and_can_be_asked_again(asked, visit, engine):
    celik, number = visit("celik"), asked.id
    celik.post(f"/questions/{number}/translate")
    engine.status = 400
    (row,) = translated(asked)
    assert row.given_up_at is not None
    page = celik.get(f"/questions/{number}")
    assert "kon het niet" in page and "Vertaal dit voor mij" in page
    engine.status = 200
    clock.advance(hours=3)
    celik.post(f"/questions/{number}/translate")
    (row,) = translated(asked)
    assert row.text


def test_without_an_engine_it_is_not_offered_and_refused_kindly(asked, visit):
    celik, number = visit("celik"), asked.id
    assert "Vertaal dit voor mij" not in celik.get(f"/questions/{number}")
    refused = celik.post(f"/questions/{number}/translate")
    assert refused.status == 422 and refused.alerts == 1
    assert db.session.query(WordsVersion).count() == 0


@pytest.mark.parametrize("who, status", [("dana", 404), ("bart", 404), ("vos", 404), ("noor", 403)])
def test_nobody_else_has_it_translated(who, status, asked, visit, engine):
    assert visit(who).post(f"/questions/{asked.id}/translate").status == status
    assert db.session.query(WordsVersion).count() == 0
