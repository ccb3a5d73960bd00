"""The texts of the ready-made phrases in each language: read from the catalogues, as far as somebody wrote them."""

import gettext
from functools import lru_cache

from portal import pseudo
from portal.settings import ROOT

SOURCE = "en"
DOMAIN = "phrases"


class NotWritten(LookupError):
    """There is no text for this in that language."""


class _Nothing(gettext.NullTranslations):
    """Asked when a catalogue has no text: what is not written is said to be so, and never shown in English instead."""

    def pgettext(self, context: str, message: str) -> str:
        raise NotWritten(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise NotWritten(msgid1)


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    if code == pseudo.CODE:
        return pseudo.PseudoTranslations()
    try:
        found = gettext.translation(DOMAIN, ROOT / "translations", [code])
    except FileNotFoundError:
        return _Nothing()
    found.add_fallback(_Nothing())
    return found


def text(context: str, english: str, code: str) -> str:
    """What this is in a language. Raises NotWritten."""
    return _catalogue(code).pgettext(context, english)


def counted(context: str, one: str, many: str, number: int, code: str) -> str:
    """What this is in a language, in the form for this number. Raises NotWritten."""
    return _catalogue(code).npgettext(context, one, many, number)


def is_written(context: str, english: str, code: str) -> bool:
    """Whether this has a text in a language."""
    try:
        text(context, english, code)
    except NotWritten:
        return False
    return True
