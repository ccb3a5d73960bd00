"""The register as its readers see it, and whether it is whole."""

from portal.incidents.queries.chronicle import Broken, broken, core_of, root
from portal.incidents.queries.chronology import Line, chronology_for, entry_for, own_part_of, sees_all
from portal.incidents.queries.evidence import evidence_for
from portal.incidents.queries.persons import Concerned, Listed, listed_for, persons_for, persons_of
from portal.incidents.queries.reading import (
    PAGE,
    call_behind,
    classes_that_saw,
    colleagues_for,
    colleagues_of,
    drafts_of,
    incidents_for,
    own_parts_of,
    timeline,
    who_was_in,
)
from portal.incidents.queries.scale import ONLY_ONE, examples_in, norm_lines, reporting

__all__ = [
    "Broken",
    "Concerned",
    "Line",
    "Listed",
    "ONLY_ONE",
    "PAGE",
    "broken",
    "call_behind",
    "chronology_for",
    "classes_that_saw",
    "colleagues_for",
    "colleagues_of",
    "core_of",
    "drafts_of",
    "entry_for",
    "evidence_for",
    "examples_in",
    "incidents_for",
    "listed_for",
    "norm_lines",
    "own_part_of",
    "own_parts_of",
    "persons_for",
    "persons_of",
    "reporting",
    "root",
    "sees_all",
    "timeline",
    "who_was_in",
]
