"""Beginning aftercare, doing its steps, handing them over, telling, and what the school adds."""

from portal.aftercare.actions.adding import add_step, end_step, set_caregivers
from portal.aftercare.actions.beginning import begin
from portal.aftercare.actions.handing import NobodyElse, cannot, hand_over, hand_over_one
from portal.aftercare.actions.keeping import KEPT_FOR, run_out
from portal.aftercare.actions.own import CannotNow, ask, choose, decline
from portal.aftercare.actions.settling import AlreadyClosed, done, needs_more, not_reached, undo
from portal.aftercare.actions.telling import escalate_one, tell_one

__all__ = [
    "KEPT_FOR",
    "AlreadyClosed",
    "CannotNow",
    "NobodyElse",
    "add_step",
    "ask",
    "begin",
    "cannot",
    "choose",
    "decline",
    "done",
    "end_step",
    "escalate_one",
    "hand_over",
    "hand_over_one",
    "needs_more",
    "not_reached",
    "run_out",
    "set_caregivers",
    "tell_one",
    "undo",
]
