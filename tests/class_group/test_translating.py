"""What parents write, in the language of who reads it: posts by themselves, answers and cards when asked."""

from dataclasses import replace

import pytest

from portal import clock
from portal.class_group import actions
from portal.class_group.actions import translate_entries_one
from portal.class_group.models import EntryVersion
from portal.db import db
from tests.conftest import rows
from tests.engine import an_engine

WORDS = "Wie komt er spelen bij Fleur?"


@pytest.fixture
def engine(app, monkeypatch):
    """The school has an engine."""
    with an_engine("libretranslate") as found:
        settings = replace(
            app.config["SETTINGS"], engine=found.kind, engine_url=found.url, engine_key="k", engine_seconds=2
        )
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        yield found


@pytest.fixture
def bart(cast, join):
    """Bart reads Dutch; Amina reads English."""
    cast.people["bart"].language = "nl"
    join("amina")
    return join("bart", words="Wij wonen dichtbij.")


def made() -> list[EntryVersion]:
    db.session.commit()
    db.session.remove()
    while translate_entries_one(clock.now()):
        pass
    return db.session.query(EntryVersion).order_by(EntryVersion.id).all()


def test_a_post_is_there_in_every_members_language_with_the_original_one_tap_away(bart, engine, visit, group_of, write):
    number = write(bart, WORDS).id
    (row,) = made()
    assert row.language == "en" and row.text and "Fleur" in row.text
    assert not [text for text in engine.seen if "Fleur" in text], "the engine saw no name"
    page = visit("amina").get(group_of)
    assert row.text in page and "Translated automatically." in page and WORDS in page and "<details>" in page.html
    assert "Translated automatically." not in visit("bart").get(f"/class-group/entries/{number}")
    assert row.text not in str(rows("group_entry_version")), "it is sealed"


def test_an_answer_is_translated_when_a_reader_asks(bart, cast, engine, visit, join, write):
    post = write(join("dana"), "Who comes?")
    number = actions.answer(post, bart, "Wij komen graag.", now=clock.now()).id
    address = f"/class-group/entries/{post.id}"
    assert [row.language for row in made() if row.entry_id == number] == []
    amina = visit("amina")
    assert "Translate this for me" in amina.get(address)
    for _press in range(2):
        page = amina.follow(amina.post(f"{address}/translate"))
    assert "The engine is at work." in page and "Translate this for me" not in page
    (row,) = [row for row in made() if row.entry_id == number]
    assert row.text and row.text in amina.get(address)


def test_words_on_a_card_too(bart, engine, visit, group_of):
    amina = visit("amina")
    page = amina.get(f"{group_of}/people")
    assert "Translate this for me" in page
    amina.post(next(url for url in page.forms if url.endswith("/translate")))
    (row,) = made()
    assert row.text and row.text in amina.get(f"{group_of}/people")


def test_other_words_make_the_old_version_nobodys(bart, engine, visit, write):
    number = write(bart, WORDS).id
    (old,) = [row.text for row in made()]
    visit("bart").post(f"/class-group/entries/{number}/change", {"text": "Wie komt er voetballen?"})
    (row,) = made()
    assert row.text and row.text != old and "VOETBALLEN" in row.text


def test_an_engine_that_fails_says_so_and_can_be_asked_again(bart, engine, visit, write):
    number = write(bart, WORDS).id
    engine.status = 400
    (row,) = made()
    assert row.given_up_at is not None
    page = visit("amina").get(f"/class-group/entries/{number}")
    assert "could not do it" in page and "Translate this for me" in page and WORDS in page
    engine.status = 200
    clock.advance(hours=3)
    visit("amina").post(f"/class-group/entries/{number}/translate")
    (row,) = made()
    assert row.text


def test_without_an_engine_everything_is_there_in_its_own_language(bart, visit, group_of, write):
    number = write(bart, WORDS).id
    amina = visit("amina")
    assert WORDS in amina.get(group_of) and "Translate" not in amina.get(f"/class-group/entries/{number}")
    refused = amina.post(f"/class-group/entries/{number}/translate")
    assert refused.status == 422 and refused.alerts == 1
    assert db.session.query(EntryVersion).count() == 0
