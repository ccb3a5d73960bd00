"""Turning texts: what reaches the engine, what is asked once, what is believed, what it costs, and when it rests."""

import logging
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal import vault
from portal.db import db, transaction
from portal.translating import actions, queries
from portal.translating.actions import EngineFails, EngineOff, translated
from portal.translating.models import EngineMonth, EngineState, Rendered
from portal.translating.rules.resting import FAILURES, FIRST_REST, LONGEST_REST, REFUSED_REST, rest_after

LETTER = "Beste ouders,\n\nYusuf neemt € 5 mee. Kom op dinsdag 1 december om 9 uur!\n- de jas van Fleur"
NAMES = ("Yusuf", "Fleur")
NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def turn(words, target="en", *, now=NOW):
    db.session.commit()
    return translated([words], "nl", target, keep=NAMES, now=now)[0]


def fails(words="Goed zo.", **more):
    with pytest.raises(EngineFails) as refusal:
        turn(words, **more)
    return refusal.value


def test_without_an_engine_nothing_is_turned(app):
    assert not queries.is_on() and queries.standing(NOW) is None
    with pytest.raises(EngineOff):
        turn("Goed zo.")
    assert not actions.check_one(NOW) and db.session.query(EngineState).all() == []


def test_a_letter_comes_back_whole_with_days_and_amounts_in_the_readers_way(school_with_engine):
    found = turn(LETTER)
    assert found.words == (
        "BESTE OUDERS,\n\nYusuf NEEMT €5 MEE. KOM OP Tuesday 1 December OM 9:00!\n- DE JAS VAN Fleur"
    )
    assert found.untouched == 0
    arabic = turn(LETTER, "ar").words
    assert "الثلاثاء، 1 ديسمبر" in arabic and "\u200f5\xa0€" in arabic and "Yusuf" in arabic


def test_nothing_that_is_kept_reaches_the_engine(school_with_engine):
    turn(LETTER)
    seen = " ".join(school_with_engine.seen)
    assert "jas" in seen and not re.search("Yusuf|Fleur|€|december|9 uur", seen)


def test_the_same_sentence_is_asked_once_whatever_the_names_in_it(school_with_engine):
    turn("Yusuf is jarig. Goed zo.")
    turn("Fleur is jarig. Goed zo. Tot morgen.")
    assert len(school_with_engine.seen) == 3
    turn("Goed zo.", "ar")
    assert len(school_with_engine.seen) == 4


def test_what_was_asked_is_kept_sealed_and_goes_when_nobody_needs_it(school_with_engine, app):
    turn("De tuin is open.")
    raw = db.session.connection().exec_driver_sql("SELECT mark, words FROM rendered").one()
    assert b"TUIN" not in bytes(raw[1]) and "tuin" not in raw[0]
    assert vault.ring.open(bytes(raw[1]), "rendered.words") == "DE TUIN IS OPEN."
    later = NOW + timedelta(days=50)
    turn("De tuin is open.", now=later)
    assert not _gone(later + timedelta(days=59)) and _gone(later + timedelta(days=61))
    assert len(school_with_engine.bodies) == 1


def _gone(now):
    ((_model, over),) = actions.run_out(now)
    return db.session.query(Rendered).filter(over).count() == 1


@pytest.mark.parametrize(
    "distort",
    [
        lambda text, _target: re.sub(r"<span.*?</span>", "", text),
        lambda text, _target: text.replace("XA", "XB"),
        lambda text, _target: text + '<span translate="no">XA</span>',
        lambda text, _target: "",
        lambda text, _target: "<p>Service unavailable</p>",
        lambda text, _target: text + " 99",
        lambda text, _target: "x" * 20_000,
    ],
)
def test_a_sentence_whose_answer_is_not_believed_stays_as_it_was_and_is_counted(school_with_engine, distort):
    school_with_engine.turn = lambda text, target: distort(text, target) if "XA" in text else text.upper()
    found = turn("Yusuf komt op 1-12-2031. Goed zo.")
    assert found.words == "Yusuf komt op 1 December 2031. GOED ZO." and found.untouched == 1


def test_swapped_pieces_are_put_where_the_engine_put_them(school_with_engine):
    school_with_engine.turn = lambda text, _target: " gaat met ".join(reversed(text.split(" gaat met ")))
    assert turn("Yusuf gaat met Fleur").words == "Fleur gaat met Yusuf"


def test_long_letters_go_in_short_requests_and_what_was_answered_is_kept(school_with_engine):
    sentences = [f"Dit is zin {'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]} van de brief." for n in range(90)]
    first = school_with_engine.turn
    school_with_engine.turn = lambda text, target: first(text, target) if "zin i" not in text else 7
    assert fails("\n".join(sentences)).reason == "answer"
    assert len(school_with_engine.bodies) == 3 and db.session.query(Rendered).count() == 80
    school_with_engine.turn = first
    assert turn("\n".join(sentences)).words == "\n".join(sentences).upper()
    assert len(school_with_engine.bodies) == 4


