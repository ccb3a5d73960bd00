"""The office or a teacher adds phrases of the school's own, changes and retires them."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.phrases import actions, queries
from portal.phrases.forms import OwnPhraseForm
from portal.phrases.models import OwnPhrase
from portal.phrases.queries.searching import LABELS, offer
from portal.phrases.views.blueprint import routes


@routes.errorhandler(actions.NoLongerOffered)
def no_longer_offered(_refusal):
    reason = _("Somebody changed or retired this phrase a moment ago. This is how it is now.")
    return refused("phrases/own.html", **_context(reason))


@routes.get("/own")
@allow(To.WRITE_PHRASES)
def own():
    """The school's own phrases, which languages each lacks, and those that were retired."""
    return show("phrases/own.html", **_context())


@routes.route("/own/new", methods=["GET", "POST"])
@allow(To.WRITE_PHRASES)
def add():
    form = OwnPhraseForm()
    if request.method == "GET":
        return show("phrases/write.html", form=form, row=None, labels=LABELS)
    if not form.validate():
        return refused("phrases/write.html", form=form, row=None, labels=LABELS)
    actions.add(actor(), form.phrase(), now=clock.now())
    tell(_("The phrase is in the bank. Every teacher can choose it."))
    return go(".own")


@routes.route("/own/<int:own_phrase>", methods=["GET", "POST"])
@allow(To.WRITE_PHRASES, own_phrase=OwnPhrase)
def change(own_phrase: OwnPhrase):
    form = OwnPhraseForm(row=own_phrase if request.method == "GET" else None)
    if request.method == "GET":
        return show("phrases/write.html", form=form, row=own_phrase, labels=LABELS)
    if not form.validate():
        return refused("phrases/write.html", form=form, row=own_phrase, labels=LABELS)
    actions.change(own_phrase, actor(), form.phrase(), now=clock.now())
    tell(_("The phrase is changed. Messages that were sent keep the old words."))
    return go(".own")


@routes.post("/own/<int:own_phrase>/retire")
@allow(To.WRITE_PHRASES, own_phrase=OwnPhrase)
def retire(own_phrase: OwnPhrase):
    actions.retire(own_phrase, actor(), now=clock.now())
    tell(_("The phrase is no longer offered. Messages that hold it keep it."))
    return go(".own")


@routes.post("/own/<int:own_phrase>/bring-back")
@allow(To.WRITE_PHRASES, own_phrase=OwnPhrase)
def bring_back(own_phrase: OwnPhrase):
    actions.bring_back(own_phrase, actor(), now=clock.now())
    tell(_("The phrase is offered again."))
    return go(".own")


def _context(reason: str = "") -> dict:
    return {"own": _offers(retired=False), "retired": _offers(retired=True), "reason": reason}


def _offers(*, retired: bool) -> list:
    code = actor().language
    return [(row, offer(queries.own_sentence(row), code)) for row in queries.own_phrases(retired=retired)]
