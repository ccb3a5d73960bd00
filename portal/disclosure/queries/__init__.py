"""What is kept and held, requests for copies with every text in them, and whether a copy is as it was released."""

from portal.disclosure.queries.keeping import (
    Destroyed,
    Kept,
    closings,
    destroyed,
    due,
    earlier_terms,
    hold_on,
    holds,
    kept_from,
    still_at_work,
    terms,
    what_keeps,
)
from portal.disclosure.queries.passages import WRITER, Passage, Texts, hidden_in, left_to_do, texts_of, unread
from portal.disclosure.queries.requests import (
    holds_to_review,
    incidents_to_choose,
    late_holds,
    late_requests,
    may_release,
    requests_for,
    waiting_for,
)
from portal.disclosure.queries.sealed import Sealed, release_of
from portal.disclosure.queries.words import label_of

__all__ = [
    "Destroyed",
    "Kept",
    "Passage",
    "Sealed",
    "Texts",
    "WRITER",
    "closings",
    "destroyed",
    "due",
    "earlier_terms",
    "hidden_in",
    "hold_on",
    "holds",
    "holds_to_review",
    "incidents_to_choose",
    "kept_from",
    "label_of",
    "late_holds",
    "late_requests",
    "left_to_do",
    "may_release",
    "release_of",
    "requests_for",
    "still_at_work",
    "terms",
    "texts_of",
    "unread",
    "waiting_for",
    "what_keeps",
]
