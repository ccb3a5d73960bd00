"""How the chronology says that an incident was held, copied or destroyed."""

from portal.i18n import later as _
from portal.incidents.rules import What

SAID_OF_KEEPING = {
    What.HOLD_PLACED: _("It was put on hold: nothing of it is destroyed."),
    What.HOLD_LIFTED: _("The hold was lifted."),
    What.COPY_RELEASED: _("A copy was released."),
    What.COPY_REFUSED: _("A copy was refused."),
    What.DESTROYED: _("Names and words were destroyed."),
}
LABELS_OF_KEEPING = {"reason": _("Reason")}
