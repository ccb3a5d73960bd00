"""Makes a plan of what families can: who talks with which team when; a documented greedy method, pure.

What it keeps in every case: a team, and a teacher in two teams, has one conversation at a time; a household has one
at a time, with the walking time between two teams; a family that answered gets no time in which it cannot; a
conversation gets the minutes it needs; what is booked or locked stays.

How: families with whom a team wants to talk first, then who answered, then who did not; of these siblings first,
those with the fewest ways to be close together before the others, then conversations with an interpreter. Who finds
no free time may move others along to another time that suits them (augmenting paths), at last siblings too. Then
single conversations are moved and swapped as long as it costs less. What costs is in `board.py`. How good it is stands
beside it: `bound.py` gives the most wishes that any plan can meet, since it forgets siblings, interpreters and lengths.
"""

from portal.conversations.rules.planner.bound import at_most
from portal.conversations.rules.planner.made import plan
from portal.conversations.rules.planner.words import Plan, Problem, Share, Span, Talk, Time

__all__ = ["Plan", "Problem", "Share", "Span", "Talk", "Time", "at_most", "plan"]
