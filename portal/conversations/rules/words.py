"""The words of a round and of a booking: what each can be."""

from enum import StrEnum


class Kind(StrEnum):
    """What a round is for, in the order of the school year."""

    START = "start"
    PROGRESS = "progress"
    FINAL = "final"
    ON_REQUEST = "on_request"


class RoundState(StrEnum):
    """Draft: only the school sees it. Open: it runs by its dates. Closed: everybody can look, nobody can book."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Stage(StrEnum):
    """Where a round stands at a moment."""

    DRAFT = "draft"
    FILLING = "filling"
    HEAD_START = "head_start"
    OPEN = "open"
    VIEW_ONLY = "view_only"
    DONE = "done"


class What(StrEnum):
    """What happened to a booking."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Meet(StrEnum):
    """How a conversation is held."""

    SCHOOL = "school"
    PHONE = "phone"
    VIDEO = "video"
