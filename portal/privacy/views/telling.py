"""How one deed of the log is said: a whole sentence with the name in it."""

from collections.abc import Iterable

from flask_babel import gettext as _
from markupsafe import Markup

from portal.access import actor
from portal.audit import Audit
from portal.privacy.queries.log import Line


def told(lines: Iterable[Line]) -> list[tuple[Line, Markup]]:
    """Each line with its sentence."""
    return [(line, sentence(line.deed)) for line in lines]


def sentence(deed: Audit) -> Markup:
    """The sentence of a deed; the name is set apart, since it may run in another direction."""
    return Markup(str(deed.sentence)) % {"who": Markup("<bdi><strong>{}</strong></bdi>").format(_who(deed))}


def _who(deed: Audit) -> str:
    if deed.person is None:
        return _("The portal itself")
    if deed.person == actor():
        return _("You")
    return deed.person.full_name or _("Somebody who left")
