"""The verbs of taking part: invite, sign up, say something, answer, and sit in the working group."""

from portal.taking_part.actions.answering import (
    NothingToPublish,
    NotWhole,
    add_theme,
    put_under,
    remove_theme,
    withdraw_answer,
    write_outcome,
)
from portal.taking_part.actions.answering import publish as publish_answer
from portal.taking_part.actions.contributing import (
    NotNow,
    SaidEnough,
    TooManyToday,
    ask_in,
    contribute,
    remove,
    take_back,
)
from portal.taking_part.actions.engine import translate_contribution_one, translate_one
from portal.taking_part.actions.keeping import run_out
from portal.taking_part.actions.members import join_group, leave_group
from portal.taking_part.actions.occasions import (
    FewerThanTaken,
    InThePast,
    NothingSaid,
    NoWayBack,
    Planned,
    call_off,
    change,
    make,
    open_up,
    throw_away,
)
from portal.taking_part.actions.signing_up import (
    TooLate,
    Wishes,
    cancel,
    sign_up,
)
from portal.taking_part.actions.words import NoEngine, SameLanguage, ask_engine, remove_words, write_words

__all__ = [
    "FewerThanTaken",
    "InThePast",
    "NoEngine",
    "NoWayBack",
    "NotNow",
    "NotWhole",
    "NothingSaid",
    "NothingToPublish",
    "Planned",
    "SaidEnough",
    "SameLanguage",
    "TooLate",
    "TooManyToday",
    "Wishes",
    "add_theme",
    "ask_engine",
    "ask_in",
    "call_off",
    "cancel",
    "change",
    "contribute",
    "join_group",
    "leave_group",
    "make",
    "open_up",
    "publish_answer",
    "put_under",
    "remove",
    "remove_theme",
    "remove_words",
    "run_out",
    "sign_up",
    "take_back",
    "throw_away",
    "translate_contribution_one",
    "translate_one",
    "withdraw_answer",
    "write_outcome",
    "write_words",
]
