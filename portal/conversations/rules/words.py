"""The words of a round and of a booking: what each can be."""

from enum import StrEnum


class Kind(StrEnum):
    """What a round is for, in the order of the school year."""

    START = "start"
    PROGRESS = "progress"
    FINAL = "final"
    ON_REQUEST = "on_request"


class Planning(StrEnum):
    """How times are given out: who chooses first has it, or families say when they can and the school plans."""

    FIRST_COME = "first_come"
    WISHES = "wishes"


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


class Wanted(StrEnum):
    """What the team thinks of a conversation about a child: it wants one, or none is needed."""

    WANTED = "wanted"
    NOT_NEEDED = "not_needed"


class What(StrEnum):
    """What happened to a booking; changed: at its time, but shorter, longer, or with another interpreter."""

    BOOKED = "booked"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"


class Interpreter(StrEnum):
    """Whether somebody interprets: the family brings an adult, the school arranges one, or one is on the phone."""

    NONE = "none"
    BRINGS = "brings"
    SCHOOL = "school"
    PHONE = "phone"


class Meet(StrEnum):
    """How a conversation is held."""

    SCHOOL = "school"
    PHONE = "phone"
    VIDEO = "video"


class Ending(StrEnum):
    """How the offer of a freed time ended; withdrawn: the family has another time, or the team kept this one free."""

    TAKEN = "taken"
    DECLINED = "declined"
    RAN_OUT = "ran_out"
    WITHDRAWN = "withdrawn"
