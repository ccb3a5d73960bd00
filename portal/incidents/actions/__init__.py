"""Logging, completing and adding to incidents, naming who was there; each leaves an entry in the register."""

from portal.incidents.actions.chronicle import IsDestroyed, lock_incident, mark_of, record
from portal.incidents.actions.evidence import (
    EvidenceIsGone,
    FileTooLarge,
    NotEvidence,
    TooManyFiles,
    keep_evidence,
    opened,
)
from portal.incidents.actions.facts import Basics, Counted, Facts, Named
from portal.incidents.actions.logging import (
    AlreadyComplete,
    add,
    complete,
    correct,
    draft_from_call,
    log,
    set_right,
    tell_own,
    weigh,
)
from portal.incidents.actions.naming import name, on_involved, take_back
from portal.incidents.actions.persons import Somebody, name_person, take_person_back
from portal.incidents.actions.scale import set_examples, set_reporting

__all__ = [
    "AlreadyComplete",
    "Basics",
    "Counted",
    "set_right",
    "EvidenceIsGone",
    "Facts",
    "FileTooLarge",
    "IsDestroyed",
    "Named",
    "NotEvidence",
    "Somebody",
    "TooManyFiles",
    "add",
    "complete",
    "correct",
    "draft_from_call",
    "keep_evidence",
    "lock_incident",
    "log",
    "mark_of",
    "name",
    "name_person",
    "on_involved",
    "opened",
    "record",
    "set_examples",
    "set_reporting",
    "take_back",
    "take_person_back",
    "tell_own",
    "weigh",
]
