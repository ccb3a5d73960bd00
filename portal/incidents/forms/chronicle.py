"""How the chronology of an incident is said: a sentence for each kind of entry, a label for each of its words."""

from portal.i18n import later as _
from portal.incidents.forms.chronicle_of_keeping import LABELS_OF_KEEPING, SAID_OF_KEEPING
from portal.incidents.forms.chronicle_of_recovery import LABELS_OF_RECOVERY, SAID_OF_RECOVERY
from portal.incidents.rules import What

SAID_AFTERWARDS = SAID_OF_KEEPING | SAID_OF_RECOVERY
LABELS_AFTERWARDS = LABELS_OF_KEEPING | LABELS_OF_RECOVERY
SAID = SAID_AFTERWARDS | {
    What.DRAFTED: _("A call for help ended; a draft was made of it."),
    What.LOGGED: _("It was logged."),
    What.COMPLETED: _("The facts were written down."),
    What.ADDED: _("Something was added."),
    What.CORRECTED: _("Something was corrected."),
    What.WEIGHED: _("What we count was filled in."),
    What.SET_RIGHT: _("The facts were set right."),
    What.ACCOUNT: _("Somebody who was there told it in their own words."),
    What.EVIDENCE: _("A file was added."),
    What.NAMED: _("It was written down who was there."),
    What.TAKEN_BACK: _("It was taken back that somebody was there."),
    What.PERSON_NAMED: _("It was written down whom it was about."),
    What.PERSON_TAKEN_BACK: _("It was taken back whom it was about."),
    What.MEASURE_BEGUN: _("A measure was begun, as a draft."),
    What.MEASURE_CHANGED: _("The draft of a measure was changed."),
    What.MEASURE_DROPPED: _("A measure was dropped."),
    What.MEASURE_PROPOSED: _("A measure was proposed."),
    What.MEASURE_SENT_BACK: _("The proposal of a measure was sent back."),
    What.MEASURE_ACTIVATED: _("A measure was decided."),
    What.MEASURE_HEARD: _("The person whom a measure is about was heard."),
    What.MEASURE_DELIVERED: _("The letter about a measure was handed over."),
    What.MEASURE_REVIEWED: _("It was looked at again whether a measure is still needed."),
    What.MEASURE_OBJECTED: _("An objection to a measure came."),
    What.MEASURE_ANSWERED: _("An objection to a measure was answered."),
    What.MEASURE_AT_DESK: _("It was decided whether the front desk knows of a measure."),
    What.MEASURE_LIFTED: _("A measure was lifted."),
    What.MEASURE_ENDED: _("A measure ended."),
    What.MEASURE_REPLACED: _("A measure was replaced by a new decision."),
}
# The words of an entry that have a label on the page; `text` speaks for itself.
LABELS = LABELS_AFTERWARDS | {
    "involved": _("Who was involved?"),
    "what_happened": _("What happened?"),
    "injuries": _("Was somebody hurt, or something damaged?"),
    "experience": _("What did it do to you?"),
    "measures_taken": _("What was done about it?"),
    "against": _("Whom is it about?"),
    "reasons": _("What are the reasons?"),
    "urgent": _("Why was there no time for a warning?"),
    "children": _("How are the children brought and fetched?"),
    "evenings": _("How does it go with parent evenings and conversations?"),
    "route": _("Where and how can the parent object?"),
}
