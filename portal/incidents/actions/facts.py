"""What a person writes down, and whom they name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.incidents.rules import Kind, Manner, Means, Part, Police, Subject
from portal.incidents.rules import Role as Involved
from portal.norms.models import NormLine
from portal.school.models import Person, Place, SchoolClass


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the school counts of an incident; it names nobody, and each may stay open."""

    forms: Collection[Manner] = ()
    seriousness: int | None = None
    means: Means | None = None
    subject: Subject | None = None
    damage: bool | None = None
    language_barrier: bool | None = None
    interpreter: bool | None = None
    norm_line: NormLine | None = None

    @property
    def core(self) -> dict[str, Any]:
        """The line of the norm as it stood, which a later version does not change."""
        line = self.norm_line
        if line is None:
            return {}
        return {"norm": {"key": line.key, "version": line.version_id, "texts": line.by_language}}


@dataclass(frozen=True, kw_only=True)
class Basics:
    """What it was, where and when, and what came of it, without a name; the moment is aware."""

    kind: Kind
    place: Place
    happened_at: datetime
    roles: Collection[Involved] = ()
    somebody_hurt: bool | None = None
    children_saw: bool | None = None
    police: Police | None = None


@dataclass(frozen=True, kw_only=True)
class Facts(Counted, Basics):
    """What a person writes down about an incident; texts as typed."""

    involved: str
    what_happened: str
    injuries: str
    measures_taken: str
    experience: str = ""

    @property
    def words(self) -> dict[str, str]:
        """What can hold a name, as the register seals it."""
        return {
            "involved": self.involved, "what_happened": self.what_happened, "injuries": self.injuries,
            "measures_taken": self.measures_taken, "experience": self.experience,
        }  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Colleagues who were there, by their part, and classes of which children saw it."""

    colleagues: Mapping[Part, Collection[Person]] = field(default_factory=dict)
    classes: Collection[SchoolClass] = ()
