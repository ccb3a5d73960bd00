"""What may be done after an incident, in words."""

from portal.access import To
from portal.i18n import later as _
from portal.whose import leads_or_owns, sits_at_talk

AFTERWARDS: dict[To, str] = {
    To.SEE_RECOVERY: _("see what one has to do with recovery after an incident"),
    To.LEAD_RECOVERY: _("lead recovery with a family after an incident"),
    To.ANSWER_RECOVERY: _("say whether one wants a talk with a family"),
    To.JOIN_RECOVERY: _("prepare a talk with a family after an incident"),
    To.SEE_RECOVERY_TALK: _("see a conversation of the own household outside the rounds"),
    To.SET_RECOVERY_TERMS: _("say how soon a first word is spoken after an incident"),
    To.SEE_EVALUATIONS: _("see what one changes after incidents"),
    To.WRITE_EVALUATION: _("write and close the evaluation of an incident"),
    To.SETTLE_CHANGE: _("say that a change after an incident is done"),
}

# Over which things such a right goes.
LIMITS_AFTERWARDS = {
    leads_or_owns: _("Only what was given to oneself; school leader and safety coordinator: all."),
    sits_at_talk: _("Only talks at which one sits."),
}
