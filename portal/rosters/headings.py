"""The columns of our own spreadsheet: what they are called and which words stand in them, in every language."""

from dataclasses import dataclass, field

GUARDIANS = range(1, 5)
OF_PUPIL = ("pupil_key", "first_name", "infix", "last_name", "born_on", "class", "grade")
OF_GUARDIAN = (
    "first_name", "infix", "last_name", "relation", "email", "phone", "language", "household", "custody",
    "reads_easily", "prefers_call", "needs_interpreter",
)  # fmt: skip
COLUMNS = (*OF_PUPIL, *(f"guardian{number}.{name}" for number in GUARDIANS for name in OF_GUARDIAN))


@dataclass
class Headings:
    """How a sheet is read: by heading the column, by word what it means; compared as `plain` leaves them.

    `names` is what each column is called in the reader's language, for refusals that say where.
    """

    names: dict[str, str]
    columns: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    custody: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)
    examples: set[str] = field(default_factory=set)
