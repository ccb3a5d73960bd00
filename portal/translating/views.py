"""The office's page about translating: how the engine is doing, what it costs, and the school's own words."""

from flask import Blueprint, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.translating import actions, queries
from portal.translating.forms import TermForm
from portal.translating.models import GlossaryTerm

routes = Blueprint("translating", __name__, url_prefix="/translating")


@routes.get("")
@allow(To.RUN_OFFICE)
def page():
    return show(
        "translating/page.html", engine=queries.standing(clock.now()), months=queries.months(),
        terms=queries.terms(), all_languages=i18n.languages(),
    )  # fmt: skip


@routes.post("/again")
@allow(To.RUN_OFFICE)
def again():
    """The worker asks the engine again with the next text; this page asks nobody."""
    actions.try_again(actor(), now=clock.now())
    tell(_("The engine is asked again with the next message."))
    return go(".page")


@routes.route("/terms", methods=["GET", "POST"])
@allow(To.RUN_OFFICE)
def add_term():
    form = TermForm()
    if request.method == "GET":
        return show("translating/term.html", form=form, term=None)
    try:
        if form.validate():
            actions.add_term(form.word(), form.language.data, form.words(), actor(), now=clock.now())
            tell(_("From now on this word is not left to the engine."))
            return go(".page", _anchor="terms")
    except actions.TermIsThere:
        form.term.errors = [_("This word is in the list already.")]
    return refused("translating/term.html", form=form, term=None)


@routes.route("/terms/<int:glossary_term>", methods=["GET", "POST"])
@allow(To.RUN_OFFICE, glossary_term=GlossaryTerm)
def change_term(glossary_term: GlossaryTerm):
    form = TermForm(row=glossary_term if request.method == "GET" else None)
    if request.method == "GET":
        return show("translating/term.html", form=form, term=glossary_term)
    try:
        if form.validate():
            values = (form.word(), form.language.data, form.words())
            actions.change_term(glossary_term, *values, actor(), now=clock.now())
            tell(_("The word is changed."))
            return go(".page", _anchor="terms")
    except actions.TermIsThere:
        form.term.errors = [_("This word is in the list already.")]
    return refused("translating/term.html", form=form, term=glossary_term)


@routes.post("/terms/<int:glossary_term>/remove")
@allow(To.RUN_OFFICE, glossary_term=GlossaryTerm)
def remove_term(glossary_term: GlossaryTerm):
    actions.remove_term(glossary_term, actor(), now=clock.now())
    tell(_("The word is taken off the list."))
    return go(".page", _anchor="terms")
