"""How long what is kept about people who left, and who stays; pure decisions."""

from dataclasses import dataclass, field
from datetime import timedelta

# Most of a pupil's file goes two years after leaving (rijksoverheid.nl; aanpakibp.kennisnet.nl/bewaartermijnen).
PUPIL_KEPT = timedelta(days=730)
GUARDIAN_KEPT = timedelta(days=365)
STAFF_KEPT = timedelta(days=730)
LOG_KEPT = timedelta(days=730)
RECORDS_KEPT = timedelta(days=730)
# How long an erasure that somebody asked for can be taken back.
THINKING_TIME = timedelta(days=7)
LONGEST_REASON = 1000
LONGEST_HOLD = timedelta(days=366)


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
