"""Somebody with a browser: signs in, follows forms, and lints every page it is given."""

import re
from contextvars import Context
from functools import cached_property
from html.parser import HTMLParser

import html5lib
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from portal import clock
from portal.accounts import actions as accounts
from portal.db import db
from portal.demo.rules import DOMAIN
from portal.school import queries as school
from portal.school.models import Hat

# The parser knows no newer elements than these; their absence from its list is not a fault of a page.
IGNORED_FAULTS = {"non-void-element-with-trailing-solidus", "unexpected-char-in-comment"}


class Page:
    """An answer: `status`, `html`, `text` as a person reads it, and its forms' addresses."""

    def __init__(self, response: TestResponse):
        self.response, self.status = response, response.status_code
        # A table or a calendar to download is no page.
        is_page = "text" in response.content_type and not re.search("csv|calendar", response.content_type)
        self.html = response.get_data(as_text=True) if is_page else ""
        self.location = response.headers.get("Location", "")

    @cached_property
    def text(self) -> str:
        reader = _Text()
        reader.feed(self.html)
        return re.sub(r"\s+", " ", " ".join(reader.parts)).strip()

    def __contains__(self, words: str) -> bool:
        return words in self.text

    @property
    def forms(self) -> list[str]:
        return re.findall(r'<form[^>]*\saction="([^"]*)"', self.html)

    @property
    def links(self) -> list[str]:
        return re.findall(r'<a[^>]*\shref="([^"]*)"', self.html)

    @property
    def alerts(self) -> int:
        return self.html.count('role="alert"')


class Visitor:
    """A browser in somebody's hands. POSTs carry the forgery token as the page's form would."""

    def __init__(self, app: Flask, who: str | None = None):
        self.app, self.client = app, app.test_client()
        self.token = ""
        if who is not None:
            self.sign_in(who)

    def sign_in(self, who: str, hat: Hat | None = None) -> None:
        """Come in through the session table, as after a link or a password; under this hat, if there are two."""
        person = school.person_by_email(f"{who}@{DOMAIN}")
        assert person is not None, f"nobody is called {who}"
        token = accounts.start_session(person, "a test", hat=hat, now=clock.now(), is_strong=True)
        db.session.commit()
        self.token, secret = Context().run(self._as_a_form_has_it)
        with self.client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"], kept["csrf_token"] = token, True, secret

    def get(self, path: str, **kwargs) -> Page:
        return self._page(self._asked(self.client.get, path, **kwargs))

    def post(self, path: str, data: dict | None = None, **kwargs) -> Page:
        """Send a form with its token; who did not sign in fetches it from a page first, as a browser would."""
        data = dict(data or {})
        data.setdefault("csrf_token", self._forgery_token())
        return self._page(self._asked(self.client.post, path, data=data, **kwargs))

    def post_raw(self, path: str, body: bytes, *, headers: dict | None = None) -> int:
        """Send bytes as a script of a page does, without a token; returns the status."""
        sent = {"data": body, "content_type": "application/octet-stream", "headers": headers}
        return self._asked(self.client.post, path, **sent).status_code

    def follow(self, page: Page) -> Page:
        """Where a 303 leads."""
        assert page.status == 303, (page.status, page.text)
        return self.get(page.location)

    def _as_a_form_has_it(self) -> tuple[str, str]:
        with self.app.test_request_context():
            return generate_csrf(), session["csrf_token"]

    @staticmethod
    def _asked(send, *args, **kwargs) -> TestResponse:
        # In a context of its own: a request must not find what the test, or the request before it, left in `g`.
        db.session.commit()
        return Context().run(send, *args, **kwargs)

    def _forgery_token(self) -> str:
        if not self.token:
            html = self._asked(self.client.get, "/sign-in").get_data(as_text=True)
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
            if found is None:
                html = self._asked(self.client.get, "/kiosk").get_data(as_text=True)
                found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
            assert found is not None, "no form with a forgery token"
            self.token = found.group(1)
        return self.token

    def _page(self, response: TestResponse) -> Page:
        db.session.rollback()
        db.session.expire_all()
        page = Page(response)
        if response.content_type.startswith("text/html") and page.html and page.status not in (302, 303):
            lint(page.html, str(response.request.path))
        return page


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style", "title")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


# A page that was found well is well again, whatever token its forms carry.
_TOKEN = re.compile(r'"X-CSRFToken": "([\w.\-]+)"|name="csrf_token"[^>]*\svalue="([\w.\-]+)"')
_well: set[int] = set()


def lint(html: str, where: str) -> None:
    """Every page: valid HTML, one h1, a title, lang and dir, no id twice, labels, no inline script or style."""
    token = _TOKEN.search(html)
    key = hash(html.replace(token[1] or token[2], "token") if token else html)
    if key not in _well:
        _lint_all(html, where)
        _well.add(key)


def _lint_all(html: str, where: str) -> None:
    _parse(html, where)
    ids = re.findall(r'\sid="([^"]+)"', html)
    twice = {name for name in ids if ids.count(name) > 1}
    assert not twice, f"{where}: ids used twice: {twice}"
    assert not re.search(r'\s(style|onclick|onload|onsubmit)="', html), f"{where}: inline style or script"
    assert not re.search(r"<script(?![^>]*\ssrc=)", html), f"{where}: inline script"
    for reference in re.findall(r'\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"', html):
        assert set(reference.split()) <= set(ids), f"{where}: {reference} points at nothing"
    if "<html" in html:
        _lint_whole(html, where)


# Parsing is most of a test's time, and words make no page valid or invalid: pages that differ only in the words between
# tags, within quotes (but for a kind: `type="hidden"` may stand where others may not) and in the token are parsed once.
# What could make a difference (<, a & that begins nothing, characters that no page may hold) stays.
_ODD = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_ESCAPED = r"&(?:amp|lt|gt|#34|#39);"
_WORDS = re.compile(
    rf"(?<=>)(\s*)(?:[^\s<>&{_ODD}]|{_ESCAPED})[^<>&{_ODD}]*(?:{_ESCAPED}[^<>&{_ODD}]*)*(?=<)"
    rf'|(?<==")(?<!type=")(?:[^"<>&{_ODD}]|{_ESCAPED})[^"<>&{_ODD}]*(?:{_ESCAPED}[^"<>&{_ODD}]*)*(?=")'
    rf'|(?<="X-CSRFToken": ")[\w.\-]+(?="\}})'
)
_parsed: set[str] = set()


def _parse(html: str, where: str) -> None:
    shape = _WORDS.sub(r"\1w", html)
    if shape in _parsed:
        return
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html) if "<html" in html else parser.parseFragment(html)
    faults = [
        f for f in parser.errors if f[1] not in IGNORED_FAULTS and not ("<html" not in html and "doctype" in f[1])
    ]
    assert not faults, f"{where}: {faults[:3]}\n{_lines_around(html, faults[0][0][0])}"
    _parsed.add(shape)


def _lint_whole(html: str, where: str) -> None:
    assert html.lstrip().lower().startswith("<!doctype html>"), f"{where}: no doctype"
    assert re.search(r'<html[^>]*\slang="[a-z]{2}', html), f"{where}: no lang"
    assert re.search(r'<html[^>]*\sdir="(ltr|rtl)"', html), f"{where}: no dir"
    assert re.search(r"<title>\s*\S", html), f"{where}: no title"
    assert len(re.findall(r"<h1[\s>]", html)) == 1, f"{where}: not one h1"


def _lines_around(html: str, line: int) -> str:
    return "\n".join(html.splitlines()[max(0, line - 3) : line + 2])
