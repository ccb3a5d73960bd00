"""What an engine may not touch, how a text is cut for it, and when its answer is believed."""

from portal.translating.rules.cutting import Cut, cut
from portal.translating.rules.finding import recogniser
from portal.translating.rules.habits import Habit, said
from portal.translating.rules.pieces import Kind, Piece, Protected, Terms
from portal.translating.rules.placeholders import Distorted, protect, put_back, words_in
from portal.translating.rules.resting import rest_after

__all__ = [
    "Cut",
    "Distorted",
    "Habit",
    "Kind",
    "Piece",
    "Protected",
    "Terms",
    "cut",
    "protect",
    "put_back",
    "recogniser",
    "rest_after",
    "said",
    "words_in",
]
