"""Where the person is: the page that a request belongs to."""

from urllib.parse import urlsplit

from flask import request


def here() -> str:
    """The page the person is on, as path and query, to return to; of a part that asks by itself, the page around it."""
    if shown := _ours(request.headers.get("HX-Current-URL")):
        return shown
    if request.url_rule is not None and "GET" in (request.url_rule.methods or ()):
        return request.full_path.rstrip("?")
    # The answer to a form whose address cannot be opened: back to the page the form was on.
    return _ours(request.referrer).partition("?")[0] or "/"


def _ours(address: str | None) -> str:
    """Path and query of a page of this portal; nothing for another's, or for what is no address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}".rstrip("?") if parts.netloc == request.host else ""
