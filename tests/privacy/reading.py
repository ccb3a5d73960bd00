"""Everything a guardian can ask the portal for, whoever's it is, and every byte that comes back."""

import re
from collections.abc import Iterable
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pypdfium2
from werkzeug.routing import MapAdapter, Rule

from portal.access import RULES, To
from portal.school.models import Guardian, Hat, Person
from tests.visitor import Page, Visitor

# How every mark looks, wherever it stands: in words, addresses, file names, or as digits of a phone number.
MARK = re.compile(rb"qzx(\d{6})q|\+?3168(\d{6})\d", re.IGNORECASE)
Values = dict[str, list[int | str]]


class Reader(Visitor):
    """Somebody's browser, under a parent's hat if need be; no page is linted here, other tests do that."""

    def __init__(self, app, person: Person):
        super().__init__(app, None)
        assert person.email is not None
        self.sign_in(person.email.partition("@")[0], Hat.PARENT if person.guardian else None)

    def _page(self, response) -> Page:
        return Page(response)

    def given(self, address: str, method: str = "GET", *, as_part: bool = False) -> bytes:
        """Headers and body: of a file what a reader finds in it. A cache that others share may keep none of it."""
        headers = {"HX-Request": "true"} if as_part else {}
        page = self.post(address, headers=headers) if method == "POST" else self.get(address, headers=headers)
        answer = page.response
        assert page.status < 500 or address in OF_NOBODY, f"{address} broke"
        kept = answer.headers.get("Cache-Control", "")
        assert "private" in kept or "no-store" in kept or address in OF_NOBODY, f"{address}: Cache-Control is {kept!r}"
        return str(answer.headers).encode() + opened(answer.get_data(), answer.content_type or "")


# What is the same for everybody, signed in or not.
OF_NOBODY = ("/sw.js", "/health", "/metrics", "/offline")


def opened(data: bytes, kind: str) -> bytes:
    """What stands in an answer: the texts of a PDF, the files of a zip."""
    if kind.startswith("application/pdf"):
        with pypdfium2.PdfDocument(data) as document:
            return "\n".join(page.get_textpage().get_text_bounded() for page in document).encode()
    if kind.startswith("application/zip"):
        with ZipFile(BytesIO(data)) as file:
            return b"\n".join(name.encode() + file.read(name) for name in file.namelist())
    # A long line of a calendar goes on in the next one.
    return data.replace(b"\r\n ", b"")


def marks_in(data: bytes) -> dict[str, str]:
    """The marks that stand in it, each with the words around it where it stands first."""
    found: dict[str, str] = {}
    for each in MARK.finditer(data):
        around = data[max(0, each.start() - 80) : each.end() + 40].decode(errors="replace")
        found.setdefault(f"qzx{(each[1] or each[2]).decode()}q", around)
    return found


def open_to(app, somebody: Person, method: str = "GET") -> list[Rule]:
    """Every address that somebody like this has the right to, or nobody needs one for."""
    found = []
    for rule in app.url_map.iter_rules():
        needs = getattr(app.view_functions[rule.endpoint], "access", None)
        is_open = RULES[needs].role(somebody) if isinstance(needs, To) else True
        if is_open and method in (rule.methods or ()) and rule.endpoint != "static":
            found.append(rule)
    return found


def a_parent() -> Person:
    """Somebody who is a guardian and nothing else."""
    return Person(guardian=Guardian())


def forgotten(rules: Iterable[Rule], known: Iterable[str]) -> list[str]:
    """The addresses with a part that nothing here makes: what is behind them would go unread."""
    return [f"{rule.rule} ({rule.endpoint}): {part}" for rule in rules for part in sorted(rule.arguments - set(known))]


def addresses(rules: Iterable[Rule], adapter: MapAdapter, values: Values) -> list[tuple[str, str]]:
    """Each endpoint with each of its addresses, for all of the values that its parts can have."""
    found = []
    for rule in rules:
        parts = sorted(rule.arguments)
        for each in product(*(values.get(part, ()) for part in parts)):
            found.append((rule.endpoint, adapter.build(rule.endpoint, dict(zip(parts, each, strict=True)))))
    return found
