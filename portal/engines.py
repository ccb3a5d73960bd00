"""The two protocols by which a translation engine is asked, and what answers mean. No text is ever written down."""

import json
from dataclasses import dataclass
from typing import Any

from flask import current_app

from portal.channels.web import Answer, NoAnswer, ask
from portal.settings import Settings

MOST_TEXTS, MOST_CHARACTERS = 40, 4000
# What these say is about our key, our account or our settings: asking again soon changes nothing.
ABOUT_US = (401, 402, 403, 404, 405, 456)
# DeepL wants a variant of some languages; all others are the code itself, in capitals.
DEEPL_TARGETS = {"en": "EN-GB", "pt": "PT-PT", "zh": "ZH-HANS"}


class EngineTrouble(Exception):
    """What went wrong in one word or number, without a letter of any text; `retry_after` in seconds, if it said so."""

    def __init__(self, reason: str, retry_after: int | None = None):
        super().__init__(reason)
        self.reason, self.retry_after = reason, retry_after


class EngineDown(EngineTrouble):
    """It may well work later: not there, too busy, or not speaking its protocol."""


class EngineRefuses(EngineTrouble):
    """It refuses us: a wrong key, a spent account, a wrong address."""


class TextRefused(EngineTrouble):
    """It is there and does not do this text: a pair of languages that it does not know, for instance."""


@dataclass(frozen=True)
class About:
    """What an engine says of itself: language codes it turns texts into, and characters used, of how many."""

    languages: frozenset[str]
    used: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Engine:
    """An engine at an address; `seconds` is how long an answer is waited for."""

    kind: str
    url: str
    key: str
    seconds: float
    ca_file: str = ""

    def translate(self, texts: list[str], source: str, target: str) -> list[str]:
        """Each text (HTML) in the other language, in the same order. Raises EngineTrouble."""
        body = _deepl_body(texts, source, target) if self.kind == "deepl" else self._libre_body(texts, source, target)
        said = self._asked("POST", "/v2/translate" if self.kind == "deepl" else "/translate", body)
        found = _deepl_texts(said) if self.kind == "deepl" else _libre_texts(said)
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(text, str) for text in found):
            raise EngineDown("answer")
        return found

    def about(self) -> About:
        """What it says of itself, which costs nothing. Raises EngineTrouble."""
        if self.kind == "deepl":
            used = self._asked("GET", "/v2/usage")
            known = self._asked("GET", "/v2/languages?type=target")
            return About(_codes(known, "language"), _number(used, "character_count"), _number(used, "character_limit"))
        return About(_codes(self._asked("GET", "/languages"), "code"))

    def _libre_body(self, texts: list[str], source: str, target: str) -> dict:
        key = {"api_key": self.key} if self.key else {}
        return {"q": texts, "source": source, "target": target, "format": "html", **key}

    def _asked(self, method: str, path: str, body: dict | None = None) -> Any:
        headers = {"Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self.kind == "deepl":
            headers["Authorization"] = f"DeepL-Auth-Key {self.key}"
        sent = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
        patience = (self.seconds, self.seconds)
        try:
            answer = ask(method, self.url.rstrip("/") + path, headers, sent, patience=patience, ca_file=self.ca_file)
        except NoAnswer as error:
            raise EngineDown(str(error)) from error
        return _judged(answer)


def _judged(answer: Answer) -> Any:
    if answer.status in ABOUT_US:
        raise EngineRefuses(str(answer.status), answer.retry_after)
    # A redirect is not followed: the words would go to somewhere nobody chose.
    if answer.status in (408, 425, 429) or answer.status >= 500 or not 200 <= answer.status < 400:
        kind = TextRefused if 400 <= answer.status < 500 and answer.status not in (408, 425, 429) else EngineDown
        raise kind(str(answer.status), answer.retry_after)
    try:
        said = json.loads(answer.text) if answer.status == 200 else None
    except ValueError as error:
        raise EngineDown("answer") from error
    if not isinstance(said, dict | list):
        raise EngineDown(str(answer.status) if answer.status != 200 else "answer")
    return said


def configured() -> Engine | None:
    """The engine of this deployment; None when it has none, as it comes."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.engine:
        return None
    return Engine(settings.engine, settings.engine_url, settings.engine_key, settings.engine_seconds, settings.ca_file)


def monthly_limit() -> int:
    """How many characters may be sent in a month."""
    return current_app.config["SETTINGS"].engine_characters


def _deepl_body(texts: list[str], source: str, target: str) -> dict:
    return {
        "text": texts, "source_lang": source.upper(), "target_lang": DEEPL_TARGETS.get(target, target.upper()),
        "tag_handling": "html", "split_sentences": "0",
    }  # fmt: skip


def _libre_texts(said: Any) -> Any:
    return said.get("translatedText") if isinstance(said, dict) else None


def _deepl_texts(said: Any) -> list | None:
    rows = said.get("translations") if isinstance(said, dict) else None
    return [row.get("text") if isinstance(row, dict) else None for row in rows] if isinstance(rows, list) else None


def _codes(said: Any, name: str) -> frozenset[str]:
    if not isinstance(said, list):
        raise EngineDown("answer")
    found = [row.get(name) for row in said if isinstance(row, dict)]
    return frozenset(code.split("-")[0].lower() for code in found if isinstance(code, str))


def _number(said: Any, name: str) -> int | None:
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, int) else None
