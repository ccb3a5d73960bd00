"""The addresses of static files, and the drawings that some of them hold."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app
from markupsafe import Markup

# Written down at the first use: a deployment's files do not change while it runs.
_marked: dict[str, str] = {}
_drawn: dict[tuple[str, str], Markup] = {}


def asset(path: str) -> str:
    """The address of a static file with a mark of its content: it may be kept for a year."""
    if path not in _marked:
        content = (Path(current_app.static_folder or "") / path).read_bytes()
        _marked[path] = f"/static/{path}?v={sha256(content).hexdigest()[:10]}"
    return _marked[path]


def icon(name: str) -> Markup:
    """A drawing beside a word."""
    return _written_out("icon", name)


def emblem(school_class: Any) -> Markup:
    """The drawing of a class."""
    return _written_out("emblem", school_class.emblem)


def _written_out(macro: str, name: str) -> Markup:
    # Once for each drawing: a page has some fifteen of them.
    if (macro, name) not in _drawn:
        macros = current_app.jinja_env.get_template("macros/drawings.html").module
        _drawn[macro, name] = Markup(getattr(macros, macro)(name))
    return _drawn[macro, name]
