"""The worker has an engine translate news: by itself where it may, never alone where it may not, never in a request."""

from contextvars import Context
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from portal import clock, pictures, worker
from portal.db import db, transaction
from portal.news import actions
from portal.news.actions import Written, phrasing, translate_one
from portal.news.models import Made, Post, PostKind, Version, VersionAsked, Words
from portal.translating.actions.in_turn import LIMIT
from portal.translating.models import EngineState
from tests.stories import a_phrase_draft, a_picture


def written(cast, text="Yusuf en meester Visser gaan naar het bos.", kind=PostKind.NEWS, title="Naar het bos"):
    post = actions.write(
        cast.people["celik"], [cast.classes["3B"]], Written(title, text, kind=kind),
        folder=pictures.folder(), now=clock.now(),
    )  # fmt: skip
    db.session.commit()
    return post


def versions():
    db.session.expire_all()
    return {row.language: row for row in db.session.query(Version)}


def waiting():
    db.session.expire_all()
    return {row.language: row for row in db.session.query(VersionAsked)}


@pytest.fixture
def run(app):
    """Let the lane do all that is due; returns the number of versions it took up. The test keeps its session."""

    def pieces(now) -> int:
        with app.app_context():
            return sum(1 for _ in iter(lambda: translate_one(now), False))

    def running(now=None) -> int:
        db.session.commit()
        done = Context().run(pieces, now or clock.now())
        db.session.expire_all()
        return done

    return running


def test_news_is_translated_by_itself_for_the_languages_of_the_class(cast, visit, engine, page_of, run):
    written(cast)
    assert engine.bodies == [] and set(waiting()) >= {"ar", "en"} and "nl" not in waiting()
    assert run() == len(set(versions())) and not waiting()
    amina = visit("amina").get(page_of)
    assert "NAAR HET BOS" in amina and "Yusuf EN MEESTER Visser GAAN" in amina
    assert "تُرجم آليًا." in amina and "Naar het bos" in amina
    assert "NAAR HET BOS" not in visit("bart").get(page_of)


def test_no_name_of_the_class_or_the_staff_reaches_the_engine(cast, engine, run):
    written(cast, "Yusuf, Amina, juf Celik, Fleur Visser en Noor komen.")
    run()
    seen = " ".join(engine.seen)
    assert "komen" in seen and not any(name in seen for name in ("Yusuf", "Amina", "Fleur", "Visser", "Noor"))


def test_place_and_class_go_with_the_words(cast, visit, engine, page_of, run):
    words = Written("Kring van 3B", "In groep 3B.", place_words="8.30 uur, bij de deur")
    actions.write(cast.people["celik"], [cast.classes["3B"]], words, folder=pictures.folder(), now=clock.now())
    run()
    amina = visit("amina").get(page_of)
    assert "KRING VAN 3B" in amina
    assert "8:30, BIJ DE DEUR" in amina and "bij de deur" not in amina
    assert not any("3B" in text or "8.30" in text for text in engine.seen)


def test_a_teacher_checks_what_the_engine_made(cast, visit, engine, page_of, run):
    post = written(cast)
    run()
    celik = visit("celik")
    assert "niemand heeft dit nog gecontroleerd" in celik.get(f"/posts/{post.id}/versions")
    form = celik.get(f"/posts/{post.id}/versions/ar")
    assert "Het klopt: bewaar het" in form and "NAAR HET BOS" in form.html
    celik.post(f"/posts/{post.id}/versions/ar", {"title": "إلى الغابة", "text": "نذهب إلى الغابة."})
    version = versions()["ar"]
    assert version.made is Made.BY_ENGINE and version.checked_by_id == cast.people["celik"].id
    assert "وراجعه المعلّم" in visit("amina").get(page_of)


@pytest.mark.parametrize("kind", [PostKind.CONCERN, PostKind.MEDICAL, PostKind.PERMISSION])
def test_what_a_family_has_to_rely_on_is_read_after_a_teacher_checked_it(cast, visit, engine, page_of, kind, run):
    post = written(cast, kind=kind)
    assert not waiting()
    celik = visit("celik")
    assert "pas nadat jij" in celik.get(f"/posts/{post.id}/versions")
    celik.post(f"/posts/{post.id}/versions")
    run()
    assert "NAAR HET BOS" not in visit("amina").get(page_of)
    celik.post(f"/posts/{post.id}/versions/ar", {"title": "إلى الغابة", "text": "نذهب إلى الغابة."})
    assert "إلى الغابة" in visit("amina").get(page_of)


def test_a_changed_post_is_translated_again_and_a_teachers_words_are_never_written_over(cast, engine, run):
    post = written(cast)
    run()
    actions.write_version(post, "en", Words("To the woods", "By hand."), cast.people["celik"], now=clock.now())
    actions.change(post, cast.people["celik"], Written("Naar zee", "Vandaag."), now=clock.now())
    assert run() > 0
    found = versions()
    assert found["ar"].title == "NAAR ZEE" and not found["ar"].is_stale
    assert found["en"].title == "To the woods" and found["en"].is_stale


def test_a_post_changed_while_it_is_translated_is_translated_anew(cast, engine, app, run):
    def meanwhile(text, _target):
        # The engine is asked outside any transaction: somebody else can write while it thinks.
        with app.app_context(), transaction() as session:
            session.execute(update(Post).values(text="Veranderd."))
        return text.upper()

    written(cast)
    db.session.query(VersionAsked).filter(VersionAsked.language != "ar").delete()
    engine.turn = meanwhile
    assert run() == 2
    assert versions()["ar"].text == "VERANDERD." and not versions()["ar"].is_stale


