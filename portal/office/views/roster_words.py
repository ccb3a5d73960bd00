"""The words of the preview: kinds, states, fields with their old and new values, and what undoing waits for."""

from babel import Locale

from portal.i18n import LANGUAGES, current_language
from portal.i18n import later as _
from portal.rosters.actions.undoing import CHANGED, LATER
from portal.rosters.queries import headings
from portal.rosters.rules import Entry, Kind, State

KINDS = {
    Kind.CLASS: _("Classes"), Kind.PUPIL: _("Pupils"), Kind.STAFF: _("Staff"), Kind.GUARDIAN: _("Parents"),
}  # fmt: skip
STATES = {
    State.NEW: _("New"), State.CHANGED: _("Changed"), State.MISSING: _("Missing"), State.REFUSED: _("Left out"),
}  # fmt: skip
FIELDS = {
    "name": _("Name"), "grade": _("Grade"), "roster_key": _("Number in the list"), "first_name": _("First name"),
    "infix": _("Infix"), "last_name": _("Last name"), "born_on": _("Date of birth"), "class": _("Class"),
    "classes": _("Classes"), "email": _("E-mail"), "phone": _("Mobile"), "language": _("Language"), "role": _("Role"),
    "relation": _("Relation"), "custody": _("Custody"), "access": _("Access"), "household": _("Household"),
    "reads_easily": _("Reads easily"), "prefers_call": _("Prefers a call"),
    "needs_interpreter": _("Needs an interpreter"),
}  # fmt: skip
ROLES = {"teacher": _("teacher"), "leader": _("school leader"), "office": _("office")}
VALUES = {
    "role": ROLES,
    "access": {"no": _("not until the office decides")},
    "household": {"apart": _("a household of their own")},
}
YES_OR_NO = ("reads_easily", "prefers_call", "needs_interpreter", "custody")
# What was done since with what an import brought, by the table in which it is written down.
DEPENDS = {
    LATER: _("A later list was brought in. Undo that one first."),
    CHANGED: _("Something that this list brought was changed since."),
    "booking": _("Conversations were booked."),
    "talk_card": _("Conversations were prepared."),
    "agreement": _("Something was agreed in a conversation."),
    "round_class": _("A round of conversations was opened for a class."),
    "slot": _("A round of conversations was opened for a class."),
    "post_class": _("News was written for a class."),
    "home_item": _("A family shared something about home."),
    "user_session": _("Somebody whom this list brought has signed in."),
    "secret": _("Somebody whom this list brought has signed in."),
    "message": _("Messages were sent to people whom this list brought."),
    "left_question": _("A pupil whom this list brought is missing from a later one."),
    "guardianship": _("Parents were tied to children by hand."),
    "guardian": _("Parents were tied to children by hand."),
    "enrolment": _("Pupils were put in a class by hand."),
    "teaching": _("Teachers were given a class by hand."),
    "staff_role": _("Staff were given a role by hand."),
    "": _("Something was written down since about people or classes of this list."),
}


def about_fields(entry: Entry) -> list[tuple[str, str, str, str]]:
    """The fields of an entry as they are said: name, old, new, about which child."""
    return [(str(FIELDS[name]), _said(name, old), _said(name, new), of) for name, old, new, of in entry.fields]


def _said(name: str, value: str) -> str:
    if not value:
        return ""
    if name == "language":
        return Locale.parse(value).get_display_name(current_language().code) or value if value in LANGUAGES else value
    if name == "relation":
        return headings.relations().get(value, value)
    if name in YES_OR_NO:
        return headings.custody().get(value, value)
    return str(VALUES.get(name, {}).get(value, value))
