"""The class list of a round: who has a conversation and who has not, what the team says of each child, and booking."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import (
    BookedAlready,
    CannotBook,
    HouseholdBusy,
    InTheWayOfIt,
    SlotTaken,
    TeacherElsewhere,
)
from portal.conversations.forms import WAYS
from portal.conversations.forms.children import APART, AS_USUAL, TOGETHER, ChildForm
from portal.conversations.models import RoundClass, Slot
from portal.conversations.queries import Home, ListedChild
from portal.conversations.views.blueprint import routes
from portal.conversations.views.wish_words import with_another_family
from portal.pages import go, refused, show, tell


@routes.get("/rounds/<int:row>/children")
@allow(To.TEND_ROUND, row=RoundClass)
def class_list(row: RoundClass):
    """Every child with each of its homes; `?child=` stays open, where one was at work."""
    return show("conversations/class_list.html", **_context(row, opened=request.args.get("child", "")))


@routes.post("/rounds/<int:row>/children/<int:pupil>")
@allow(To.TEND_ROUND, row=RoundClass)
def say_of_child(row: RoundClass, pupil: int):
    child = _child(row, pupil)
    form = _form(child)
    if not form.validate():
        return refused("conversations/class_list.html", **_context(row, typed={pupil: form}))
    try:
        actions.say_of_child(
            row, child.pupil, actor(), is_apart=form.is_apart, minutes=form.minutes.data, wanted=form.what_is_wanted,
            now=clock.now(),
        )  # fmt: skip
    except InTheWayOfIt as refusal:
        in_the_way = {pupil: refusal.bookings}
        return refused("conversations/class_list.html", **_context(row, typed={pupil: form}, in_the_way=in_the_way))
    tell(_("Kept for %(child)s.", child=child.pupil.first_name))
    return go(".class_list", row=row.id, child=pupil, _anchor=f"child-{pupil}")


@routes.get("/rounds/<int:row>/children/<int:pupil>/homes/<int:household>")
@allow(To.TEND_ROUND, row=RoundClass)
def times_for_home(row: RoundClass, pupil: int, household: int):
    """The free times, each a button that books for this family."""
    child = _child(row, pupil)
    return show("conversations/book_for.html", **_free_times(row, child, _home(child, household)))


@routes.post("/rounds/<int:row>/children/<int:pupil>/homes/<int:household>/<int:slot>")
@allow(To.TEND_ROUND, row=RoundClass, slot=Slot)
def book_for_home(row: RoundClass, pupil: int, household: int, slot: Slot):
    child = _child(row, pupil)
    home = _home(child, household)
    if (slot.round_id, slot.class_id) != (row.round_id, row.class_id):
        abort(404)
    try:
        actions.book_for(slot, child.pupil, home.household, actor(), now=clock.now())
    except (CannotBook, BookedAlready) as refusal:
        return refused("conversations/book_for.html", **_free_times(row, child, home, reason_of(refusal)))
    tell(_("The conversation is booked. The family and the team get a message, each in their own language."))
    return go(".class_list", row=row.id, _anchor=f"child-{pupil}")


def reason_of(refusal: CannotBook | BookedAlready) -> str:
    if isinstance(refusal, BookedAlready):
        return _("This family has a conversation about this child already.")
    if isinstance(refusal, TeacherElsewhere):
        return with_another_family(refusal.who)
    if isinstance(refusal, HouseholdBusy):
        return _("This family has another conversation at that time.")
    if isinstance(refusal, SlotTaken):
        return _("Another family took this time just before you, or it is held for one that waits.")
    return _("This time cannot be booked: it is past, kept free, or too short for this conversation.")


def _child(row: RoundClass, number: int) -> ListedChild:
    """A child of another class does not exist here."""
    return next((each for each in queries.class_list(row) if each.pupil.id == number), None) or abort(404)


def _home(child: ListedChild, number: int) -> Home:
    return next((each for each in child.homes if each.household.id == number), None) or abort(404)


def _free_times(row: RoundClass, child: ListedChild, home: Home, reason: str = "") -> dict:
    minutes = child.about.minutes if child.about else None
    free = queries.free_for_team(row.round_id, row.class_id, minutes, now=clock.now())
    return {
        "row": row, "child": child, "home": home, "reason": reason, "ways": WAYS, "minutes": minutes,
        "free": [(slot,) for slot in free],
    }  # fmt: skip


def _context(row: RoundClass, *, typed: dict | None = None, in_the_way: dict | None = None, opened: str = "") -> dict:
    children = queries.class_list(row)
    standings = [child.standing for child in children]
    return {
        "row": row, "children": children, "counts": {word: standings.count(word) for word in set(standings)},
        "forms": {child.pupil.id: _form(child) for child in children} | (typed or {}), "ways": WAYS,
        "in_the_way": in_the_way or {}, "opened": {*(typed or {}), *(in_the_way or {})} or {opened},
        "stage": row.round.stage(clock.now()),
    }  # fmt: skip


def _form(child: ListedChild) -> ChildForm:
    """Its fields have names of their own: the page holds one for every child."""
    said = {
        "homes": APART if child.is_apart else TOGETHER,
        "minutes": child.about.minutes if child.about else None,
        "wanted": child.wanted.value if child.wanted else AS_USUAL,
    }
    return ChildForm(prefix=f"child-{child.pupil.id}-", data=said)