def test_characters_are_counted_by_month_and_the_limit_holds(school_with_engine, app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], engine_characters=20))
    turn("Goed zo.")
    assert queries.spent_in(queries.month_of(NOW)) == 8
    refusal = fails("Dit is een langere zin.")
    assert refusal.reason == "limit" and refusal.retry_at is not None
    assert len(school_with_engine.bodies) == 1
    assert refusal.retry_at == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert fails("Dit is een langere zin.", now=refusal.retry_at).reason == "limit"
    assert turn("Tot morgen.", now=refusal.retry_at).words == "TOT MORGEN."
    assert [row.characters for row in queries.months()] == [11, 8]


@pytest.mark.parametrize(("status", "costs"), [(429, 0), (503, 0), (403, 0), (400, 0), (0, 8)])
def test_what_was_refused_is_not_counted_and_silence_is(school_with_engine, status, costs):
    school_with_engine.status, school_with_engine.hangs = status or 200, 0 if status else 3
    fails("Goed zo.")
    assert db.session.query(EngineMonth).one().characters == costs


def test_an_engine_that_fails_again_and_again_is_left_alone_for_a_while(school_with_engine):
    school_with_engine.status = 500
    for _ in range(FAILURES):
        assert fails().reason == "500"
    asked = len(school_with_engine.bodies)
    refusal = fails()
    assert refusal.reason == "rests" and refusal.retry_at == NOW + FIRST_REST
    assert len(school_with_engine.bodies) == asked
    later = NOW + FIRST_REST
    assert fails(now=later).reason == "500" and fails(now=later).retry_at == later + 2 * FIRST_REST
    later += timedelta(minutes=3)
    school_with_engine.status = 200
    assert turn("Goed zo.", now=later).words == "GOED ZO."
    found = queries.standing(later)
    assert found is not None and found.is_well and found.reason == ""


def test_the_engines_own_wish_to_be_left_alone_is_kept(school_with_engine):
    school_with_engine.status, school_with_engine.more = 429, {"Retry-After": "300"}
    assert fails().retry_at == NOW + timedelta(seconds=300)
    assert fails().reason == "rests" and len(school_with_engine.bodies) == 1


@pytest.mark.parametrize("status", [403, 456])
def test_a_wrong_key_or_a_spent_account_is_not_asked_again_for_hours(school_with_engine, status):
    school_with_engine.status = status
    assert fails().retry_at == NOW + REFUSED_REST
    assert fails().reason == "rests" and len(school_with_engine.bodies) == 1


def test_a_text_that_it_does_not_do_is_not_asked_again_and_others_are(school_with_engine):
    school_with_engine.status = 400
    for _ in range(FAILURES + 1):
        assert fails(target="ar").retry_at is None
    school_with_engine.status = 200
    assert turn("Goed zo.").words == "GOED ZO."


def test_how_long_it_is_left_alone():
    assert rest_after(1, is_refused=False, asked=None) is None
    assert rest_after(1, is_refused=False, asked=30) == timedelta(seconds=30)
    assert rest_after(3, is_refused=False, asked=10**9) == REFUSED_REST
    assert rest_after(3, is_refused=False, asked=None) == FIRST_REST
    assert rest_after(99, is_refused=False, asked=None) == LONGEST_REST
    assert rest_after(1, is_refused=True, asked=None) == REFUSED_REST


def test_it_says_which_languages_it_knows_now_and_then(school_with_engine):
    assert queries.does("pl", NOW)
    db.session.commit()
    assert not actions.check_one(NOW) and not actions.check_one(NOW)
    asked = len(school_with_engine.paths)
    assert queries.does("en", NOW) and not queries.does("pl", NOW)
    school_with_engine.status = 503
    actions.check_one(NOW + timedelta(hours=7))
    assert len(school_with_engine.paths) > asked
    assert queries.does("en", NOW) and db.session.get_one(EngineState, 1).reason == "503"


def test_the_schools_own_words_are_fixed(school_with_engine, cast):
    with transaction():
        actions.add_term("Parro-map", "nl", {"en": "Parro folder"}, cast.people["office"], now=NOW)
    assert turn("Neem de parro-map mee.").words == "NEEM DE Parro folder MEE."
    assert turn("Neem de parro-map mee.", "ar").words == "NEEM DE parro-map MEE."
    assert "arro" not in " ".join(school_with_engine.seen)


def test_no_log_holds_a_word(school_with_engine, caplog):
    caplog.set_level(logging.DEBUG)
    turn("Het geheim van Yusuf.")
    school_with_engine.turn = lambda text, _target: "<b>geheim</b>"
    turn("Het grote geheim.")
    for status in (500, 403):
        school_with_engine.status = status
        fails("Het kleine geheim.")
        with transaction():
            db.session.query(EngineState).delete()
    assert caplog.records and not re.search("geheim|Yusuf|a-key", caplog.text, re.I)
