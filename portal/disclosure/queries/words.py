"""The words of a copy: what each text is called, and what an entry of the register says."""

from portal.disclosure.rules import Ground
from portal.i18n import later as _
from portal.incidents.forms.chronicle import LABELS, SAID
from portal.incidents.rules import What

KEYS = LABELS | {
    "when": _("When was it?"), "place": _("Where was it?"), "kind": _("What kind of incident was it?"),
    "roles": _("Who was it about?"), "hurt": _("Was somebody hurt?"), "children_saw": _("Did children see it?"),
    "police": _("Were the police there?"), "yes": _("Yes"), "no": _("No"),
    "writer": _("Written down by"), "involved": _("Who was involved?"), "what_happened": _("What happened?"),
    "injuries": _("Was somebody hurt, or something damaged?"), "measures_taken": _("What was done about it?"),
    "text": _("Text"), "people": _("Colleagues who were there"), "classes": _("Classes that saw it"),
    "name": _("Name"),
}  # fmt: skip
OTHERWISE = _("Something was written down.")
DONE = SAID | {
    What.DRAFTED: _("A call for help ended."),
    What.LOGGED: _("It was logged."),
    What.COMPLETED: _("It was completed."),
    What.ADDED: _("Something was added."),
    What.NAMED: _("Who was there was named."),
    What.TAKEN_BACK: _("Somebody turned out not to have been there."),
}
CALL = {
    "raised": _("Help was called for."),
    "more": _("Help was called for again."),
    "unanswered": _("Nobody had come; everybody was called again."),
    "told": _("%(name)s was called."),
    "seen": _("%(name)s saw the call."),
    "coming": _("%(name)s said to be coming."),
    "there": _("%(name)s was there."),
    "at-the-desk": _("%(name)s stood at the desk."),
    "cannot": _("%(name)s could not come."),
    "expired": _("%(name)s was not there in time and was asked again."),
    "part": _("%(name)s took another part."),
    "kind": _("It was said what was going on."),
    "cancelled": _("%(name)s said that it was a mistake."),
}
CALL_ENDED = _("%(name)s ended the call.")
GROUNDS = {
    Ground.POLICE: _("Report to the police"),
    Ground.COMPLAINT: _("Complaint"),
    Ground.COURT: _("Court case or claim"),
    Ground.OTHER: _("Something else"),
}
OWN_GROUND = _("For questions, a complaint or a claim afterwards; as long as most of a pupil's file.")


def label_of(key: str) -> str:
    """What a text is called, by the last known part of its key."""
    known = [KEYS[part] for part in key.split(".") if part in KEYS]
    return known[-1] if known else KEYS["text"]


def what_in_call(what: str, name: str) -> str:
    """What happened in the call for help before it."""
    return str(CALL.get(what, CALL_ENDED)) % {"name": name}


def what_was_done(what: What) -> str:
    """What an entry says."""
    return DONE.get(what, OTHERWISE)
