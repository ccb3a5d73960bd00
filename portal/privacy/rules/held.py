"""Whose data stays, whatever its age."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Held:
    """Whose data stays whatever its age: numbers of pupils, households, guardians and persons."""

    pupils: frozenset[int] = field(default_factory=frozenset)
    households: frozenset[int] = field(default_factory=frozenset)
    guardians: frozenset[int] = field(default_factory=frozenset)
    persons: frozenset[int] = field(default_factory=frozenset)

    def of(self, table: str) -> frozenset[int]:
        """The numbers held of one of the four tables."""
        return {
            "pupil": self.pupils, "household": self.households, "guardian": self.guardians, "person": self.persons,
        }[table]  # fmt: skip
