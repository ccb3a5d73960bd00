"""How a page is shown: whole or as a fragment, with what every page knows; and forms that forget nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from babel.support import Translations
from flask import Flask, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_htmx import HTMX
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import MultiDict
from wtforms import Form as PlainForm
from wtforms.fields import choices
from wtforms.i18n import messages_path
from wtforms.widgets import CheckboxInput, ListWidget

from portal import i18n, texts
from portal.assets import asset, emblem, icon
from portal.whereabouts import here

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

# The cookie of a browser in which the kiosk's pages are all there is.
KIOSK_ONLY = "kiosk-only"

htmx = HTMX()
ASKS_WHO_IT_IS = ("/sign-in", "/prove", "/hat", "/kiosk/pair")
csrf = CSRFProtect()

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu: where it leads, its word, its icon, and whether the person is there now."""

    url: str
    label: str
    icon: str
    is_here: bool


def init_app(app: Flask) -> None:
    """Fragments, forgery protection, safe headers and versioned static files."""
    htmx.init_app(app)
    csrf.init_app(app)
    app.after_request(_finish)
    spoken = {"languages": i18n.languages, "readable_languages": i18n.readable_languages}
    app.jinja_env.globals.update(asset=asset, icon=icon, emblem=emblem, **spoken)
    app.context_processor(lambda: {"language": i18n.current_language(), "layout": layout(), "here": here()})


def get_ready(app: Flask) -> None:
    """Read every template and catalogue before anybody asks: the first visitor after a start waits no longer."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    with app.app_context():
        for each in i18n.languages():
            texts.get_ready(each.code)
            _texts_of_forms(each.code)


def show(template: str, status: int = 200, /, **context) -> Response:
    """The page, or only its content when htmx asks for a fragment; never kept by a shared cache."""
    response = make_response(render_template(template, **context), status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def refused(template: str, **context) -> Response:
    """The same page with the reason, as 422: nothing was changed and nothing typed is lost."""
    return show(template, 422, **context)


def tell(text: str) -> None:
    """Say on the next page what happened and what happens next."""
    flash(text)


def go(endpoint: str, **values) -> Response:
    """On to another page, with GET."""
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[return-value]


def layout() -> str:
    """Whole pages for browsers and for boosted or restored ones; the bare content for htmx parts."""
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        return "layouts/fragment.html"
    return "layouts/kiosk.html" if request.path.startswith("/kiosk") else "layouts/portal.html"


class _InTheReadersLanguage:
    """The library's own texts in the language of the page; in English where it has no such language."""

    locales = property(lambda self: [i18n.current_language().code])

    def get_translations(self, form):
        """Read once for each language instead of with every form."""
        return _texts_of_forms(i18n.current_language().code)


class Rows(PlainForm):
    """A part of a form that returns several times in it."""

    class Meta(_InTheReadersLanguage):
        pass


class Form(FlaskForm):
    """A form that gives back what was typed before the language was switched."""

    def __init__(self, *args, **kwargs):
        if request.method == "GET" and "formdata" not in kwargs and not args:
            kept = kept_fields()
            if kept is not None:
                kwargs["formdata"] = kept
        super().__init__(*args, **kwargs)

    class Meta(_InTheReadersLanguage, FlaskForm.Meta):
        def wrap_formdata(self, form, formdata):
            """Every text loses the characters that no page and no database can hold."""
            given = super().wrap_formdata(form, formdata)
            if given is None or not hasattr(given, "items"):
                return given
            return MultiDict((name, without_control_characters(each)) for name, each in given.items(multi=True))


@lru_cache
def _texts_of_forms(code: str):
    return Translations.load(messages_path(), [code], domain="wtforms")


def without_control_characters(value):
    """A text without characters that mean nothing to a reader (XML 1.0, section 2.2); anything else as it is."""
    return UNREADABLE.sub("", value) if isinstance(value, str) else value


def choice(value: str, label: str):
    """One option of a select or radio field."""
    # The type stubs that checkers bring know only the older tuples.
    return choices.SelectChoice(value, label)  # pyright: ignore[reportAttributeAccessIssue]


class Ticks(choices.SelectMultipleField):
    """Several of a few: a box to tick for each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


# Who remembers what was typed is the business of accounts; it is plugged in when the app is put together.
_remember: list[Callable[[], MultiDict | None]] = []


def keep_fields_with(source: Callable[[], MultiDict | None]) -> None:
    """Name the function that gives back fields kept across a change of language."""
    _remember[:] = [source]


def kept_fields() -> MultiDict | None:
    """What was typed on this page before the language was switched, or None."""
    return _remember[0]() if _remember and "kept" in request.args else None


_menu: list[Callable[[], list[MenuItem]]] = []


def fill_menu_with(source: Callable[[], list[MenuItem]]) -> None:
    """Name the function that lists what the acting person finds in the menu."""
    _menu[:] = [source]


def menu() -> list[MenuItem]:
    """The menu of the acting person; empty for a visitor and on the kiosk."""
    return _menu[0]() if _menu else []


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
    response.headers.setdefault(
        "Cache-Control", "no-store" if request.path.startswith("/kiosk") else "private, no-cache"
    )
    return _whole_page_for_sign_in(response)


def _whole_page_for_sign_in(response: Response) -> Response:
    # htmx follows a redirect by itself and would put the sign-in page inside a part of the page.
    if not htmx or response.status_code not in (302, 303) or not response.location.startswith(ASKS_WHO_IT_IS):
        return response
    response.headers["HX-Redirect"] = response.headers.pop("Location")
    response.status_code = 204
    response.set_data(b"")
    return response


def error_page(status: int) -> Response:
    """A page that says in plain words what went wrong and what to do now."""
    heading, text = _explained(status)
    first = ("/kiosk", _("Back to the start")) if KIOSK_ONLY in request.cookies else ("/", _("To the first page"))
    return show("errors/page.html", status, heading=heading, text=text, next_url=first[0], next_label=first[1])


def plain_error_page(status: int) -> Response:
    """The same words on a page that asks nothing of the database."""
    heading, text = _explained(status)
    response = make_response(render_template_plainly(heading, text), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def render_template_plainly(heading: str, text: str) -> str:
    """errors/plain.html without what every page knows: that would ask the database who is acting."""
    template = current_app.jinja_env.get_template("errors/plain.html")
    return template.render(heading=heading, text=text, language=i18n.current_language())


def _explained(status: int) -> tuple[str, str]:
    return {
        400: (_("This form is too old."), _("Go back, load the page again and send it once more.")),
        403: (_("This page is not for you."), _("Ask the school if you think it should be.")),
        404: (_("We cannot find this page."), _("It may have moved, or it is not meant for you.")),
        405: (_("That does not work here."), _("Go back to the first page and try again from there.")),
        410: (_("This address is over."), _("Open the picture from the class page.")),
        413: (_("This file is too large."), _("Choose a smaller picture, or send fewer at once.")),
        429: (_("Too many tries."), _("Wait a few minutes and try again.")),
        503: (
            _("We cannot reach our own data right now."),
            _("Try again in a minute. Nothing you sent was lost by us."),
        ),
    }.get(status, (_("Something went wrong with us."), _("Try again in a minute. If it stays, tell the school.")))
