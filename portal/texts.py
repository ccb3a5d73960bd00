"""The texts of pages, in the language of each: what a template says as `_("Sign out")`."""

from functools import lru_cache
from typing import Any

from flask import Flask
from flask_babel import get_domain
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from portal.i18n import current_language, in_language


def init_app(app: Flask) -> None:
    """Teach templates `_`: the library's way around costs more than the text. What counts (`ngettext`) is its own."""
    app.jinja_env.globals["_"] = _words


def get_ready(code: str) -> None:
    """Read the catalogue of a language before anybody asks."""
    with in_language(code):
        get_domain().get_translations()


@pass_eval_context
def _words(where: EvalContext, text: str, **values: Any) -> str:
    """A text with these values in it: in a page they are escaped and the text is not, in a plain mail neither."""
    said = _said(text, current_language().code, bool(where.autoescape))
    return said % values if values or "%" in said else said


@lru_cache(maxsize=8192)
def _said(text: str, code: str, is_page: bool) -> str:
    # Of the language of this page, which has the code: one answer is kept for each.
    said = get_domain().get_translations().ugettext(text)
    return Markup(said) if is_page else said
