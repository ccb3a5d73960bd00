"""From typed words to safe HTML, gentle hints for who writes, and what families say back: pure decisions."""

from portal.news.rules.families import LONGEST_QUESTION, MOST_PINNED, Reaction
from portal.news.rules.lint import Hint, Slip, hints_in
from portal.news.rules.words import html_of

__all__ = ["LONGEST_QUESTION", "MOST_PINNED", "Hint", "Reaction", "Slip", "hints_in", "html_of"]
