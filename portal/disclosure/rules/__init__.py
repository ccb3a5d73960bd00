"""How long names are kept, when an answer is due, and how passages are masked; pure decisions."""

from portal.disclosure.rules.answering import (
    ANSWERED_WITHIN,
    EXTENDED_BY,
    FETCH_FOR,
    RECORDS_KEPT,
    WARNED_BEFORE,
    Purpose,
    Stage,
    months_after,
)
from portal.disclosure.rules.keeping import (
    KEPT_MONTHS,
    LONGEST_GROUND,
    LONGEST_HOLD,
    LONGEST_MONTHS,
    SHORTEST_MONTHS,
    Ground,
    is_over,
)
from portal.disclosure.rules.masking import BAR, Sentence, masked, pieces, sentences, words_in

__all__ = [
    "ANSWERED_WITHIN",
    "BAR",
    "EXTENDED_BY",
    "FETCH_FOR",
    "KEPT_MONTHS",
    "LONGEST_GROUND",
    "LONGEST_HOLD",
    "LONGEST_MONTHS",
    "RECORDS_KEPT",
    "SHORTEST_MONTHS",
    "WARNED_BEFORE",
    "Ground",
    "Purpose",
    "Sentence",
    "Stage",
    "is_over",
    "masked",
    "months_after",
    "pieces",
    "sentences",
    "words_in",
]
