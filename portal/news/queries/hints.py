"""The gentle hints about a text, in the language of who writes it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.news.models import Draft
from portal.news.rules import Hint, Slip, hints_in

MOST_HINTS = 8


def hints_about(draft: Draft) -> list[str]:
    """What could be easier to read in a draft, as sentences; empty when nothing was found or nothing is written."""
    found = hints_in(draft.said("title"), draft.said("text"), draft.said("language"))
    sentences = [_sentence(hint) for hint in found[:MOST_HINTS]]
    if bare := sum(not picture.alternative for picture in draft.pictures):
        sentences.append(
            ngettext(
                "%(num)d picture has no description yet. Parents who cannot see it then miss what is on it.",
                "%(num)d pictures have no description yet. Parents who cannot see them then miss what is on them.",
                bare,
            )
        )
    return sentences


def _sentence(hint: Hint) -> str:
    words = hint.words
    return {
        Slip.LONG_SENTENCE: lambda: _("This sentence is long: “%(words)s” Two short ones read easier.", words=words),
        Slip.LONG_TEXT: lambda: _("This is a long message. Which part can wait, or go in a document?"),
        Slip.ABBREVIATION: lambda: _("Write “%(words)s” in full: not everybody knows it.", words=words),
        Slip.IDIOM: lambda: _("“%(words)s” is a saying. Say what you mean: it is easier to translate.", words=words),
        Slip.DATE_WITHOUT_DAY: lambda: _("Which day of the week is “%(words)s”? Put it before the date.", words=words),
        Slip.CAPITALS: lambda: _("“%(words)s” is all capitals. That reads like shouting.", words=words),
        Slip.EMOJI: lambda: _("There are many emoji. Read aloud, each of them becomes words."),
        Slip.SHOUTING: lambda: _("One question or exclamation mark is enough."),
    }[hint.slip]()
