"""Walks the portal as a person would: follows every link from a page on, and collects pages and forms."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.visitor import Page, Visitor

MOST_PAGES = 300
# Of pages that differ only in a number, or in which phrase is meant, a few stand for all.
MOST_ALIKE = 2


@dataclass
class Found:
    """A form as it stands on a page: where it goes, and its fields with their kind and value."""

    page: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def writable(self) -> list[str]:
        """The fields a person types in or that carry a choice."""
        return [name for name, kind in self.kinds.items() if kind not in ("hidden", "submit", "file")]


def walk(visitor: Visitor, start: str = "/") -> tuple[list[str], list[Found]]:
    """Every page that links lead to from `start`, without queries that only page on, and every form on them."""
    seen, forms = [], []
    for path, _page, found in pages(visitor, start):
        seen.append(path)
        forms += found
    return seen, forms


def pages(visitor: Visitor, start: str = "/") -> Iterator[tuple[str, Page, list[Found]]]:
    """Opens pages in the order in which links lead to them; yields each path with its page and the forms on it."""
    waiting, seen = [start], set()
    shapes: Counter[str] = Counter()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        shape = shape_of(path)
        if path in seen or shapes[shape] == MOST_ALIKE:
            continue
        shapes[shape] += 1
        page = visitor.get(path)
        seen.add(path)
        assert page.status < 400, f"{path}, which a page links to, answers {page.status}"
        reader = _Reader(path)
        reader.feed(page.html)
        yield path, page, reader.forms
        waiting += [link for link in reader.links if link not in seen and link not in waiting]


def shape_of(path: str) -> str:
    """The same for pages that are made alike."""
    return re.sub(r"\d+", "0", re.sub(r"(/phrases/(?!own)|/add/|[?&]group=)[\w-]+", r"\1any", path))


def links_on(html: str, path: str) -> list[str]:
    """The portal's own pages that a page links to, without its static files and the demo's door."""
    reader = _Reader(path)
    reader.feed(html)
    return reader.links


class _Reader(HTMLParser):
    def __init__(self, path: str):
        super().__init__()
        self.path, self.links, self.forms = path, [], []
        self.form: Found | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        # A file to save is no page to walk to.
        if tag == "a" and given.get("href") and "download" not in given:
            self._link(given["href"])
        elif tag == "form" and given.get("method", "get").lower() == "post":
            self.form = Found(self.path, given.get("action") or self.path)
            self.forms.append(self.form)
        elif tag in ("input", "textarea", "select", "button") and self.form is not None and given.get("name"):
            kind = given.get("type", "text") if tag in ("input", "button") else tag
            self.form.kinds[given["name"]] = "submit" if tag == "button" else kind
            if kind not in ("radio", "checkbox") or "checked" in given or given["name"] not in self.form.fields:
                self.form.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None

    def _link(self, href: str) -> None:
        target = urlsplit(urljoin(self.path, href))
        if not target.netloc and not target.scheme and not target.path.startswith(("/static", "/demo")):
            self.links.append(target.path + (f"?{target.query}" if target.query else ""))
