"""What can be said to a post with one tap, what a question may hold, and how many posts stand at the top."""

from enum import StrEnum

LONGEST_QUESTION = 2000
# More than these at the top of a class page would push the news of today away.
MOST_PINNED = 3


class Reaction(StrEnum):
    """What a guardian says to a post."""

    SEEN = "seen"
    THANKS = "thanks"
