"""The kinds of measures, how far one is, how a letter was handed over, and what became of an objection."""

from enum import StrEnum


class Kind(StrEnum):
    """What the school does about it. REPORTS go to somebody outside; NONE is a decision too, with its reason."""

    CONVERSATION = "conversation"
    AGREEMENT = "agreement"
    WARNING = "warning"
    REFUSAL = "refusal"
    POLICE = "police"
    BOARD = "board"
    INSPECTORATE = "inspectorate"
    YOUTH_CODE = "youth_code"
    NONE = "none"


REPORTS = frozenset({Kind.POLICE, Kind.BOARD, Kind.INSPECTORATE, Kind.YOUTH_CODE})
# These are written to a parent, who gets a letter.
LETTERED = frozenset({Kind.WARNING, Kind.REFUSAL})
# Of these the front desk can be told that one is in force, if the school leader chooses so.
DESK_KINDS = frozenset({Kind.AGREEMENT, Kind.REFUSAL})


class State(StrEnum):
    """Draft → (proposed →) active → ended, lifted or replaced. Dropped: a draft that came to nothing."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACTIVE = "active"
    ENDED = "ended"
    LIFTED = "lifted"
    REPLACED = "replaced"
    DROPPED = "dropped"


OPEN = frozenset({State.DRAFT, State.PROPOSED, State.ACTIVE})


class Delivered(StrEnum):
    """How a letter reached who it is for; the portal itself never sends one."""

    BY_HAND = "by_hand"
    REGISTERED = "registered"
    SCHOOL_MAIL = "school_mail"


class Verdict(StrEnum):
    """What became of an objection."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
