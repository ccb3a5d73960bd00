"""The language switch: the same page in another language, with everything that was typed."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import abort, g, redirect, request, session
from werkzeug.datastructures import MultiDict

from portal import clock, i18n
from portal.access import Kiosk, actor, open_to_all
from portal.accounts import actions
from portal.accounts.rules import KEPT_FIELDS_LIVE, KIOSK_FIELDS_LIVE
from portal.accounts.views.blueprint import routes

NOT_KEPT = (
    "csrf_token",
    "password",
    "new_password",
    "pin",
    "new_pin",
    "second_pin",
    "app_code",
    "paper_code",
    "code",
    "answer",
    "next",
)


@routes.post("/language/<code>")
@open_to_all
def language(code: str):
    return language_switched(code, inside="/")


def language_switched(code: str, *, inside: str):
    """Change the language and return to the same page, with everything that was typed."""
    if not i18n.is_spoken(code):
        abort(404)
    who = actor()
    if who is not None:
        who.language = code
    response = redirect(_same_page_with(request.form.items(multi=True), inside), 303)
    # A kiosk's browser keeps nothing: its row knows the language.
    if isinstance(who, Kiosk):
        return response
    response.set_cookie(i18n.LANGUAGE_COOKIE, code, max_age=31536000, samesite="Lax", httponly=True,
                        secure=request.is_secure)  # fmt: skip
    return response


def _same_page_with(fields, inside: str) -> str:
    back = safe_path(request.values.get("next", inside))
    back = back if back.startswith(inside) else inside
    token = kept_token(fields)
    if token is None:
        return back
    if isinstance(actor(), Kiosk):
        return with_kept(back, token)
    session["kept"] = token
    return with_kept(back)


def kept_token(fields) -> str | None:
    """Keep what was typed, but for secrets; the token to ask for it with, or None when nothing was."""
    typed = [(name, value) for name, value in fields if name not in NOT_KEPT]
    return actions.keep_fields(typed, now=clock.now()) if any(value.strip() for _name, value in typed) else None


def with_kept(back: str, token: str = "1") -> str:
    """The address of a page that asks for what was typed; with the token, where no cookie holds it."""
    parts = urlsplit(back)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "kept"]
    return f"{parts.path}?{urlencode([*query, ('kept', token)])}"


def fields_kept_for_this_page() -> MultiDict | None:
    """Read once, from the row that this browser's cookie names; kept for the request that asked.

    A kiosk has no such cookie: there the address names the row, for as long as the screen remembers what was typed.
    """
    if "kept_fields" not in g:
        is_kiosk = isinstance(actor(), Kiosk)
        token = request.args.get("kept") if is_kiosk else session.pop("kept", None)
        live = KIOSK_FIELDS_LIVE if is_kiosk else KEPT_FIELDS_LIVE
        fields = actions.give_back_fields(token, live=live, now=clock.now()) if token else None
        g.kept_fields = MultiDict(fields) if fields is not None else None
    return g.kept_fields


def safe_path(target: str) -> str:
    """A path of this portal, or the first page: nobody is sent elsewhere."""
    parts = urlsplit(target.replace("\\", "/"))
    is_ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    return target if is_ours and "\n" not in target and "\r" not in target else "/"
