"""For whoever leads a case: planning the talk, what was agreed in it, and closing."""

from flask import request
from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.recovery import actions, queries
from portal.recovery.actions import DoneBefore, FamilyElsewhere, MovedOn, NotAnswered, NotOpen, NotYet, SaidNo, TooLate
from portal.recovery.forms import AgreementForm, CloseForm, PlanForm
from portal.recovery.models import RecoveryCase, RecoveryConsent, RecoveryTalk
from portal.recovery.rules import Answer
from portal.recovery.views.blueprint import routes
from portal.recovery.views.leading import refuse


@routes.route("/cases/<int:recovery_case>/plan", methods=["GET", "POST"])
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def plan(recovery_case: RecoveryCase):
    form = PlanForm(recovery_case, queries.talk_of(recovery_case))
    shown = {"case": recovery_case, "form": form, "reason": None, "home": queries.home_names(recovery_case)}
    audit.saw(actor(), recovery_case, now=clock.now())
    if request.method == "GET":
        return show("recovery/plan.html", **shown)
    if not form.validate():
        return refused("recovery/plan.html", **shown)
    try:
        actions.plan(recovery_case, form.planned(), actor(), now=clock.now())
    except (NotAnswered, SaidNo, FamilyElsewhere, TooLate) as refusal:
        return refused("recovery/plan.html", **shown | {"reason": _why(refusal)})
    tell(_("It is planned. Everybody who comes has it in their mail and their calendar, as a conversation."))
    return go(".case", recovery_case=recovery_case.id)


def _why(refusal: Exception) -> str:
    if isinstance(refusal, NotAnswered):
        return _("Your colleague has not answered yet. A no does not stop a talk with you; no answer does.")
    if isinstance(refusal, SaidNo):
        return _("This colleague does not want to sit at the talk. Plan it without them.")
    if isinstance(refusal, FamilyElsewhere):
        return _("The family has another conversation at this school then. Choose another time.")
    return _("This moment is past, or the talk was held already. Choose another time.")


@routes.post("/consents/<int:consent>/said-no")
@allow(To.LEAD_RECOVERY, consent=RecoveryConsent)
def said_no(consent: RecoveryConsent):
    """A colleague who does not come into the portal said it in person; a yes they say themselves."""
    try:
        actions.answer(consent, Answer.NO, actor(), now=clock.now())
    except NotOpen:
        return refuse(consent.case, _("This changed a moment ago. Look at how it stands now."))
    tell(_("Written down. A talk without this colleague can be planned."))
    return go(".case", recovery_case=consent.case_id)


@routes.route("/cases/<int:recovery_case>/agreement", methods=["GET", "POST"])
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def agreement(recovery_case: RecoveryCase):
    newest = queries.agreement_of(recovery_case)
    form = AgreementForm(data={"on": newest.version, **newest.lines} if newest else None)
    shown = {"case": recovery_case, "form": form, "reason": None}
    audit.saw(actor(), recovery_case, now=clock.now())
    if request.method == "GET":
        return show("recovery/agreement.html", **shown)
    if not form.validate():
        return refused("recovery/agreement.html", **shown)
    try:
        actions.agree(recovery_case, form.lines(), actor(), was_read_back=bool(form.read_back.data),
                      on=form.on.data or 0, now=clock.now())  # fmt: skip
    except MovedOn:
        reason = _("A colleague wrote a newer version meanwhile. Look at it before you write yours.")
        return refused("recovery/agreement.html", **shown | {"reason": reason})
    except (NotOpen, NotYet):
        reason = _("This can be written after a first word with the family, as long as the case is open.")
        return refused("recovery/agreement.html", **shown | {"reason": reason})
    tell(_("Saved. The family is asked whether it is right."))
    return go(".case", recovery_case=recovery_case.id)


@routes.route("/cases/<int:recovery_case>/close", methods=["GET", "POST"])
@allow(To.LEAD_RECOVERY, recovery_case=RecoveryCase)
def close(recovery_case: RecoveryCase):
    now, is_family = clock.now(), recovery_case.household_id is not None
    usual = i18n.local_date(queries.school_days(now).after(now, 5))
    form = CloseForm(i18n.local_date(now), asks_day=is_family, data={"good_news_on": usual})
    shown = {"case": recovery_case, "form": form, "asks_day": is_family, "reason": None}
    if request.method == "GET":
        return show("recovery/close.html", **shown)
    if not form.validate():
        return refused("recovery/close.html", **shown)
    try:
        actions.close(recovery_case, form.ending(), form.day(), actor(), now=now)
    except DoneBefore:
        return refused("recovery/close.html", **shown | {"reason": _("Somebody closed it a moment earlier.")})
    tell(_("Closed. The class teacher sees the family as before."))
    return go(".case", recovery_case=recovery_case.id)


@routes.post("/talks/<int:recovery_talk>/interpreter")
@allow(To.ARRANGE_INTERPRETERS, recovery_talk=RecoveryTalk)
def confirm_interpreter(recovery_talk: RecoveryTalk):
    actions.confirm_interpreter(recovery_talk, actor(), now=clock.now())
    tell(_("Written down: the interpreter is confirmed."))
    return go("conversations.interpreters")
