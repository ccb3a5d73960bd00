"""The facts of an incident as the page says them, and as a form that completes a draft wants them."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal import i18n
from portal.incidents.forms import (
    LEVELS,
    MANNERS,
    MEANS,
    POLICE,
    ROLES,
    SUBJECTS,
    CountedForm,
    of_group,
    said,
)
from portal.incidents.models import Incident
from portal.incidents.rules import COUNTED, Manner, Role
from portal.norms.rules import spoken


@dataclass(frozen=True)
class Crossed:
    """The line of the norm as it stood, in a language of the reader's when it was there."""

    version_id: int
    code: str
    text: str


def facts_of(incident: Incident) -> list[tuple[str, str]]:
    """What is known without a name, as question and answer; only what somebody answered."""
    level = incident.seriousness
    known = [
        (_("What exactly was it?"), " · ".join(str(MANNERS[Manner(word)]) for word in incident.forms or ())),
        (_("How serious was it?"), f"{level} · {LEVELS[level]}" if level else ""),
        (_("Who was it about?"), " · ".join(str(ROLES[Role(word)]) for word in incident.roles or ())),
        (_("How did it come in?"), str(MEANS[incident.means]) if incident.means else ""),
        (_("What was the conflict about?"), str(SUBJECTS[incident.subject]) if incident.subject else ""),
        (_("Did you not speak the same language well?"), _yes_no(incident.language_barrier)),
        (_("Was there an interpreter, or somebody who translated?"), _yes_no(incident.interpreter)),
        (_("Was somebody hurt?"), _yes_no(incident.somebody_hurt)),
        (_("Was something damaged?"), _yes_no(incident.damage)),
        (_("Did children see it?"), _yes_no(incident.children_saw)),
        (_("Were the police there?"), str(POLICE[incident.police]) if incident.police else ""),
    ]
    return [(question, answer) for question, answer in known if answer]


def crossed(incident: Incident) -> Crossed | None:
    """The line of the norm that was crossed, as the last facts hold it."""
    written = [entry.facts.get("norm") for entry in incident.entries if entry.what in COUNTED]
    norm = written[-1] if written else None
    if norm is None:
        return None
    code = spoken((i18n.current_language().code, i18n.school_language()), norm["texts"])
    return Crossed(norm["version"], code, norm["texts"][code]) if code else None


def known(incident: Incident) -> dict[str, Any]:
    """What a draft holds already, as the form wants it."""
    return counted_of(incident) | {
        "place": incident.place_id, "happened_at": i18n.local(incident.happened_at).replace(tzinfo=None),
        "kind": incident.kind.value if incident.kind else None, "roles": incident.roles or [],
        **incident.words, "somebody_hurt": said(incident.somebody_hurt),
        "children_saw": said(incident.children_saw), "police": incident.police.value if incident.police else None,
    }  # fmt: skip


def counted_of(incident: Incident) -> dict[str, Any]:
    """What is counted of an incident already, as the form wants it."""
    return {
        "forms": incident.forms or [], "seriousness": incident.seriousness, "damage": said(incident.damage),
        "means": incident.means.value if incident.means else "", "norm_line": incident.norm_line_key,
        "subject": incident.subject.value if incident.subject else "",
        "language_barrier": said(incident.language_barrier), "interpreter": said(incident.interpreter),
    }  # fmt: skip


def groups_of(form: CountedForm) -> list[tuple[str, list]]:
    """The forms of aggression under their headings."""
    return [(of_group(name), options) for name, options in form.groups()]


def _yes_no(answer: bool | None) -> str:
    return "" if answer is None else _("Yes") if answer else _("No")
