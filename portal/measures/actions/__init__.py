"""Writing a measure down, deciding about it, following it to its end, and watching its days."""

from portal.measures.actions.deciding import CannotConfirm, NotComplete, activate, propose, send_back
from portal.measures.actions.following import NotNow, answer, deliver, finish, heard, lift, object_to, reviewed
from portal.measures.actions.keeping import forget
from portal.measures.actions.letters import as_pdf
from portal.measures.actions.moving import AlreadyMoved
from portal.measures.actions.showing import NobodyToCall, show_at_desk, show_no_longer
from portal.measures.actions.watching import end_one, remind_one
from portal.measures.actions.writing import Typed, begin, change, drop, go_on_from

__all__ = [
    "AlreadyMoved",
    "CannotConfirm",
    "NobodyToCall",
    "NotComplete",
    "NotNow",
    "Typed",
    "activate",
    "answer",
    "as_pdf",
    "begin",
    "change",
    "deliver",
    "drop",
    "end_one",
    "finish",
    "forget",
    "go_on_from",
    "heard",
    "lift",
    "object_to",
    "propose",
    "remind_one",
    "reviewed",
    "send_back",
    "show_at_desk",
    "show_no_longer",
]
