"""The words of the register, and its chain; pure decisions."""

from portal.incidents.rules.chain import NOTHING_BEFORE, as_core, hash_of, place_of, says_the_same
from portal.incidents.rules.evidence import MOST_BYTES, MOST_FILES, TYPES
from portal.incidents.rules.evidence import kind_of as file_kind
from portal.incidents.rules.evidence import name_of as file_name
from portal.incidents.rules.facts import (
    ANY_KIND,
    BELOW,
    LONGEST_EXAMPLE,
    SCALE,
    Manner,
    Means,
    Reporting,
    Subject,
    must_be_reported,
)
from portal.incidents.rules.words import (
    COUNTED,
    FACTUAL,
    LATEST_AHEAD,
    OLDEST,
    WRITTEN,
    Kind,
    Part,
    Police,
    Role,
    What,
    can_have_happened,
)

__all__ = [
    "ANY_KIND",
    "BELOW",
    "COUNTED",
    "FACTUAL",
    "Kind",
    "LATEST_AHEAD",
    "LONGEST_EXAMPLE",
    "MOST_BYTES",
    "MOST_FILES",
    "Manner",
    "Means",
    "NOTHING_BEFORE",
    "OLDEST",
    "Part",
    "Police",
    "Reporting",
    "Role",
    "SCALE",
    "Subject",
    "TYPES",
    "WRITTEN",
    "What",
    "as_core",
    "can_have_happened",
    "file_kind",
    "file_name",
    "hash_of",
    "must_be_reported",
    "place_of",
    "says_the_same",
]
