"""Both protocols as their documentation says, and every way in which an engine can fail."""

import socket
import time

import pytest

from portal.engines import Engine, EngineDown, EngineRefuses, TextRefused
from portal.settings import SettingsError, from_environment
from tests.engine import an_engine


def test_each_text_comes_back_in_its_place(engine):
    assert engine.engine().translate(["goed zo", "tot morgen"], "nl", "en") == ["GOED ZO", "TOT MORGEN"]


def test_libretranslate_is_asked_as_it_wants():
    with an_engine("libretranslate") as engine:
        engine.engine().translate(["goed"], "nl", "ar")
        Engine("libretranslate", engine.url + "/", "", 5).translate(["goed"], "nl", "ar")
    assert engine.paths == ["/translate", "/translate"]
    asked = {"q": ["goed"], "source": "nl", "target": "ar", "format": "html"}
    assert engine.bodies == [{**asked, "api_key": "a-key"}, asked]
    assert engine.headers[0]["content-type"] == "application/json"


def test_deepl_is_asked_as_it_wants():
    with an_engine("deepl") as engine:
        engine.engine().translate(["goed"], "nl", "en")
        engine.engine().translate(["good"], "en", "uk")
    assert engine.paths == ["/v2/translate", "/v2/translate"]
    assert engine.headers[0]["authorization"] == "DeepL-Auth-Key a-key"
    first, second = engine.bodies
    assert (first["text"], first["source_lang"], first["target_lang"]) == (["goed"], "NL", "EN-GB")
    assert (second["source_lang"], second["target_lang"], second["tag_handling"]) == ("EN", "UK", "html")


def test_an_engine_tells_which_languages_it_knows(engine):
    about = engine.engine().about()
    assert {"en", "nl"} <= about.languages and "de" not in about.languages
    assert (about.used, about.most) == ((1200, 500_000) if engine.kind == "deepl" else (None, None))


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 529])
def test_what_may_pass_is_told_apart(engine, status):
    engine.status, engine.more = status, {"Retry-After": "7"}
    with pytest.raises(EngineDown) as trouble:
        engine.engine().translate(["goed"], "nl", "en")
    assert (trouble.value.reason, trouble.value.retry_after) == (str(status), 7)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 456])
def test_what_is_about_our_account_is_told_apart(engine, status):
    engine.status = status
    with pytest.raises(EngineRefuses, match=str(status)):
        engine.engine().translate(["goed"], "nl", "en")


@pytest.mark.parametrize("status", [400, 413, 422])
def test_what_is_about_this_text_is_told_apart(engine, status):
    engine.status = status
    with pytest.raises(TextRefused, match=str(status)):
        engine.engine().translate(["goed"], "nl", "en")


def test_a_redirect_is_not_followed(engine):
    with an_engine(engine.kind) as elsewhere:
        for status in (301, 302, 307, 308):
            engine.status, engine.more = status, {"Location": elsewhere.url + "/translate"}
            with pytest.raises(EngineDown, match=str(status)):
                engine.engine().translate(["goed"], "nl", "en")
    assert elsewhere.paths == []


@pytest.mark.parametrize(
    "raw",
    [
        "", "<!doctype html><title>502</title>", "{", "null", "[]", "7", '"goed"', "{}",
        '{"translatedText": null}', '{"translatedText": "one"}', '{"translatedText": []}',
        '{"translatedText": ["a", "b"]}',
        '{"translatedText": [1]}', '{"translations": {}}', '{"translations": []}', '{"translations": ["a"]}',
        '{"translations": [{"text": null}]}', '{"translations": [{"text": "a"}, {"text": "b"}]}',
        '{"translatedText": ["' + "x" * 200_000 + '"]}', '{"translations": [{"text": "' + "x" * 200_000 + '"}]}',
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(engine, raw):
    engine.raw = raw
    with pytest.raises(EngineDown, match="answer"):
        engine.engine().translate(["goed"], "nl", "en")


def test_nobody_is_waited_for_too_long(engine):
    for trouble in ({"hangs": 5.0}, {"hangs": 0, "drips": True}):
        for name, value in trouble.items():
            setattr(engine, name, value)
        began = time.monotonic()
        with pytest.raises(EngineDown):
            engine.engine(seconds=0.4).translate(["goed" * 30], "nl", "en")
        assert time.monotonic() - began < 4


def test_an_engine_that_is_not_there(engine):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    with pytest.raises(EngineDown, match="ConnectionRefusedError"):
        Engine(engine.kind, url, "", 1).translate(["goed"], "nl", "en")


GOOD = {"PORTAL_ENGINE": "deepl", "PORTAL_ENGINE_URL": "https://api-free.deepl.com", "PORTAL_ENGINE_KEY": "k"}


def test_an_engine_is_off_unless_it_is_set_up(tmp_path):
    assert from_environment({"PORTAL_INSTANCE": str(tmp_path)}).engine == ""
    assert from_environment(GOOD | {"PORTAL_INSTANCE": str(tmp_path)}).engine_url == "https://api-free.deepl.com"


@pytest.mark.parametrize(
    "wrong",
    [
        {"PORTAL_ENGINE": "other"}, {"PORTAL_ENGINE_URL": ""}, {"PORTAL_ENGINE_URL": "http://api.deepl.com"},
        {"PORTAL_ENGINE_URL": "https://a.example/?key=secret"}, {"PORTAL_ENGINE_KEY": ""},
        {"PORTAL_ENGINE_SECONDS": "60"},
        {"PORTAL_ENGINE_SECONDS": "0"}, {"PORTAL_ENGINE_CHARACTERS": "0"}, {"PORTAL_ENGINE_CHARACTERS": "many"},
    ],
)  # fmt: skip
def test_a_setting_that_cannot_work_is_refused_at_the_start(tmp_path, wrong):
    with pytest.raises(SettingsError) as refusal:
        from_environment({**GOOD, "PORTAL_INSTANCE": str(tmp_path), **wrong})
    assert "secret" not in str(refusal.value)
