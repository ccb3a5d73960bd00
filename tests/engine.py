"""A translation engine of the tests: a server that speaks either protocol, and fails in every way when told to."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from portal.engines import Engine


def shouted(text: str, _target: str) -> str:
    """What this engine makes of a sentence: its words in capitals, and what is not to be translated as it was."""
    parts = re.split(r"(<span translate=\"no\">\w+</span>|&\w+;)", text)
    return "".join(part if number % 2 else part.upper() for number, part in enumerate(parts))


@dataclass
class TestEngine:
    """What it was asked (`bodies`, `paths`, `headers`), what it makes of a text, and how it fails."""

    __test__ = False
    kind: str
    url: str = ""
    # What it answers to a text in a language; an engine may say anything.
    turn: Callable[[str, str], object] = shouted
    status: int = 200
    more: dict[str, str] = field(default_factory=dict)
    raw: str | None = None
    hangs: float = 0
    drips: bool = False
    bodies: list[dict] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def engine(self, seconds: float = 5) -> Engine:
        return Engine(self.kind, self.url, "a-key", seconds)

    @property
    def seen(self) -> list[str]:
        """Every text that it was ever given."""
        return [text for body in self.bodies for text in body.get("text", body.get("q", []))]

    def answer(self, path: str, body: dict) -> Any:
        if path.startswith("/v2/usage"):
            return {"character_count": 1200, "character_limit": 500_000}
        if path.startswith("/v2/languages"):
            return [{"language": "EN-GB"}, {"language": "AR"}, {"language": "NL"}]
        if path == "/languages":
            return [
                {"code": "en", "name": "English", "targets": ["nl"]},
                {"code": "nl", "name": "Dutch", "targets": []},
            ]
        if self.kind == "deepl":
            target = body["target_lang"].split("-")[0].lower()
            texts = [self.turn(text, target) for text in body["text"]]
            return {"translations": [{"detected_source_language": "NL", "text": text} for text in texts]}
        return {"translatedText": [self.turn(text, body["target"]) for text in body["q"]]}


@contextmanager
def an_engine(kind: str) -> Iterator[TestEngine]:
    """An engine that listens until the end."""
    said = TestEngine(kind)
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            said.paths.append(self.path)
            said.headers.append({name.lower(): value for name, value in self.headers.items()})
            if body:
                said.bodies.append(body)
            over.wait(said.hangs)
            answer = said.raw if said.raw is not None else json.dumps(said.answer(self.path, body))
            with suppress(OSError):
                self._send(answer.encode())

        do_GET = do_POST

        def _send(self, answer: bytes) -> None:
            self.send_response(said.status)
            for name, value in said.more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            for letter in answer if said.drips else ():
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(0.02)
            if not said.drips:
                self.wfile.write(answer)

        def log_message(self, *_args):
            """Nothing: the tests look at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    said.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield said
    finally:
        over.set()
        server.shutdown()
        server.server_close()
