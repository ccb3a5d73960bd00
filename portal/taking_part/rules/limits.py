"""How much, how many and how long."""

from datetime import timedelta

# Characters of what one parent writes; longer than a page is read by nobody.
LONGEST = 3000
# Of one household, so that one family does not fill a room by mistake.
MOST_PEOPLE, MOST_CHILDREN = 6, 8
# Contributions to one occasion by one parent; and of nobody's name in one day, since nobody is counted there.
MOST_EACH, MOST_ANONYMOUS_A_DAY = 20, 200
# Who came is needed for the list and to thank; what was said, until the year in which it was said is over.
SIGN_UPS_KEPT = timedelta(days=42)
CONTRIBUTIONS_KEPT = timedelta(days=30)
# Who leaves the school leaves the working group the day after.
MEMBERS_KEPT = timedelta(days=1)
