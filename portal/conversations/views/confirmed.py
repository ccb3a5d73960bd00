"""What the page that confirms a booking shows beside it: the first lines of the norm."""

from flask import request

from portal import i18n
from portal.norms import queries as norms


def norm_with_it() -> list[tuple[i18n.Language, list[str]]]:
    """The first lines in the reader's language, or else in the school's; none on a page that confirms nothing."""
    if "booked" not in request.args:
        return []
    spoken = (i18n.current_language().code, i18n.school_language())
    return [(i18n.language(code), lines) for code, lines in norms.first_lines(spoken)[:1]]
