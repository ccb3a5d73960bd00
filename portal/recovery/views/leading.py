"""For whoever leads a case: offering it, and its deeds in their order, one tap each."""

from flask import request
from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow, may
from portal.incidents.models import Incident
from portal.pages import go, refused, show, tell
from portal.recovery import actions, queries
from portal.recovery.actions import AlreadyOpen, DoneBefore, NotYet, TooLate
from portal.recovery.forms import (
    ANSWERS,
    FIRST_WORDS,
    LINES,
    OUTCOMES,
    QUESTIONS,
    STEPS,
    OfferForm,
    TermsForm,
)
from portal.recovery.models import RecoveryCase
from portal.recovery.views.blueprint import routes
from portal.school.models import Role


@routes.get("")
@allow(To.SEE_RECOVERY)
def page():
    now, me = clock.now(), actor()
    leads = bool({Role.LEADER, Role.COORDINATOR} & me.roles)
    cases = queries.cases_for(now) if leads else queries.owned_by(me)
    return show(
        "recovery/page.html", cases=cases, asked=queries.asked_of(me), talks=queries.to_prepare(me), now=now,
        steps=STEPS, next_of={case.id: queries.next_step(case, now).step for case in cases if case.is_open},
        outcomes=OUTCOMES, sets_terms=may(To.SET_RECOVERY_TERMS),
    )  # fmt: skip


@routes.route("/incidents/<int:incident>/offer", methods=["GET", "POST"])
@allow(To.LEAD_RECOVERY, incident=Incident)
def offer(incident: Incident):
    """Look for the family, choose its home, and begin."""
    audit.saw(actor(), incident, now=clock.now())
    words = request.values.get("q", "")
    form = OfferForm(queries.homes_named(words))
    shown = {"incident": incident, "form": form, "words": words}
    if request.method == "GET":
        return show("recovery/offer.html", **shown)
    if not form.validate():
        return refused("recovery/offer.html", **shown)
    try:
        case = actions.open_case(incident, form.whom(), actor(), now=clock.now())
    except AlreadyOpen:
        form.home.errors = [_("There is an open case with this family already.")]
        return refused("recovery/offer.html", **shown)
    tell(_("It has begun. First comes a word with the family; we remind you."))
    return go(".case", recovery_case=case.id)


@routes.get("/cases/<int:recovery_case>")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def case(recovery_case: RecoveryCase):
    audit.saw(actor(), recovery_case, now=clock.now())
    return show("recovery/case.html", **case_context(recovery_case))


@routes.post("/cases/<int:recovery_case>/first-word")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def first_word(recovery_case: RecoveryCase):
    said = _("Written down. Next comes a talk, if the family wants one.")
    return _done(actions.speak_first_word, recovery_case, said)


@routes.post("/cases/<int:recovery_case>/declined")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def declined(recovery_case: RecoveryCase):
    said = _("That is fine: a talk is voluntary. We remind you to ask once more how it goes.")
    return _done(actions.decline_talk, recovery_case, said)


@routes.post("/cases/<int:recovery_case>/call-off")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def call_off(recovery_case: RecoveryCase):
    return _done(actions.call_off, recovery_case, _("Called off. Everybody who would come is told."))


@routes.post("/cases/<int:recovery_case>/held")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def held(recovery_case: RecoveryCase):
    return _done(actions.hold, recovery_case, _("Good that you talked. Write down what you agreed."))


@routes.post("/cases/<int:recovery_case>/checked")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def checked(recovery_case: RecoveryCase):
    return _done(actions.check, recovery_case, _("Written down. You can close it now, or talk once more."))


@routes.post("/cases/<int:recovery_case>/take")
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def take(recovery_case: RecoveryCase):
    """Another leader goes on with it."""
    actions.give(recovery_case, actor(), actor(), now=clock.now())
    tell(_("It is yours now."))
    return go(".case", recovery_case=recovery_case.id)


@routes.route("/settings", methods=["GET", "POST"])
@allow(To.SET_RECOVERY_TERMS)
def settings():
    form = TermsForm(data={"days": queries.first_word_days()})
    if request.method == "GET":
        return show("recovery/settings.html", form=form)
    if not form.validate():
        return refused("recovery/settings.html", form=form)
    actions.set_terms(form.days.data or 0, actor(), now=clock.now())
    tell(_("Saved. It holds for what begins from now on."))
    return go(".page")


def _done(deed, recovery_case: RecoveryCase, said: str):
    try:
        deed(recovery_case, actor(), now=clock.now())
    except (DoneBefore, TooLate):
        return refuse(recovery_case, _("This changed a moment ago. Look at how it stands now."))
    except NotYet:
        return refuse(recovery_case, _("It is too early for this. First comes what stands here as the next step."))
    tell(said)
    return go(".case", recovery_case=recovery_case.id)


def refuse(recovery_case: RecoveryCase, reason: str):
    """The page of the case with why it was not done."""
    return refused("recovery/case.html", **case_context(recovery_case) | {"reason": reason})


def case_context(recovery_case: RecoveryCase) -> dict:
    """All that the page of a case shows."""
    now, talk = clock.now(), queries.talk_of(recovery_case)
    # What was prepared is read by who sits there for the school; another leader sees the case, not the cards.
    sits = talk is not None and may(To.JOIN_RECOVERY, talk)
    return {
        "case": recovery_case, "now": now, "next": queries.next_step(recovery_case, now), "steps": STEPS,
        "talk": talk, "sits": sits, "agreements": queries.agreements_of(recovery_case), "lines": LINES,
        "answers": ANSWERS, "first_words": FIRST_WORDS, "outcomes": OUTCOMES, "reason": None,
        "cards": queries.cards_for(recovery_case, actor()) if sits else [], "questions": QUESTIONS,
        "is_mine": recovery_case.owner_id == actor().id,
        "home": queries.home_names(recovery_case),
    }  # fmt: skip
