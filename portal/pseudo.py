"""The pseudo-language: every text of the portal in brackets, with accents and a third longer, to find what is no text.

It is a language like any other (its code is that of Volapük, in which no school writes), made from the English texts
while the portal runs. What a page shows without brackets is a name, a number or a date, or was forgotten in `_()`.
"""

import re

from babel.support import NullTranslations
from flask_babel import Domain, get_locale

CODE = "vo"
OPEN, CLOSE = "⟦", "⟧"
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&\w+;)")
_ACCENTS = str.maketrans("aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝçñšžÇÑŠŽ")
LONGER_BY = 3


def pseudo(text: str) -> str:
    """The text as the pseudo-language has it; placeholders, markup and line breaks stay."""
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    words = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(parts))
    return f"{OPEN}{words}{'~' * (len(text) // LONGER_BY)}{CLOSE}"


class PseudoTranslations(NullTranslations):
    """A catalogue that knows every text."""

    def ugettext(self, message):
        return pseudo(message)

    def ungettext(self, msgid1, msgid2, n):
        return pseudo(msgid1 if n == 1 else msgid2)

    def upgettext(self, context, message):
        return pseudo(message)

    def npgettext(self, context, msgid1, msgid2, n):
        return pseudo(msgid1 if n == 1 else msgid2)

    gettext, ngettext, pgettext = ugettext, ungettext, upgettext


class WithPseudo(Domain):
    """The portal's catalogues, and the pseudo-language beside them; each found once, since a page asks for many."""

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, NullTranslations] = {}

    def get_translations(self):
        locale = get_locale()
        if locale is None:
            return super().get_translations()
        if locale.language not in self._found:
            known = PseudoTranslations() if locale.language == CODE else super().get_translations()
            self._found[locale.language] = known
        return self._found[locale.language]
