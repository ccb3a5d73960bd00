"""How the chronology says what happened in recovery and evaluation, and that an incident is closed."""

from portal.i18n import later as _
from portal.incidents.rules import What

SAID_OF_RECOVERY = {
    What.CLOSED: _("The incident was closed."),
    What.REOPENED: _("The incident was opened again."),
    What.RECOVERY_OPENED: _("A way back was offered to a family."),
    What.RECOVERY_ANSWERED: _("A colleague said whether they want to sit at a talk."),
    What.RECOVERY_FIRST_WORD: _("A first word was spoken with the family."),
    What.RECOVERY_PLANNED: _("A talk with the family was planned."),
    What.RECOVERY_CALLED_OFF: _("The talk with the family was called off."),
    What.RECOVERY_DECLINED: _("The family wanted no talk."),
    What.RECOVERY_HELD: _("The talk with the family was held."),
    What.RECOVERY_AGREED: _("What was agreed with the family was written down."),
    What.RECOVERY_CHECKED: _("It was asked how it goes now."),
    What.RECOVERY_HANDED_OVER: _("A colleague goes on with the way back."),
    What.RECOVERY_CLOSED: _("The way back with the family was closed."),
    What.EVALUATION_BEGUN: _("An evaluation stands ready."),
    What.EVALUATION_WRITTEN: _("The evaluation was written."),
    What.EVALUATION_DECIDED: _("A change was decided."),
    What.EVALUATION_DONE: _("A change is done, or was dropped."),
    What.EVALUATION_HANDED_OVER: _("A colleague goes on with the evaluation, or with a change."),
    What.EVALUATION_CLOSED: _("The evaluation was closed."),
}
# The words of these entries that have a label on the page.
LABELS_OF_RECOVERY = {
    "family": _("Family"),
    "child": _("Child"),
    "person": _("Colleague"),
    "attending": _("Who comes for the school"),
    "to": _("Goes on with it"),
    "reason": _("Why"),
    "what": _("What"),
}
