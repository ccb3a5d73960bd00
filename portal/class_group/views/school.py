"""What comes to the school: reports about hosts or without hosts, and appeals. Nothing else of a group is shown."""

from flask import abort
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.class_group import actions, queries
from portal.class_group.actions import AlreadyLookedAt
from portal.class_group.forms import REASONS, AppealForm, ReasonForm
from portal.class_group.models import Entry, Removal, Report
from portal.class_group.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as lists


@routes.get("/school")
@allow(To.SETTLE_GROUP)
def school():
    """What waits for an answer of the school."""
    return show("class_group/school.html", **_context())


def _context() -> dict:
    classes = lists.current_classes()
    return {
        "reports": queries.entries_to_look_at(actor(), clock.now()), "reasons": REASONS,
        "appeals": queries.removals_appealed(actor()),
        "hosts": [each for each in queries.hosts_of([each.id for each in classes]) if each.seat is None],
    }  # fmt: skip


@routes.route("/school/entries/<int:came>/remove", methods=["GET", "POST"])
@allow(To.SETTLE_GROUP, came=Entry)
def school_removes(came: Entry):
    """The school takes off the page what came to it."""
    (found, _seen), form = _came_here(came), ReasonForm()
    about = {"form": form, "entry": found, "by_school": True, "reason": ""}
    if not form.is_submitted():
        return show("class_group/remove.html", **about)
    if not form.validate():
        return refused("class_group/remove.html", **about)
    try:
        actions.remove(found, actor(), form.chosen, form.words, by_school=True, now=clock.now())
    except AlreadyLookedAt:
        return refused("class_group/remove.html", **about | {"reason": _("It was removed a moment ago.")})
    tell(_("It is off the page. Who wrote it reads why, in their own language."))
    return go(".school")


@routes.post("/school/entries/<int:came>/leave")
@allow(To.SETTLE_GROUP, came=Entry)
def school_leaves(came: Entry):
    found, seen = _came_here(came)
    actions.leave_it(found, seen, actor(), now=clock.now())
    tell(_("It stays."))
    return go(".school")


def _came_here(entry: Entry) -> tuple[Entry, list[Report]]:
    """With what was reported about it, as far as it came to the school."""
    seen = [each for each in queries.entries_to_look_at(actor(), clock.now()) if each.entry_id == entry.id]
    if not seen:
        abort(404)
    return entry, seen


@routes.post("/school/removals/<int:removal>/restore")
@allow(To.SETTLE_GROUP, removal=Removal)
def restore(removal: Removal):
    try:
        actions.restore(_appealed(removal), actor(), now=clock.now())
    except AlreadyLookedAt:
        abort(404)
    tell(_("It is back on the page, and who wrote it gets a message."))
    return go(".school")


@routes.route("/school/removals/<int:removal>/keep", methods=["GET", "POST"])
@allow(To.SETTLE_GROUP, removal=Removal)
def keep_removed(removal: Removal):
    """It stays removed, and the school says why."""
    found, form = _appealed(removal), AppealForm()
    about = {"form": form, "removal": found, "reasons": REASONS}
    if not form.is_submitted():
        return show("class_group/keep.html", **about)
    if not form.validate():
        return refused("class_group/keep.html", **about)
    try:
        actions.keep_removed(found, actor(), form.words, now=clock.now())
    except AlreadyLookedAt:
        abort(404)
    tell(_("Your answer is there, and who wrote it gets a message."))
    return go(".school")


def _appealed(removal: Removal) -> Removal:
    if removal.id not in {each.id for each in queries.removals_appealed(actor())}:
        abort(404)
    return removal
