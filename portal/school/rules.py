"""Pure decisions about people: names as they are searched for, phone numbers, papers, and where a class moves up to."""

import re
import unicodedata
from datetime import date, timedelta

from portal import phones

LAST_GRADE = 8
# As long as the other days on which somebody was replaced; and at once for two weeks at most.
STAND_IN_KEPT, STAND_IN_LASTS = timedelta(days=90), timedelta(days=14)
# The drawings by which a class is found by who does not read.
EMBLEMS = ("owl", "fox", "hedgehog", "whale", "bee", "tree", "kite", "boat")
# Letters that do not come apart into a plain one and a mark, and the Arabic letters that people mix.
_PLAIN = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ـ": "",
    "’": "'", "‘": "'", "-": " ", "‐": " ", "–": " ",
})  # fmt: skip


class NoPhoneNumber(Exception):
    """This text cannot be a phone number."""


def folded(text: str) -> str:
    """The text as it is searched for: small letters, without accents, vowel signs and double spaces.

    "Çelik-Łukasz" becomes "celik lukasz", "أَحمد" becomes "احمد".
    """
    small = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", small)
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def normalised_phone(text: str) -> str:
    """The number in full, as "+31612345678"; one without a country is of the school's own. Raises NoPhoneNumber."""
    number = phones.normal(text)
    if number is None:
        raise NoPhoneNumber
    return number


def needs_document(*, has_access: bool, has_no_custody: bool, restriction: str) -> bool:
    """A restriction, no custody, or pages that stay closed are written down from a document, never from hearsay."""
    return not has_access or has_no_custody or bool(restriction.strip())


def next_grade(grade: str) -> str | None:
    """The grade after this one; None after the last. What is not a number (special classes) stays as it is."""
    if not grade.isdecimal():
        return grade
    return str(int(grade) + 1) if int(grade) < LAST_GRADE else None


def next_name(name: str, grade: str) -> str:
    """The name of the class a year later: "3B" becomes "4B", "Groep 3" becomes "Groep 4"."""
    after = next_grade(grade)
    if after is None or after == grade:
        return name
    return re.sub(rf"(?<!\d){re.escape(grade)}(?!\d)", after, name, count=1)


def next_year_name(name: str) -> str:
    """ "2026-2027" after "2025-2026"; another kind of name is counted on from its first number."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), name)


def school_year_of(day: date) -> tuple[date, date]:
    """First and last day of the school year around a day; it begins on 1 August (Wpo, article 1)."""
    start = day.year if day.month >= 8 else day.year - 1
    return date(start, 8, 1), date(start + 1, 7, 31)
