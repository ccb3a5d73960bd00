"""Which phrases there are, and what they say in each language."""

from portal.phrases.queries.catalogue import NotWritten
from portal.phrases.queries.saying import (
    MOST_LINES,
    Line,
    Paragraph,
    Said,
    TooManyPhrases,
    checked_lines,
    complete_in,
    paragraph,
    said,
)
from portal.phrases.queries.searching import Bank, Offer, bank_in, groups, offer
from portal.phrases.queries.sentences import (
    NoSuchPhrase,
    Sentence,
    found,
    offered,
    own_phrases,
    own_sentence,
    title_of,
)

__all__ = [
    "MOST_LINES",
    "Bank",
    "Line",
    "NoSuchPhrase",
    "NotWritten",
    "Offer",
    "Paragraph",
    "Said",
    "Sentence",
    "TooManyPhrases",
    "bank_in",
    "checked_lines",
    "complete_in",
    "found",
    "groups",
    "offer",
    "offered",
    "own_phrases",
    "own_sentence",
    "paragraph",
    "said",
    "title_of",
]
