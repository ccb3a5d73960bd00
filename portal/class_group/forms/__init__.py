"""What parents fill in: a card, a post, an answer, and why something does not belong here."""

from portal.class_group.forms.cards import CardForm
from portal.class_group.forms.guarding import AnswerForm, AppealForm, ReasonForm
from portal.class_group.forms.posts import PostForm
from portal.class_group.forms.words import BUDDIES, HEADINGS, INVITES, KINDS, REASONS

__all__ = [
    "BUDDIES", "HEADINGS", "INVITES", "KINDS", "REASONS", "AnswerForm", "AppealForm", "CardForm", "PostForm",
    "ReasonForm",
]  # fmt: skip
