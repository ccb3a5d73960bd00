"""How one deed of the log is said: a whole sentence with the name in it."""

from collections.abc import Iterable
from itertools import groupby

from flask_babel import gettext as _
from markupsafe import Markup

from portal.access import actor
from portal.audit import Audit
from portal.privacy.queries.log import Line


def told(lines: Iterable[Line]) -> list[tuple[Line, Markup]]:
    """Each line with its sentence; several things that somebody saw on one page are one line, the last of them."""
    looks = [list(group) for _look, group in groupby(lines, key=lambda line: _look(line.deed))]
    return [(group[-1], sentence(group[-1].deed)) for group in looks]


def _look(deed: Audit) -> tuple:
    if deed.did != "saw":
        return (deed.id,)
    return deed.person_id, deed.kind, deed.at, deed.pupil_id, deed.household_id, deed.subject_id


def sentence(deed: Audit) -> Markup:
    """The sentence of a deed; the name is set apart, since it may run in another direction."""
    return Markup(str(deed.sentence)) % {"who": Markup("<bdi><strong>{}</strong></bdi>").format(_who(deed))}


def _who(deed: Audit) -> str:
    if deed.person is None:
        return _("The portal itself")
    if deed.person == actor():
        return _("You")
    return deed.person.full_name or _("Somebody who left")
