"""Making letters, ending them, and coming in with one; each refusal has a name."""

from portal.invitations.actions.coming_in import LetterIsOver, WrongCode, come_in, not_me, note_session
from portal.invitations.actions.ending import IsOver, bring_back, withdraw
from portal.invitations.actions.letters import NobodyToInvite, ask_for_letters, bring_to_life, run_out, write_letters

__all__ = [
    "IsOver",
    "LetterIsOver",
    "NobodyToInvite",
    "WrongCode",
    "ask_for_letters",
    "bring_back",
    "bring_to_life",
    "come_in",
    "not_me",
    "note_session",
    "run_out",
    "withdraw",
    "write_letters",
]
