"""What the portal prints: templates in the reader's language, laid out on sheets, bound into one PDF."""

from collections.abc import Callable, Generator
from contextlib import suppress
from copy import copy
from functools import lru_cache
from threading import Thread
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
A_MOMENT = 0.1
# Quartile correction: a quarter of the square may be folded, stained or badly printed.
CORRECTION = "q"


class NotBound(Exception):
    """A sheet could not be laid out, or takes more than one page; the reason is in the log."""


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


def bound(sheets: list[str], style: str) -> Generator[int, None, bytes]:
    """One PDF of these documents of one page each. Yields, after each moment that it takes, how many are laid out.

    Raises NotBound. Whoever stops asking stops the work.
    """
    book = _Book(sheets, style)
    book.start()
    try:
        while book.is_alive():
            book.join(A_MOMENT)
            yield book.done
    finally:
        book.is_wanted = False
    if book.pdf is None:
        raise NotBound
    return book.pdf


def printed(html: str, style: str) -> Generator[None, None, bytes]:
    """One PDF of one document of any length, on a thread of its own. Yields after each moment that it takes.

    Raises NotBound.
    """
    made: list[bytes] = []
    printing = Thread(target=lambda: made.append(laid_out(html, style).write_pdf() or b""), name="printer", daemon=True)
    printing.start()
    while printing.is_alive():
        printing.join(A_MOMENT)
        yield
    if not made:
        raise NotBound
    return made[0]


class _NobodyWaits(Exception):
    """Whoever asked for the book has gone."""


class _Book(Thread):
    """Binds on a thread of its own: a whole school takes a minute, in which a call for help may come."""

    def __init__(self, sheets: list[str], style: str):
        super().__init__(name="binder", daemon=True)
        self.sheets, self.style = sheets, style
        self.done, self.is_wanted = 0, True
        self.pdf: bytes | None = None

    def run(self) -> None:
        cover = laid_out("<p></p>", self.style)
        pages = [_later(cover.pages[0], lambda *where, html=html: self._paint(html, *where)) for html in self.sheets]
        with suppress(_NobodyWaits):
            self.pdf = cover.copy(pages).write_pdf()  # pyright: ignore[reportArgumentType]

    def _paint(self, html: str, *where: Any) -> None:
        if not self.is_wanted:
            raise _NobodyWaits
        (page,) = laid_out(html, self.style).pages
        page.paint(*where)
        self.done += 1


def _later(blank: Any, paint: Callable[..., None]) -> Any:
    """A page that is laid out when its turn comes and then forgotten: a thousand need the memory of one."""
    page = copy(blank)
    page.paint = paint
    return page


@lru_cache
def _sheet(style: str) -> tuple["CSS", "FontConfiguration"]:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return CSS(filename=str(ROOT / "static" / style), font_config=fonts), fonts
