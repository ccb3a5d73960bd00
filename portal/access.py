"""Who may do what: all of it, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, wraps
from typing import Any

from flask import abort, g, redirect, request, url_for
from sqlalchemy import Select, bindparam, select

from portal.db import db, look_again, looking
from portal.school import queries as school
from portal.school.models import Person, Role


class Kiosk:
    """What a paired front-desk browser acts as; the row of the kiosk feature is one."""


Actor = Person | Kiosk | None


class To(StrEnum):
    """Every deed that somebody needs a right for."""

    SEE_TODAY = "see the first page"
    SEE_OWN_ACCOUNT = "see the own account"
    END_SESSION = "sign an own device out"
    READ_NEWS = "read a class's news"
    WRITE_NEWS = "write news for a class"
    CHANGE_NEWS = "change or withdraw a post"
    SEE_PICTURE = "see a picture of a post"
    SEE_CONVERSATIONS = "see the own conversations"
    BOOK_CONVERSATION = "book a conversation"
    CHANGE_BOOKING = "swap or cancel a conversation"
    OPEN_ROUND = "open a round of conversations for a class"
    MANAGE_ROUND = "manage a round of the own class"
    WRITE_HOME_CONTEXT = "write what the family wants the school to know"
    SEE_HOME_CONTEXT = "open the page about a child's home"
    CHANGE_HOME_ITEM = "take back something shared about home"
    ANSWER_HELP_CALL = "answer a help call"
    SEE_HELP_CALLS = "see the help calls"
    SEE_INCIDENTS = "see incidents"
    READ_INCIDENT = "read an incident"
    CHANGE_INCIDENT = "complete an incident"
    LOG_INCIDENT = "log an incident at the own desk"
    SEE_FIGURES = "see the yearly figures"
    RUN_OFFICE = "do the office's work"
    SEE_CHILD_LOG = "see who saw or changed what about an own child"
    EXPORT_OWN = "ask for a copy of the own household's data"
    FETCH_COPY = "fetch a copy that one asked for"
    SEE_AUDIT = "read who saw or changed what about whom, and the office's page about privacy"
    EXPORT_DATA = "make a copy of a family's data for that family"
    ERASE_DATA = "plan to erase a pupil or a guardian, and take it back"
    HOLD_DATA = "keep somebody's data longer, and lift that"
    USE_KIOSK = "use the front-desk screen"


@dataclass(frozen=True)
class Rule:
    """Who has the right at all (else 403), and over which things (else 404: it does not exist for them)."""

    role: Callable[[Any], bool]
    thing: Callable[[Any, Any], bool] = lambda actor, thing: True


def anybody(actor: Actor) -> bool:
    return isinstance(actor, Person)


def guardian(actor: Actor) -> bool:
    return isinstance(actor, Person) and actor.is_guardian


def staff(*roles: Role) -> Callable[[Actor], bool]:
    """Members of staff with one of these roles; with none named, all staff."""
    wanted = frozenset(roles or Role)
    return lambda actor: isinstance(actor, Person) and bool(wanted & actor.roles)


def either(*rules: Callable[[Actor], bool]) -> Callable[[Actor], bool]:
    return lambda actor: any(rule(actor) for rule in rules)


def kiosk(actor: Actor) -> bool:
    return isinstance(actor, Kiosk)


def reads_class(person: Person, thing) -> bool:
    """Parents read their children's classes, teachers their own, the leader all."""
    number = class_id(thing)
    return Role.LEADER in person.roles or school.teaches(person, number) or school.has_child_in(person, number)


def teaches_class(person: Person, thing) -> bool:
    return school.teaches(person, class_id(thing))


def class_id(thing) -> int:
    """The class a thing belongs to; a class belongs to itself."""
    return getattr(thing, "class_id", None) or thing.id


def has_child_in_class(person: Person, thing) -> bool:
    return school.has_child_in(person, class_id(thing))


def own_household(person: Person, thing) -> bool:
    """The household's own things, as long as this guardian may still open the child's pages."""
    mine = person.guardian is not None and thing.household_id == person.guardian.household_id
    return mine and school.is_child_of(thing.pupil_id, person)


def own_child(person: Person, pupil) -> bool:
    return school.is_child_of(pupil.id, person)


def own_pupil(person: Person, pupil) -> bool:
    return school.teaches_pupil(person, pupil.id)


def own_child_or_pupil(person: Person, pupil) -> bool:
    return own_child(person, pupil) or (Role.TEACHER in person.roles and own_pupil(person, pupil))


def is_called(person: Person, call) -> bool:
    """The people a help call reached, and those who answer for safety."""
    return person.id in call.called_ids or bool({Role.LEADER, Role.COORDINATOR} & person.roles)


def is_involved(person: Person, incident) -> bool:
    """Safety coordinator and leader see all incidents; others the ones they logged."""
    return bool({Role.LEADER, Role.COORDINATOR} & person.roles) or incident.reporter_id == person.id


def asked_for_it(person: Person, export) -> bool:
    """Whoever asked for a copy fetches it; a guardian as long as they are in that household."""
    is_own = person.guardian is not None and person.guardian.household_id == export.household_id
    return export.asked_by_id == person.id and (is_own or Role.OFFICE in person.roles)


