"""Choosing the incidents of a request and going through their texts, word by word where needed."""

from flask import abort, request
from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow
from portal.disclosure import actions, queries
from portal.disclosure.actions import NotNow, NotThroughYet
from portal.disclosure.forms import ChooseForm, MaskForm
from portal.disclosure.models import AccessRequest
from portal.disclosure.queries import Texts
from portal.disclosure.queries.words import what_was_done
from portal.disclosure.views.blueprint import routes
from portal.disclosure.views.requests import about
from portal.incidents.forms import KINDS
from portal.incidents.models import RegisterEntry
from portal.pages import go, refused, show, tell


@routes.route("/requests/<int:access_request>/incidents", methods=["GET", "POST"])
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def choose(access_request: AccessRequest):
    form = ChooseForm(
        data={"incidents": [each.id for each in access_request.incidents]}, kinds=KINDS,
        offered=queries.incidents_to_choose(access_request.incidents),
    )  # fmt: skip
    context = {"form": form, "asked": access_request, "reason": None}
    if request.method == "GET":
        return show("disclosure/choose.html", **context)
    if not form.validate():
        return refused("disclosure/choose.html", **context)
    try:
        actions.choose(access_request, form.chosen(), actor(), now=clock.now())
    except NotNow:
        return refused("disclosure/choose.html", **context | {"reason": moved_on()})
    tell(_("Now go through every text, and mask whoever else is named."))
    return go(".texts", access_request=access_request.id)


@routes.get("/requests/<int:access_request>/texts")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def texts(access_request: AccessRequest):
    """Every text as it will read, and what still has to be gone through."""
    return show("disclosure/texts.html", **all_texts(access_request))


@routes.route("/requests/<int:access_request>/entries/<int:register_entry>", methods=["GET", "POST"])
@allow(To.ANSWER_REQUEST, access_request=AccessRequest, register_entry=RegisterEntry)
def entry(access_request: AccessRequest, register_entry: RegisterEntry):
    """The texts of one entry, each word with a box."""
    found = queries.hidden_in(access_request, register_entry)
    if found is None:
        abort(404)
    form = MaskForm(texts=found)
    if request.method == "GET":
        return show("disclosure/entry.html", **_of_entry(access_request, found, form))
    try:
        form.validate()
        actions.mask(access_request, found, form.hidden(request.form), actor(), now=clock.now())
    except NotNow:
        return refused("disclosure/entry.html", **_of_entry(access_request, found, form) | {"reason": moved_on()})
    return _on_to_next(access_request)


@routes.post("/requests/<int:access_request>/hand-on")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def hand_on(access_request: AccessRequest):
    try:
        actions.hand_on(access_request, actor(), now=clock.now())
    except NotThroughYet:
        unread = _("First choose the incidents, and go through every text of them.")
        return refused("disclosure/request.html", **about(access_request, reason=unread))
    except NotNow:
        return refused("disclosure/request.html", **about(access_request, reason=moved_on()))
    tell(_("Handed on. Somebody else of school leader and safety coordinator checks it."))
    return go(".read", access_request=access_request.id)


def all_texts(asked: AccessRequest) -> dict:
    """Every incident of a request with its texts; each look is written down."""
    audit.saw_all(actor(), [asked, *asked.incidents], now=clock.now())
    return {
        "asked": asked, "said": what_was_done, "reason": None,
        "incidents": [(incident, queries.texts_of(asked, incident)) for incident in asked.incidents],
        "left": queries.left_to_do(asked), "labels": queries.label_of,
    }  # fmt: skip


def moved_on() -> str:
    """Somebody else did something with it meanwhile."""
    return _("This changed a moment ago. Look at how it stands now.")


def _of_entry(asked: AccessRequest, texts: Texts, form: MaskForm) -> dict:
    audit.saw_all(actor(), [asked, texts.entry.incident], now=clock.now())
    return {
        "asked": asked, "texts": texts, "form": form, "reason": None, "what": what_was_done(texts.entry.what),
        "left": queries.left_to_do(asked), "writer": queries.WRITER,
    }  # fmt: skip


def _on_to_next(asked: AccessRequest):
    unread = queries.unread(asked)
    if unread:
        return go(".entry", access_request=asked.id, register_entry=unread[0].entry.id)
    tell(_("You went through every text. Read it once more as the receiver will."))
    return go(".texts", access_request=asked.id)
