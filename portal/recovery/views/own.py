"""For the colleague: yes or no to a talk, and preparing one; for the family: its own conversation."""

from flask import request
from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.recovery import actions, queries
from portal.recovery.actions import DoneBefore, MovedOn, NotOpen
from portal.recovery.forms import CARDS, LINES, QUESTIONS, NotRightForm
from portal.recovery.models import RecoveryAgreement, RecoveryConsent, RecoveryTalk
from portal.recovery.rules import Answer, CardSide
from portal.recovery.views.blueprint import routes


@routes.post("/consents/<int:consent>/yes")
@allow(To.ANSWER_RECOVERY, consent=RecoveryConsent)
def say_yes(consent: RecoveryConsent):
    said = _("Thank you. You hear when a talk is planned; you may still change your mind.")
    return _answered(consent, Answer.YES, said)


@routes.post("/consents/<int:consent>/no")
@allow(To.ANSWER_RECOVERY, consent=RecoveryConsent)
def say_no(consent: RecoveryConsent):
    return _answered(consent, Answer.NO, _("That is fine. Nobody asks why. You may still change your mind."))


def _answered(consent: RecoveryConsent, says: Answer, said: str):
    try:
        actions.answer(consent, says, actor(), now=clock.now())
    except NotOpen:
        said = _("It was closed meanwhile; nothing is asked of you any more.")
    tell(said)
    return go(".page")


@routes.route("/talks/<int:recovery_talk>/card", methods=["GET", "POST"])
@allow(To.JOIN_RECOVERY, recovery_talk=RecoveryTalk)
def card(recovery_talk: RecoveryTalk):
    """The own card; private to those who sit there for the school, like the others'."""
    case, me = recovery_talk.case, actor()
    is_asked = any(each.person_id == me.id for each in case.consents)
    side = CardSide.COLLEAGUE if is_asked else CardSide.SCHOOL
    own = queries.card_of(case, side, me)
    form = CARDS[side](data=own.answers if own else None)
    shown = {
        "talk": recovery_talk, "case": case, "form": form, "others": queries.cards_for(case, me),
        "questions": QUESTIONS, "agreement": queries.agreement_of(case), "lines": LINES, "reason": None,
        "home": queries.home_names(case),
    }  # fmt: skip
    audit.saw(me, case, now=clock.now())
    if request.method == "GET":
        return show("recovery/card.html", **shown)
    if not form.validate():
        return refused("recovery/card.html", **shown)
    try:
        actions.write_card(case, side, form.answers(), me, now=clock.now())
    except NotOpen:
        return refused("recovery/card.html", **shown | {"reason": _("It was closed meanwhile.")})
    tell(_("Saved. Only who sits there for the school reads it."))
    return go(".card", recovery_talk=recovery_talk.id)


@routes.route("/talks/<int:recovery_talk>", methods=["GET", "POST"])
@allow(To.SEE_RECOVERY_TALK, recovery_talk=RecoveryTalk)
def talk(recovery_talk: RecoveryTalk):
    """The family's own page of this conversation, with what it prepares and what was agreed."""
    form = _family_form(recovery_talk)
    if request.method == "GET":
        return show("recovery/family.html", **_family_context(recovery_talk))
    if not form.validate():
        return refused("recovery/family.html", **_family_context(recovery_talk) | {"form": form})
    try:
        actions.write_card(recovery_talk.case, CardSide.FAMILY, form.answers(), actor(), now=clock.now())
    except NotOpen:
        return _refuse(recovery_talk, _("This conversation is over; nothing can be prepared any more."))
    tell(_("Saved. The school reads it before the conversation. You can change it until then."))
    return go(".talk", recovery_talk=recovery_talk.id)


@routes.post("/talks/<int:recovery_talk>/decline")
@allow(To.SEE_RECOVERY_TALK, recovery_talk=RecoveryTalk)
def decline(recovery_talk: RecoveryTalk):
    """The family would rather not: it is voluntary."""
    try:
        actions.decline_talk(recovery_talk.case, actor(), now=clock.now())
    except DoneBefore:
        return _refuse(recovery_talk, _("This conversation was held or called off already."))
    tell(_("That is fine. The school is told. You can always ask for a conversation after all."))
    return go("conversations.page")


@routes.post("/agreements/<int:recovery_agreement>/right")
@allow(To.SEE_RECOVERY_TALK, recovery_agreement=RecoveryAgreement)
def say_right(recovery_agreement: RecoveryAgreement):
    return _said(recovery_agreement, NotRightForm(formdata=None), is_right=True)


@routes.post("/agreements/<int:recovery_agreement>/not-right")
@allow(To.SEE_RECOVERY_TALK, recovery_agreement=RecoveryAgreement)
def say_not_right(recovery_agreement: RecoveryAgreement):
    form = NotRightForm()
    recovery_talk = queries.talk_of(recovery_agreement.case)
    if not form.validate() and recovery_talk is not None:
        return refused("recovery/family.html", **_family_context(recovery_talk) | {"not_right": form})
    return _said(recovery_agreement, form, is_right=False)


def _said(recovery_agreement: RecoveryAgreement, form: NotRightForm, *, is_right: bool):
    recovery_talk = queries.talk_of(recovery_agreement.case)
    words = "" if is_right else form.words.data or ""
    try:
        actions.say_of_agreement(recovery_agreement, actor(), is_right=is_right, words=words, now=clock.now())
    except MovedOn:
        if recovery_talk is not None:
            return _refuse(recovery_talk, _("The school wrote a newer version. Look at that one."))
    tell(_("Thank you. The school sees your answer."))
    return go(".talk", recovery_talk=recovery_talk.id) if recovery_talk else go("conversations.page")


def _refuse(recovery_talk: RecoveryTalk, reason: str):
    return refused("recovery/family.html", **_family_context(recovery_talk) | {"reason": reason})


def _family_form(recovery_talk: RecoveryTalk):
    own = queries.card_of(recovery_talk.case, CardSide.FAMILY, actor())
    return CARDS[CardSide.FAMILY](data=own.answers if own else None)


def _family_context(recovery_talk: RecoveryTalk) -> dict:
    return {
        "talk": recovery_talk, "case": recovery_talk.case, "form": _family_form(recovery_talk), "reason": None,
        "agreement": queries.agreement_of(recovery_talk.case), "lines": LINES, "not_right": NotRightForm(formdata=None),
        "now": clock.now(),
    }  # fmt: skip
