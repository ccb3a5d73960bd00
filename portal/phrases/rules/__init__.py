"""The ready-made phrases, the words they can name, and what is filled in where."""

from portal.phrases.rules.bank import BANK, GROUPS, Group
from portal.phrases.rules.phrase import PLACE, Phrase, slots_in
from portal.phrases.rules.slots import (
    DATE_FORMS,
    KINDS,
    LONGEST_WORDS,
    MOST_COUNT,
    BadSlot,
    Kind,
    checked,
    has_own_words,
)
from portal.phrases.rules.words import ILLNESSES, PLACES, SUBJECTS, THINGS

__all__ = [
    "BANK",
    "DATE_FORMS",
    "GROUPS",
    "ILLNESSES",
    "KINDS",
    "LONGEST_WORDS",
    "MOST_COUNT",
    "PLACE",
    "PLACES",
    "SUBJECTS",
    "THINGS",
    "BadSlot",
    "Group",
    "Kind",
    "Phrase",
    "checked",
    "has_own_words",
    "slots_in",
]
