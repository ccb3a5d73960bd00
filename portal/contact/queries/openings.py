"""Good things to begin with, from the phrase bank: for the teacher, and in the languages of the home."""

from portal import i18n
from portal.contact.queries.homes import Home
from portal.phrases import queries as phrases
from portal.phrases.queries import Paragraph

# What can be said of any child on any day; the teacher adds what it was.
OPENINGS = ("good-day", "good-helped", "good-brave", "good-proud")


def openings_for(home: Home, reader: str) -> list[list[Paragraph]]:
    """Each opening in the reader's language, then in every other language of the home that has it."""
    codes = dict.fromkeys((reader, *(adult.language for adult in home.adults)))
    return [[said for code in codes if (said := _said(key, home.child, code)) is not None] for key in OPENINGS]


def _said(key: str, child: str, code: str) -> Paragraph | None:
    if code not in i18n.LANGUAGES:
        return None
    line = {"key": key, "slots": {"child": child}, "language": code}
    (paragraph,) = phrases.said([line], code).paragraphs
    return paragraph if paragraph.language == code else None