RULES: dict[To, Rule] = {
    To.SEE_TODAY: Rule(anybody),
    To.SEE_OWN_ACCOUNT: Rule(anybody),
    To.END_SESSION: Rule(anybody, lambda person, session: session.person_id == person.id),
    To.READ_NEWS: Rule(either(guardian, staff(Role.TEACHER, Role.LEADER)), reads_class),
    To.SEE_PICTURE: Rule(either(guardian, staff(Role.TEACHER, Role.LEADER)), reads_class),
    To.WRITE_NEWS: Rule(staff(Role.TEACHER), teaches_class),
    To.CHANGE_NEWS: Rule(staff(Role.TEACHER), teaches_class),
    To.SEE_CONVERSATIONS: Rule(either(guardian, staff(Role.TEACHER))),
    To.BOOK_CONVERSATION: Rule(guardian, has_child_in_class),
    To.CHANGE_BOOKING: Rule(guardian, own_household),
    To.OPEN_ROUND: Rule(staff(Role.TEACHER), teaches_class),
    To.MANAGE_ROUND: Rule(staff(Role.TEACHER), teaches_class),
    To.WRITE_HOME_CONTEXT: Rule(guardian, own_child),
    To.SEE_HOME_CONTEXT: Rule(either(guardian, staff(Role.TEACHER)), own_child_or_pupil),
    To.CHANGE_HOME_ITEM: Rule(guardian, own_household),
    To.SEE_HELP_CALLS: Rule(staff()),
    To.ANSWER_HELP_CALL: Rule(staff(), is_called),
    To.SEE_INCIDENTS: Rule(staff()),
    To.LOG_INCIDENT: Rule(staff()),
    To.SEE_FIGURES: Rule(staff(Role.LEADER, Role.COORDINATOR)),
    To.READ_INCIDENT: Rule(staff(), is_involved),
    To.CHANGE_INCIDENT: Rule(staff(), is_involved),
    To.RUN_OFFICE: Rule(staff(Role.OFFICE)),
    To.SEE_CHILD_LOG: Rule(guardian, own_child),
    To.EXPORT_OWN: Rule(guardian),
    To.FETCH_COPY: Rule(either(guardian, staff(Role.OFFICE)), asked_for_it),
    To.SEE_AUDIT: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.EXPORT_DATA: Rule(staff(Role.OFFICE)),
    To.ERASE_DATA: Rule(staff(Role.OFFICE)),
    To.HOLD_DATA: Rule(staff(Role.OFFICE, Role.LEADER)),
    To.USE_KIOSK: Rule(kiosk),
}

# Each feature that knows a kind of actor adds how to recognise it; the first that does decides.
_recognisers: list[Callable[[], Actor]] = []


def recognise_by(recogniser: Callable[[], Actor]) -> None:
    """Add a way to tell who is acting in this request."""
    if recogniser not in _recognisers:
        _recognisers.append(recogniser)


def actor() -> Any:
    """Who is acting in this request: a Person, a paired Kiosk, or None. Asked once a request."""
    if "actor" not in g:
        g.actor = next((found for found in (by() for by in _recognisers) if found is not None), None)
    return g.actor


def may(to: To, thing=None) -> bool:
    """Whether the acting person has this right (over this thing): what lists and menus ask."""
    rule, who = RULES[to], actor()
    return who is not None and rule.role(who) and (thing is None or rule.thing(who, thing))


def allow(to: To, **models: type):
    """Mark a view with the right it needs: `@allow(To.BOOK_CONVERSATION, slot=Slot)`.

    The address part `slot` is looked up as a Slot and given to the view in its place. Nobody signed in:
    to the sign-in page. Without the role: 403. Not there, or somebody else's: 404.
    """

    def mark(view):
        @wraps(view)
        def guarded(**parts):
            with looking():
                who = actor()
                if who is None:
                    return ask_to_sign_in()
                if not RULES[to].role(who):
                    abort(403)
                for name, model in models.items():
                    parts[name] = _found(model, parts[name])
                    if not RULES[to].thing(who, parts[name]):
                        abort(404)
            look_again([parts[name] for name in models])
            return view(**parts)

        guarded.access = to  # type: ignore[attr-defined]
        return guarded

    return mark


def open_to_all(view):
    """Mark a view that anybody may open, signed in or not."""
    view.access = "all"
    return view


def ask_to_sign_in():
    """The sign-in page, which returns here afterwards."""
    if request.path.startswith("/kiosk"):
        return redirect(url_for("kiosk.pair"), 303)
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=back), 303)


def unmarked(app) -> list[str]:
    """Endpoints that nobody decided about; the app does not start while there is one."""
    views = app.view_functions.items()
    return sorted(name for name, view in views if name != "static" and not hasattr(view, "access"))


def _found(model: type, number: int):
    # Numbers beyond what the database can hold exist for nobody.
    thing = db.session.scalars(_by_number(model), {"number": number}).unique().first() if 0 < number < 2**31 else None
    if thing is None:
        abort(404)
    return thing


@lru_cache
def _by_number(model: Any) -> Select:
    """Written once for each kind of thing: writing the question costs as much as asking it."""
    return select(model).where(model.id == bindparam("number"))
