"""Who would rather not write chooses symbols or says it; what was said is sealed, and heard by whoever may read."""

from io import BytesIO

import pytest

from portal import clock, vault
from portal.audit import Audit
from portal.db import db
from portal.home_context.forms import SIGNS as WORDS
from portal.home_context.models import HomeVoice
from portal.home_context.rules import MOST_BYTES, SIGNS
from portal.settings import ROOT
from tests.conftest import rows
from tests.stories import a_sound


@pytest.fixture
def say(visit, zofias_page):
    """Send a recording about a theme: `say("dana", "loves", a_sound())`."""

    def send(who: str, theme: str, sound: bytes, **more):
        file = (BytesIO(sound), "opname.wav")
        return visit(who).post(
            f"{zofias_page}/{theme}", {"text": "", "sound": file, **more}, content_type="multipart/form-data"
        )

    return send


def voice() -> HomeVoice:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(HomeVoice).one()


def test_every_symbol_is_drawn_and_has_words():
    drawn = (ROOT / "static" / "signs.svg").read_text()
    for names in SIGNS.values():
        for name in names:
            assert f'id="{name}"' in drawn and str(WORDS[name])


def test_symbols_are_kept_sealed_and_read_with_their_words_in_the_readers_language(share, the_item, visit, zofias_page):
    share("dana", loves="", more={"signs": ["music", "ball"]})
    assert the_item().signs == ["ball", "music"], "in the order of the theme"
    page = visit("celik").get(zofias_page)
    assert "muziek" in page and "spelen met een bal" in page and "#music" in page.html
    assert not [row for row in rows("home_item") if "music" in str(row)]
    assert "music" in visit("dana").get(zofias_page)


def test_a_symbol_of_another_theme_is_refused(share):
    assert share("dana", loves="", more={"signs": ["toilet"]}).status == 422


def test_what_was_said_is_heard_by_the_teachers_and_each_time_is_written_down(cast, say, visit, zofias_page):
    assert say("dana", "loves", a_sound()).status == 303
    page = visit("celik").get(zofias_page)
    address = f"/home-context/voices/{voice().id}"
    assert address in page.html
    before = db.session.query(Audit).filter_by(did="saw", kind="home_item").count()
    heard = visit("celik").get(address)
    assert heard.status == 200 and heard.response.headers["Cache-Control"] == "private, no-store"
    assert heard.response.mimetype == "audio/wav" and heard.response.get_data()[:4] == b"RIFF"
    assert db.session.query(Audit).filter_by(did="saw", kind="home_item").count() == before + 1
    visit("dana").get(address)
    assert db.session.query(Audit).filter_by(did="saw", kind="home_item").count() == before + 1


def test_a_player_gets_the_part_that_it_asks_for(say, visit):
    say("dana", "loves", a_sound())
    part = visit("celik").get(f"/home-context/voices/{voice().id}", headers={"Range": "bytes=0-9"})
    assert part.status == 206 and len(part.response.get_data()) == 10


@pytest.mark.parametrize("who", ["pawel", "bart", "vos", "noor", "ravi", "head", "sam", "office"])
def test_nobody_else_hears_it(who, say, visit):
    say("dana", "loves", a_sound())
    assert visit(who).get(f"/home-context/voices/{voice().id}").status == 404


def test_whom_the_family_named_hears_it_too_and_only_what_they_may_read(say, visit):
    say("dana", "loves", a_sound(), audience="coordinator")
    address = f"/home-context/voices/{voice().id}"
    assert visit("sam").get(address).status == 200 and visit("head").get(address).status == 404


def test_a_draft_is_heard_by_the_household_alone_and_goes_along_when_it_is_shared(say, share, visit, zofias_page):
    say("dana", "loves", a_sound(), deed="draft")
    address = f"/home-context/voices/{voice().id}"
    assert visit("dana").get(address).status == 200
    assert visit("celik").get(address).status == visit("pawel").get(address).status == 404
    share("dana", loves="Horses")
    assert voice().item_id is not None and voice().draft_id is None and visit("celik").get(address).status == 200


def test_a_new_recording_takes_the_place_of_the_old_and_it_is_removed(say, share, visit):
    say("dana", "loves", a_sound(1))
    say("dana", "loves", a_sound(2))
    assert voice().seconds == 2
    share("dana", loves="Horses", more={"without_sound": "y"})
    assert db.session.query(HomeVoice).count() == 0


def test_a_recording_alone_that_is_removed_takes_the_item_back(say, share):
    say("dana", "loves", a_sound())
    assert "Nobody at school sees this any more" in share("dana", loves="", more={"without_sound": "y"})


def test_it_is_not_heard_any_more_when_it_was_taken_back_or_is_over(say, visit):
    say("dana", "loves", a_sound())
    address = f"/home-context/voices/{voice().id}"
    visit("dana").post(f"/home-context/items/{voice().item_id}/remove")
    assert visit("celik").get(address).status == 404
    visit("dana").post(f"/home-context/items/{voice().item_id}/bring-back")
    clock.advance(days=400)
    assert visit("celik").get(address).status in (303, 404)


def test_it_lies_sealed_and_without_the_traces_that_came_with_it(say):
    say("dana", "loves", a_sound())
    ((sealed,),) = [
        [bytes(value) for value in row if isinstance(value, bytes | memoryview)] for row in rows("home_voice")
    ]
    assert b"RIFF" not in sealed and b"Amina" not in sealed
    opened = vault.ring.open_bytes(sealed, "home_voice.sound")
    assert opened[:4] == b"RIFF" and b"Amina" not in opened and b"Amina" in a_sound()


@pytest.mark.parametrize("sound, words", [
    (b"<html>", "We cannot keep this sound"), (b"GIF89a" + b"x" * 90, "We cannot keep this sound"),
    (b"RIFF\0\0\0\0WAVE", "We cannot keep this sound"), (a_sound(130), "This is too long"),
    (a_sound()[:12] + b"x" * MOST_BYTES, "This is too long"),
])  # fmt: skip
def test_what_is_no_sound_or_too_long_is_refused_beside_the_field(sound, words, say):
    page = say("dana", "loves", sound)
    assert page.status == 422 and words in page and 'id="sound-error"' in page.html
    assert db.session.query(HomeVoice).count() == 0


def test_only_the_page_to_write_on_may_ask_for_the_microphone(visit, zofias_page):
    dana = visit("dana")
    assert "microphone=(self)" in dana.get(f"{zofias_page}/loves").response.headers["Permissions-Policy"]
    assert "microphone=()" in dana.get(zofias_page).response.headers["Permissions-Policy"]
