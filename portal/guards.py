"""How the table of `access.py` is kept: who is acting, and what becomes of somebody without the right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial, wraps
from typing import Any

from flask import abort, g, redirect, request, session, url_for
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm.util import identity_key

from portal.db import LOOKING, db, done_looking, looking
from portal.pages import htmx
from portal.school.models import Hat, Person
from portal.whereabouts import here


class Kiosk:
    """What a paired front-desk browser acts as; the row of the kiosk feature is one."""


Actor = Person | Kiosk | None


@dataclass(frozen=True)
class Rule:
    """Who has the right at all (else 403), and over which things (else 404: it does not exist for them)."""

    role: Callable[[Any], bool]
    thing: Callable[[Any, Any], bool] = lambda actor, thing: True


# The table, as access.py hands it over: each right with its rule, and the rights that never ask for a new proof.
_rules: dict[StrEnum, Rule] = {}
_never_asks: set[StrEnum] = set()


def keep_to(rules: Mapping[Any, Rule], *, never_asks: frozenset[Any]) -> None:
    """Take over the table of rights."""
    _rules.update(rules)
    _never_asks.update(never_asks)


# Each feature that knows a kind of actor adds how to recognise it; the first that does decides.
_recognisers: list[Callable[[], Actor]] = []


def recognise_by(recogniser: Callable[[], Actor]) -> None:
    """Add a way to tell who is acting in this request."""
    if recogniser not in _recognisers:
        _recognisers.append(recogniser)


# Who knows how old a proof is, is the business of accounts; it is plugged in when the app is put together.
_provers: list[Callable[[Any], Any]] = []


def prove_by(prover: Callable[[Any], Any]) -> None:
    """Name the function that returns None, or where to show first again who one is."""
    _provers[:] = [prover]


def actor() -> Any:
    """Who is acting in this request: a Person, a paired Kiosk, or None. Asked once a request."""
    try:
        return g.actor
    except AttributeError:
        g.actor = next((found for found in (by() for by in _recognisers) if found is not None), None)
        return g.actor


def may(to: StrEnum, thing=None) -> bool:
    """Whether the acting person has this right (over this thing): what lists and menus ask."""
    rule, who = _rules[to], actor()
    return who is not None and rule.role(who) and (thing is None or rule.thing(who, thing))


def allow(to: StrEnum, /, *, before_turn: bool = False, **models: type):
    """Mark a view with the right it needs: `@allow(To.BOOK_CONVERSATION, slot=Slot)`.

    The address part `slot` is looked up as a Slot and given to the view in its place. Nobody signed in: to the sign-in
    page. Without the role: 403. Not there, or somebody else's: 404; but who could open it under the other hat is asked
    to change hats. A right of FRESH asks for a fresh proof, after all of that. `before_turn`: looked up before the turn
    to write; the action reads again, locked, what may have changed meanwhile (on PostgreSQL each has to anyway).
    """

    def mark(view):
        @wraps(view)
        def guarded(**parts):
            with looking():
                who = actor()
                if who is None:
                    return ask_to_sign_in()
                if not _rules[to].role(who):
                    return _refused(403, to, models, parts)
                if before_turn and not _looked_up(to, models, parts):
                    return _refused(404, to, models, parts)
            done_looking()
            if not (before_turn or _looked_up(to, models, parts)):
                return _refused(404, to, models, parts)
            asked = _proof_first(to)
            return view(**parts) if asked is None else asked

        vars(guarded).update(access=to, check=partial(_check, to, models))
        return guarded

    return mark


def _looked_up(to: StrEnum, models: dict[str, type], parts: dict[str, Any]) -> bool:
    """Put the things in the place of their numbers; whether the acting person has this right over them."""
    parts |= {name: _found(model, parts[name]) for name, model in models.items()}
    return all(_rules[to].thing(actor(), parts[name]) for name in models)


def _check(to: StrEnum, models: dict[str, type], who: Actor, parts: Mapping[str, Any]) -> None:
    """Refuse as the view would, without opening it: for a list that links to it."""
    rule = _rules[to]
    if who is None or not rule.role(who):
        abort(403)
    if not all(rule.thing(who, _found(model, parts[name])) for name, model in models.items()):
        abort(404)


def _proof_first(to: StrEnum):
    if to in _never_asks:
        return None
    return next((asked for asked in (prover(to) for prover in _provers) if asked is not None), None)


def _refused(status: int, to: StrEnum, models: dict[str, type], parts: dict):
    """The refusal; or, for a page that the acting person may open under the other hat, the question to change hats."""
    if request.method == "GET" and _has_two_hats(actor()) and _may_with_other_hat(to, models, parts):
        return redirect(url_for("accounts.ask_for_hat", next=here()), 303)
    return abort(status)


def _has_two_hats(who: Actor) -> bool:
    return isinstance(who, Person) and who.has_two_hats


def _may_with_other_hat(to: StrEnum, models: dict[str, type], parts: dict) -> bool:
    who, rule = actor(), _rules[to]
    worn = who.hat
    who.hat = Hat.STAFF if worn is Hat.PARENT else Hat.PARENT
    try:
        things = [_found(model, parts[name]) if isinstance(parts[name], int) else parts[name]
                  for name, model in models.items()]  # fmt: skip
        return rule.role(who) and all(rule.thing(who, thing) for thing in things)
    finally:
        who.hat = worn


def open_to_all(view):
    """Mark a view that anybody may open, signed in or not."""

    @wraps(view)
    def unguarded(**parts):
        done_looking()
        return view(**parts)

    vars(unguarded).update(access="all")
    return unguarded


def ask_to_sign_in():
    """The sign-in page, which returns here afterwards."""
    if request.path.startswith("/kiosk"):
        return redirect(url_for("kiosk.pair"), 303)
    back = here() if request.method == "GET" or htmx else None
    # Who did the first step goes on with the second.
    door = "accounts.second_step" if "half_way" in session else "accounts.sign_in"
    return redirect(url_for(door, next=back), 303)


def unmarked(app) -> list[str]:
    """Endpoints that nobody decided about; the app does not start while there is one."""
    views = app.view_functions.items()
    return sorted(name for name, view in views if name != "static" and not hasattr(view, "access"))


def _found(model: type, number: int):
    # Numbers beyond what the database can hold exist for nobody.
    if not 0 < number < 2**31:
        abort(404)
    thing = _known(model, number)
    if thing is None:
        thing = db.session.scalars(_by_number(model), {"number": number}).unique().first()
    if thing is None:
        abort(404)
    return thing


def _known(model: type, number: int):
    """What was read before in the same transaction; who may change something reads it again, in its own."""
    return db.session.identity_map.get(identity_key(model, number)) if request.method in LOOKING else None


@lru_cache
def _by_number(model: Any) -> Select:
    """Written once for each kind of thing: writing the question costs as much as asking it."""
    return select(model).where(model.id == bindparam("number"))
