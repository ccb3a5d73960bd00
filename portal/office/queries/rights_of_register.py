"""The rights about the register of incidents, in words."""

from portal.i18n import later as _
from portal.rights import To
from portal.whose import added_it, is_asked_by_somebody, is_involved_and_whole, stands_in, was_there

OF_REGISTER = {
    To.TAKE_BACK_COLLEAGUE: _("say that a colleague was not there after all"),
    To.SEE_INCIDENTS: _("see incidents"),
    To.READ_INCIDENT: _("read an incident"),
    To.CHANGE_INCIDENT: _("complete an incident"),
    To.LOG_INCIDENT: _("log an incident at the own desk"),
    To.ADD_EVIDENCE: _("add a file to an incident"),
    To.FETCH_EVIDENCE: _("fetch a file of an incident"),
    To.SEE_OWN_PART: _("see the own part of an incident in which one stands"),
    To.SET_REGISTER: _("say how serious an incident is called, and what must be reported"),
    To.SEE_KEEPING: _("see how long the register is kept, what is held, and what was destroyed"),
    To.SET_KEEPING: _("decide how long names of incidents are kept"),
    To.HOLD_INCIDENT: _("keep an incident whole, and lift that"),
    To.LOG_REQUEST: _("write down that somebody asks for a copy of the register"),
    To.SEE_REQUEST: _("see where a request for a copy of the register stands"),
    To.ANSWER_REQUEST: _("choose, mask, check and release a copy of the register"),
    To.DECIDE_MEASURE: _("decide about a measure after an incident"),
    To.SHOW_AT_DESK: _("let the front desk know that something is in force"),
}
# Over which incidents these rights go.
LIMITS_OF_REGISTER = {
    was_there: _("Only incidents in which one stands."),
    stands_in: _("Only incidents they logged or stand in; school leader and safety coordinator: all."),
    added_it: _("Only what one added; school leader and safety coordinator: all."),
    is_involved_and_whole: _("Only incidents they logged, as long as names are kept; leader and coordinator: all."),
    is_asked_by_somebody: _("The office: requests of people about themselves; leader and coordinator: all."),
}
