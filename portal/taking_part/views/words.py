"""An occasion or an answer in other languages, for who organises: by hand, by the engine, checked."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.taking_part import actions, queries
from portal.taking_part.forms import WordsForm
from portal.taking_part.models import Occasion, Outcome
from portal.taking_part.views.blueprint import routes
from portal.translating import queries as translating


@routes.route("/<int:occasion>/languages", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def languages(occasion: Occasion):
    """Every language: who reads it, what there is; posted, the engine makes what is missing."""
    return _languages(occasion)


@routes.route("/outcomes/<int:outcome>/languages", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, outcome=Outcome)
def outcome_languages(outcome: Outcome):
    return _languages(outcome)


@routes.route("/<int:occasion>/languages/<code>", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def write_words(occasion: Occasion, code: str):
    return _write(occasion, code)


@routes.route("/outcomes/<int:outcome>/languages/<code>", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, outcome=Outcome)
def write_outcome_words(outcome: Outcome, code: str):
    return _write(outcome, code)


@routes.post("/<int:occasion>/languages/<code>/remove")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def remove_words(occasion: Occasion, code: str):
    return _remove(occasion, code)


@routes.post("/outcomes/<int:outcome>/languages/<code>/remove")
@allow(To.INVITE_TO_TAKE_PART, outcome=Outcome)
def remove_outcome_words(outcome: Outcome, code: str):
    return _remove(outcome, code)


def _remove(thing: Any, code: str):
    actions.remove_words(thing, code, actor(), now=clock.now())
    tell(_("The version is gone. Families read the original again."))
    return _back(thing)


def _languages(thing: Any):
    if request.method == "GET":
        return show("taking_part/languages.html", **_context(thing))
    try:
        asked = actions.ask_engine(thing, now=clock.now())
    except actions.NoEngine:
        return refused("taking_part/languages.html", **_context(thing, _("This school has no translation engine.")))
    tell(
        _("The engine is at work. Look again in a minute.")
        if asked
        else _("There is nothing that the engine has to do.")
    )
    return _back(thing)


def _write(thing: Any, code: str):
    if code not in i18n.LANGUAGES or code == thing.language:
        abort(404)
    target, row = i18n.language(code), queries.words_in(thing, code)
    form = WordsForm(thing, target, data=dict(row.words) if row and row.words else {})
    page = {
        "thing": thing,
        "target": target,
        "row": row,
        "form": form,
        "back": _address(thing),
        "here": _address(thing, code),
    }
    if request.method == "GET":
        return show("taking_part/words.html", **page)
    if not form.validate():
        return refused("taking_part/words.html", **page)
    actions.write_words(thing, code, form.words(), actor(), now=clock.now())
    tell(_("Families who read %(language)s now get these words.", language=i18n.name_of(code)))
    return _back(thing)


def _is_occasion(thing: Any) -> bool:
    return isinstance(thing, Occasion)


def _address(thing: Any, code: str = "", deed: str = "write") -> str:
    """Where a language of this thing is written or removed; without one, the page of all languages."""
    kind, of = ("", "occasion") if _is_occasion(thing) else ("outcome_", "outcome")
    parts: dict[str, Any] = {of: thing.id} | ({"code": code} if code else {})
    return url_for(f".{deed}_{kind}words" if code else f".{kind}languages", **parts)


def _back(thing: Any):
    if _is_occasion(thing):
        return go(".languages", occasion=thing.id)
    return go(".outcome_languages", outcome=thing.id)


def _context(thing: Any, reason: str = "") -> dict[str, Any]:
    occasion = thing if _is_occasion(thing) else thing.occasion
    readers = queries.languages_of_invited(occasion)
    return {
        "thing": thing, "occasion": occasion, "rows": queries.in_all_languages(thing, readers), "reason": reason,
        "engine": translating.standing(clock.now()), "address": _address, "is_occasion": _is_occasion(thing),
        "has_words": any(thing.words.values()),
    }  # fmt: skip
