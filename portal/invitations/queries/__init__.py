"""Who came in and who holds a letter, what stands in a letter, and whose letter a code is."""

from portal.invitations.queries.coming_in import birth_dates_of, has_children, letter_of_session, letter_with, mark_of
from portal.invitations.queries.letters import KIND, Contents, batches, contents, still_working, waiting_batches
from portal.invitations.queries.standings import (
    Group,
    Row,
    exported_of,
    groups,
    newest_letter,
    row_of,
    rows_of,
    who_needs_one,
)

__all__ = [
    "KIND",
    "Contents",
    "Group",
    "Row",
    "batches",
    "birth_dates_of",
    "contents",
    "exported_of",
    "groups",
    "has_children",
    "letter_of_session",
    "letter_with",
    "mark_of",
    "newest_letter",
    "row_of",
    "rows_of",
    "still_working",
    "waiting_batches",
    "who_needs_one",
]
