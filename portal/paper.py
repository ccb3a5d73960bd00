"""What the portal prints: templates in the reader's language, laid out on pages, bound into one PDF."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import segno
from flask import current_app
from markupsafe import Markup

from portal import i18n
from portal.settings import ROOT

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration

# As a language: the one that the school set for itself.
SCHOOLS_OWN = ""
BINDING_LOOKS_UP_EVERY = 0.1
# Quartile correction: a quarter of the square may be folded, stained or badly printed.
CORRECTION = "q"

_binder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="binder")


def written(template: str, reads: str, /, **context: Any) -> Markup:
    """A template as HTML in the language that the receiver reads; it sees `language` and the context alone."""
    with i18n.in_language(reads):
        text = current_app.jinja_env.get_template(template).render(language=i18n.current_language(), **context)
    return Markup(text)


def address(path: str) -> str:
    """The portal's own address of this path, as people open it."""
    return current_app.config["SETTINGS"].url.rstrip("/") + path


def square_code(text: str) -> Markup:
    """A QR code of this text, as an SVG to stand in a page."""
    return Markup(segno.make(text, error=CORRECTION, micro=False).svg_inline(border=4, omitsize=True))


def laid_out(html: str, style: str) -> "Document":
    """The pages of a document, with this stylesheet of those below static/; nothing else is fetched."""
    # Brought in when it is first needed: it costs most of a second, and only the worker prints.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    sheet, fonts = _sheet(style)
    nowhere = URLFetcher(allowed_protocols=())
    return HTML(string=html, url_fetcher=nowhere).render(stylesheets=[sheet], font_config=fonts)


def bound(documents: list["Document"]) -> Iterator[bytes | None]:
    """One PDF of all these pages: None after each moment that it takes, then the bytes."""
    pages = [page for document in documents for page in document.pages]
    # On a thread of its own: a book of a whole school takes seconds, in which a call for help may come.
    book: Future = _binder.submit(documents[0].copy(pages).write_pdf)  # pyright: ignore[reportArgumentType]
    while wait([book], timeout=BINDING_LOOKS_UP_EVERY).not_done:
        yield None
    yield book.result()


@lru_cache
def _sheet(style: str) -> tuple["CSS", "FontConfiguration"]:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return CSS(filename=str(ROOT / "static" / style), font_config=fonts), fonts
