"""What parents said, put under themes, and what the school answers: for who organises."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.taking_part import actions, queries
from portal.taking_part.forms import OutcomeForm, ThemeForm
from portal.taking_part.models import Contribution, Occasion, Outcome
from portal.taking_part.queries.names import title_of
from portal.taking_part.views.blueprint import routes
from portal.taking_part.views.pages import names_of
from portal.translating import queries as translating


@routes.get("/<int:occasion>/contributions")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def contributions(occasion: Occasion):
    """In the language in which it was written, with what the engine made of it."""
    return show("taking_part/contributions.html", **_context(occasion))


@routes.post("/<int:occasion>/contributions")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def ask_in(occasion: Occasion):
    """All that is in another language, in the reader's: asked for, never by itself."""
    code = i18n.current_language().code
    said = [each.contribution for each in queries.all_contributions(occasion, code)]
    try:
        asked = actions.ask_in(code, said, now=clock.now())
    except actions.NoEngine:
        return _not_done(occasion, _("This school has no translation engine."))
    tell(
        _("The engine is at work. Look again in a minute.")
        if asked
        else _("There is nothing that the engine has to do.")
    )
    return go(".contributions", occasion=occasion.id)


@routes.post("/<int:occasion>/themes")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def add_theme(occasion: Occasion):
    form = ThemeForm()
    if not form.validate():
        return _not_done(occasion, theme_form=form)
    actions.add_theme(occasion, (form.theme.data or "").strip(), actor())
    return go(".contributions", occasion=occasion.id)


@routes.post("/contributions/<int:contribution>/theme")
@allow(To.INVITE_TO_TAKE_PART, contribution=Contribution)
def put_under(contribution: Contribution):
    themes = {str(each.id): each for each in queries.outcomes_of(contribution.occasion)}
    actions.put_under(contribution, themes.get(request.form.get("theme", "")))
    return go(".contributions", occasion=contribution.occasion_id, _anchor=f"said-{contribution.id}")


@routes.post("/contributions/<int:contribution>/remove")
@allow(To.INVITE_TO_TAKE_PART, contribution=Contribution)
def remove_contribution(contribution: Contribution):
    number = contribution.occasion_id
    actions.remove(contribution, actor(), now=clock.now())
    tell(_("It is gone for good. The log says that you removed it."))
    return go(".contributions", occasion=number)


@routes.route("/outcomes/<int:outcome>", methods=["GET", "POST"])
@allow(To.INVITE_TO_TAKE_PART, outcome=Outcome)
def outcome(outcome: Outcome):
    """What was said in the school's own words, and what comes of it."""
    form = OutcomeForm(outcome)
    code = i18n.current_language().code
    under = [
        each for each in queries.all_contributions(outcome.occasion, code) if each.contribution.outcome_id == outcome.id
    ]
    page = {"outcome": outcome, "form": form, "under": under, "name_of": i18n.name_of}
    if request.method == "GET":
        return show("taking_part/outcome.html", reason="", **page)
    if not form.validate():
        return refused("taking_part/outcome.html", reason="", **page)
    try:
        actions.write_outcome(outcome, form.answered(), form.language.data, actor(), now=clock.now())
    except actions.NotWhole:
        reason = _("Families read this already. It needs what was said, and what you do with it.")
        return refused("taking_part/outcome.html", reason=reason, **page)
    tell(_("It is kept."))
    return go(".contributions", occasion=outcome.occasion_id)


@routes.post("/outcomes/<int:outcome>/remove")
@allow(To.INVITE_TO_TAKE_PART, outcome=Outcome)
def remove_theme(outcome: Outcome):
    occasion = outcome.occasion
    try:
        actions.remove_theme(outcome)
    except actions.NothingToPublish:
        return _not_done(occasion, _("Families read this answer. Withdraw the answer first."))
    tell(_("The theme is gone. What stood under it is there without a theme."))
    return go(".contributions", occasion=occasion.id)


@routes.post("/<int:occasion>/publish")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def publish(occasion: Occasion):
    try:
        told = actions.publish_answer(occasion, actor(), now=clock.now())
    except actions.NothingToPublish:
        return _not_done(occasion, _("There is no theme yet. Make one, and say what you do with it."))
    except actions.NotWhole as refusal:
        names = ", ".join(refusal.themes)
        return _not_done(
            occasion, _("Say of each theme what was said and what you do with it: %(names)s.", names=names)
        )
    tell(ngettext(
        "Every family reads it. %(num)d parent who took part is told.",
        "Every family reads it. %(num)d parents who took part are told.", told,
    ))  # fmt: skip
    return go(".occasion", occasion=occasion.id)


@routes.post("/<int:occasion>/withdraw-answer")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def withdraw_answer(occasion: Occasion):
    actions.withdraw_answer(occasion, actor(), now=clock.now())
    tell(_("Families do not read it any more. You can publish it again."))
    return go(".contributions", occasion=occasion.id)


def _not_done(occasion: Occasion, reason: str = "", **more: Any):
    return refused("taking_part/contributions.html", **(_context(occasion, reason) | more))


def _context(occasion: Occasion, reason: str = "") -> dict[str, Any]:
    code = i18n.current_language().code
    said, themes = queries.said_in([occasion], code)[occasion.id], queries.outcomes_of(occasion)
    return {
        "occasion": occasion, "title": title_of(occasion, said), "reason": reason,
        "theme_form": ThemeForm(formdata=None),
        "said": queries.all_contributions(occasion, code), "themes": themes,
        "lacks": names_of(queries.lacking(themes, queries.languages_of_invited(occasion))),
        "has_engine": translating.is_on(), "name_of": i18n.name_of, "code": code,
    }  # fmt: skip
