"""The addresses of static files."""

from hashlib import sha256
from pathlib import Path

from flask import current_app

# Written down at the first use: a deployment's files do not change while it runs.
_marked: dict[str, str] = {}


def asset(path: str) -> str:
    """The address of a static file with a mark of its content: it may be kept for a year."""
    if path not in _marked:
        content = (Path(current_app.static_folder or "") / path).read_bytes()
        _marked[path] = f"/static/{path}?v={sha256(content).hexdigest()[:10]}"
    return _marked[path]
