"""For the teacher: whom a post reached, and reminding whom it did not."""

from flask import abort, request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.drawing import parts_of
from portal.news import actions, queries
from portal.news.actions import NobodyToRemind, NotOnThePage, RemindedLately
from portal.news.models import Post
from portal.news.queries import NOT_REACHED, Reached
from portal.news.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school.models import SchoolClass

DAYS = (1, 2, 3, 5, 7)
TEMPLATE = "news/reached.html"


@routes.get("/posts/<int:post>/reached")
@allow(To.SEE_REACHED, post=Post)
def reached(post: Post):
    return show(TEMPLATE, **_context(post))


@routes.post("/posts/<int:post>/remind")
@allow(To.SEE_REACHED, post=Post)
def remind(post: Post):
    try:
        number = actions.remind(post, _classes(post), actor(), now=clock.now())
    except (NobodyToRemind, NotOnThePage, RemindedLately) as refusal:
        return refused(TEMPLATE, **_context(post) | {"why": _why(refusal)})
    tell(ngettext("We remind %(num)d person, in their own language.",
                  "We remind %(num)d people, each in their own language.", number))  # fmt: skip
    return go(".reached", post=post.id)


@routes.post("/posts/<int:post>/remind-later")
@allow(To.SEE_REACHED, post=Post)
def remind_later(post: Post):
    days = request.form.get("days", type=int)
    if days is not None and days not in (0, *DAYS):
        abort(400)
    actions.remind_later(post, actor(), days or None, now=clock.now())
    tell(_("Who has not opened it by then is reminded once.") if days else _("Nobody is reminded by itself."))
    return go(".reached", post=post.id)


def _classes(post: Post) -> list[SchoolClass]:
    return queries.classes_reached(post, actor())


def _context(post: Post) -> dict:
    classes = _classes(post)
    families = queries.families_reached(post, classes)

    def those(*states: Reached) -> list:
        return [family for family in families if family.state in states]

    return {
        "post": post, "classes": classes, "not_reached": those(*NOT_REACHED), "waiting": those(Reached.WAITING),
        "opened": those(Reached.OPENED), "reacted": those(Reached.REACTED), "families": families, "days": DAYS,
        "after_days": queries.reminding_of(post), "reminded_at": queries.reminded_at(post), "why": "",
        "language_name": i18n.name_of,
    } | _picture(families)  # fmt: skip


def _picture(families: list[queries.Family]) -> dict:
    """How far it came as one bar, the furthest first, and the same as lines of a table."""
    parts = (
        (_("Reacted"), (Reached.REACTED,)), (_("Opened"), (Reached.OPENED,)),
        (_("Hear of it soon"), (Reached.WAITING,)), (_("Not reached yet"), NOT_REACHED),
    )  # fmt: skip
    lines = [(word, sum(family.state in states for family in families)) for word, states in parts]
    is_mirrored = i18n.current_language().dir == "rtl"
    said = " ".join(_("%(what)s: %(number)s.", what=word, number=number) for word, number in lines)
    return {"lines": lines, "bar": parts_of([number for _word, number in lines], is_mirrored=is_mirrored), "said": said}


def _why(refusal: Exception) -> str:
    if isinstance(refusal, RemindedLately):
        return _("Families were reminded of this less than a day ago. Try again tomorrow, or ring.")
    if isinstance(refusal, NotOnThePage):
        return _("This message is not on the class page now.")
    return _("There is nobody left to remind: they opened it, hear of it soon, or were reminded twice. Ring them.")
