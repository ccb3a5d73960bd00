"""For what a photo of a child may be used, and what the answers of its guardians come to."""

from collections.abc import Iterable
from enum import StrEnum


class Purpose(StrEnum):
    """For what a school asks whether a photo may be used; each stands on its own (GDPR, recital 43)."""

    CLASS_PAGE = "class page"
    CLASS_PHOTO = "class photo"
    SCHOOL_WEBSITE = "school website"
    NEWSPAPER = "newspaper"


class Consent(StrEnum):
    """What the answers of a child's guardians come to."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_GIVEN = "not given"


def consent_of(answers: Iterable[bool]) -> Consent:
    """One "no" of a guardian with custody counts as no; without any answer nothing is given."""
    said = list(answers)
    if not said:
        return Consent.NOT_GIVEN
    return Consent.GIVEN if all(said) else Consent.REFUSED
