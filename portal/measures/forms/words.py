"""How the kinds and states of measures are called, and what still has to be done, a line each."""

from portal.i18n import later as _
from portal.measures.rules import Delivered, Due, Kind, Need, State, Verdict

KINDS = {
    Kind.CONVERSATION: _("Conversation"),
    Kind.AGREEMENT: _("Agreement"),
    Kind.WARNING: _("Written warning"),
    Kind.REFUSAL: _("Access refused for a period"),
    Kind.POLICE: _("Report to the police"),
    Kind.BOARD: _("Report to the school board"),
    Kind.INSPECTORATE: _("Report to the trust officer of the inspectorate"),
    Kind.YOUTH_CODE: _("Youth protection code"),
    Kind.NONE: _("No measure, with the reason"),
}
STATES = {
    State.DRAFT: _("draft"),
    State.PROPOSED: _("proposed"),
    State.ACTIVE: _("in force"),
    State.ENDED: _("ended"),
    State.LIFTED: _("lifted"),
    State.REPLACED: _("replaced"),
    State.DROPPED: _("dropped"),
}
DUES = {
    Due.HEARING: _("Hear what the person has to say"),
    Due.REVIEW: _("Look again whether it is still needed"),
    Due.TALK: _("Recovery talk"),
    Due.END: _("Last day"),
    Due.OBJECTION: _("Answer the objection"),
}
HOWS = {
    Delivered.BY_HAND: _("Handed over in person"),
    Delivered.REGISTERED: _("By registered mail"),
    Delivered.SCHOOL_MAIL: _("By e-mail from the school itself"),
}
VERDICTS = {
    Verdict.UPHELD: _("The objection was right"),
    Verdict.PARTLY: _("The objection was partly right"),
    Verdict.REJECTED: _("The decision stays as it is"),
    Verdict.WITHDRAWN: _("The objection was withdrawn"),
}
NEEDS = {
    Need.AGAINST: _("Write whom it is about."),
    Need.REASONS: _("Write down the reasons."),
    Need.NORM: _("Choose the line of the norm that was crossed."),
    Need.WARNED: _("Give the day of an earlier warning, or write why there was no time for one."),
    Need.HEARD: _("Hear the person first, and give the day. When it is urgent: at most 5 days after the first day."),
    Need.START: _("Choose the first day: not one that has passed."),
    Need.END: _("Choose the last day: at most 6 months after the first."),
    Need.REVIEW: _("Choose a day between the first and the last on which you look again whether it is still needed."),
    Need.CONTACT: _("Choose one fixed person of the school whom the parent can turn to."),
    Need.ROUTE: _("Write where and how the parent can object within 6 weeks."),
    Need.TALK: _("Plan a recovery talk between the first and the last day."),
    Need.CHILDREN: _("Write how the children are brought and fetched."),
    Need.EVENINGS: _("Write how it goes with parent evenings and conversations."),
}  # fmt: skip
# What the words about a measure are asked for, by kind.
REASONS = {
    Kind.CONVERSATION: _("What is it about?"),
    Kind.AGREEMENT: _("What was agreed?"),
    Kind.NONE: _("Why is nothing more needed?"),
}
