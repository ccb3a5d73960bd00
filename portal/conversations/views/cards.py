"""The cards before a conversation: each side writes its own, and reads the other's from a day before."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.conversations import actions, queries
from portal.conversations.forms.cards import CHILD, EVERY_CHILD, FORMS, QUESTIONS, filled_in
from portal.conversations.models import Booking, TalkCard
from portal.conversations.queries.talks import cards_for_colleague
from portal.conversations.rules import SHARED_BEFORE, Side, is_open_to_colleague, is_shared
from portal.conversations.views.blueprint import routes
from portal.home_context import queries as home_context
from portal.home_context.actions import note_look
from portal.home_context.forms import THEMES
from portal.pages import go, refused, show, tell

OF_FAMILY = (Side.PARENT, Side.CHILD)
OF_TEAM = (Side.TEAM,)


@routes.get("/bookings/<int:booking>/cards")
@allow(To.SEE_CARDS, booking=Booking)
def cards(booking: Booking):
    """A family sees its own card and its child's, the team its own; the others' too when it is time."""
    return show("conversations/cards.html", **_context(booking))


@routes.post("/bookings/<int:booking>/cards/parent")
@allow(To.CHANGE_BOOKING, booking=Booking)
def write_parent_card(booking: Booking):
    return _write(booking, Side.PARENT)


@routes.post("/bookings/<int:booking>/cards/child")
@allow(To.CHANGE_BOOKING, booking=Booking)
def write_child_card(booking: Booking):
    return _write(booking, Side.CHILD)


@routes.post("/bookings/<int:booking>/cards/team")
@allow(To.MANAGE_ROUND, booking=Booking)
def write_team_card(booking: Booking):
    return _write(booking, Side.TEAM)


def _write(booking: Booking, side: Side):
    _only_held(booking)
    form = FORMS[side]()
    if not form.validate():
        return refused("conversations/cards.html", **_context(booking, {side: form}))
    actions.write_card(booking, side, form.answers(), actor(), now=clock.now())
    tell(_("Saved. You can change it as often as you like."))
    return go(".cards", booking=booking.id)


def _only_held(booking: Booking) -> None:
    if booking.cancelled_at is not None:
        abort(404)


def _form(side: Side, cards: list[TalkCard], booking: Booking):
    guardian = actor().guardian
    card = queries.own_card(cards, side, guardian.household_id if guardian else booking.household_id)
    return FORMS[side](data=filled_in(side, card.answers if card else {}))


def _context(booking: Booking, typed: dict | None = None) -> dict:
    _only_held(booking)
    now, is_family, is_team = clock.now(), may(To.CHANGE_BOOKING, booking), may(To.MANAGE_ROUND, booking)
    if not (is_family or is_team or is_open_to_colleague(booking.ends_at, now=now)):
        abort(404)
    cards = queries.cards_of(booking)
    if is_family or is_team:
        others = queries.cards_of_others(cards, booking, is_family=is_family, now=now)
    else:
        others = cards_for_colleague(cards, booking, now=now)
    if not is_family:
        actions.note_look_at_cards(others, actor(), now=now)
    rather_here = _rather_here(booking, is_family=is_family) if is_family or is_team else []
    forms = {side: _form(side, cards, booking) for side in (OF_FAMILY if is_family else OF_TEAM if is_team else ())}
    return {
        "booking": booking, "is_family": is_family, "forms": forms | (typed or {}), "others": others,
        "joins": not (is_family or is_team), "rather_here": [THEMES[item.theme] for item in rather_here],
        "shared_from": booking.slot.starts_at - SHARED_BEFORE, "is_shared": is_shared(booking.slot.starts_at, now=now),
        "questions": QUESTIONS, "pictures": {name: answers | EVERY_CHILD for name, (_q, answers) in CHILD.items()},
        "names": queries.names_of_household(booking), "team": queries.names_of_team(booking.class_id),
    }  # fmt: skip


def _rather_here(booking: Booking, *, is_family: bool) -> list:
    """What the family would rather say here than write; that the team saw it is written down."""
    now, guardian = clock.now(), actor().guardian
    household_id = guardian.household_id if is_family else booking.household_id
    items = home_context.rather_in_conversation(booking.pupil_id, household_id, today=i18n.local_date(now))
    if not is_family:
        note_look(items, actor(), now=now)
    return items