def test_sentences_that_are_not_believed_are_said_to_reader_and_teacher(cast, visit, engine, page_of, run):
    first = engine.turn
    engine.turn = lambda text, target: "" if "geheim" in text else first(text, target)
    post = written(cast, "Wij gaan weg. Dit is geheim.")
    run()
    assert "WIJ GAAN WEG. Dit is geheim." in visit("amina").get(page_of)
    assert "1 zin staat nog in de oorspronkelijke taal" in visit("celik").get(f"/posts/{post.id}/versions")


def test_an_engine_that_fails_is_asked_again_later_and_the_teacher_reads_when(cast, visit, engine, run):
    post = written(cast)
    engine.status = 503
    run()
    assert {row.reason for row in waiting().values()} <= {"503", "rests"} and not versions()
    assert "De vertaalmachine gaf geen antwoord" in visit("celik").get(f"/posts/{post.id}/versions")
    engine.status = 200
    assert run() == 0
    assert run(clock.now() + timedelta(hours=3)) > 0 and "ar" in versions()


def test_after_many_tries_it_is_given_up_until_a_teacher_asks_again(cast, visit, engine, run):
    post = written(cast)
    engine.status, now = 503, clock.now()
    for _ in range(LIMIT + 3):
        now += timedelta(hours=3)
        db.session.query(EngineState).delete()
        run(now)
    rows = waiting()
    assert all(row.given_up_at and row.reason for row in rows.values()) and len(rows) > 0
    celik = visit("celik")
    assert "kon het niet (503)" in celik.get(f"/posts/{post.id}/versions")
    engine.status = 200
    with_engine = celik.post(f"/posts/{post.id}/versions")
    assert with_engine.status == 303
    db.session.query(EngineState).delete()
    assert run(clock.now()) > 0 and not waiting()


def test_a_language_that_it_does_not_do_is_given_up_at_once(cast, engine, run):
    written(cast)
    engine.status = 400
    run()
    assert all(row.given_up_at and row.attempts == 1 for row in waiting().values())


def test_a_school_that_switches_its_engine_off_forgets_what_was_asked(cast, engine, app, monkeypatch, run):
    written(cast)
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], engine=""))
    run()
    assert not waiting() and not versions()


def test_nothing_a_person_waits_for_asks_the_engine(cast, visit, engine, page_of):
    post = written(cast)
    celik = visit("celik")
    celik.post(f"/classes/{cast.classes['3B'].id}/write", {"title": "Nog een", "text": "Bericht."})
    celik.post(f"/posts/{post.id}/versions")
    for path in (page_of, f"/posts/{post.id}/versions", f"/posts/{post.id}/versions/ar"):
        celik.get(path)
    visit("amina").get(page_of)
    assert engine.paths == []


def test_an_engine_that_hangs_holds_up_neither_help_nor_mail(cast):
    """It has a lane of its own: no job of the first row and no other lane calls it."""
    (lane,) = [lane for lane in worker.LANES if lane.job is translate_one]
    assert not lane.is_urgent and translate_one not in worker.JOBS


def test_what_is_written_with_phrases_is_never_left_to_the_engine(cast, engine, run, visit, page_of):
    """Phrases are right in every language; a version of a machine, or of an earlier day, does not take their place."""
    draft = a_phrase_draft(
        cast.people["celik"], cast.classes["3B"], [{"key": "no-homework", "slots": {}, "language": "nl"}]
    )
    post = phrasing.publish(draft, cast.people["celik"], folder=pictures.folder(), now=clock.now())
    db.session.commit()
    assert waiting() == {} and run() == 0
    # The first look takes the mark of what is new away.
    amina = visit("amina")
    amina.get(page_of)
    before = amina.get(page_of).text
    visit("celik").post(f"/posts/{post.id}/versions")
    assert waiting() == {}
    actions.write_version(post, "ar", Words("NOT THE PHRASE", "NOT THE PHRASE"), cast.people["celik"], now=clock.now())
    db.session.commit()
    assert "NOT THE PHRASE" not in before and amina.get(page_of).text == before


def test_what_is_on_a_picture_is_translated_too_and_read_in_the_readers_language(cast, visit, engine, run, page_of):
    said = Written("Bos", "Mooi.", picture=a_picture((300, 200)), alternative="Twee eekhoorns")
    celik = cast.people["celik"]
    post = actions.write(celik, [cast.classes["3B"]], said, folder=pictures.folder(), now=clock.now())
    db.session.commit()
    run()
    (number,) = [str(picture.id) for picture in post.pictures]
    said = versions()["ar"].alternatives[number]
    assert said and said != "Twee eekhoorns"
    amina, bart = visit("amina").get(page_of), visit("bart").get(page_of)
    assert f'alt="{said}"' in amina.html and 'alt="Twee eekhoorns"' in bart.html
    assert said in visit("amina").get(f"/pictures/{number}")
    assert "Twee eekhoorns" in visit("bart").get(f"/pictures/{number}")
    by_hand = {"title": "غابة", "text": "جميل.", f"alternative-{number}": "سنجابان", "alternative-999": "x"}
    form = visit("celik").get(f"/posts/{post.id}/versions/ar")
    assert said in form.html and "Twee eekhoorns" in form
    visit("celik").post(f"/posts/{post.id}/versions/ar", by_hand)
    assert versions()["ar"].alternatives == {number: "سنجابان"}
    assert 'alt="سنجابان"' in visit("amina").get(page_of).html
