"""What the pages of a group show: always as one member meets the others, never across two homes of one child."""

from portal.class_group.queries.circle import (
    Circle,
    circle_for_guest,
    circle_of,
    is_walled,
    member_of,
    name_of,
    staying,
    walled_households,
)
from portal.class_group.queries.exported import exported_of
from portal.class_group.queries.guarding import (
    entries_to_look_at,
    guest_of,
    guests_of,
    host_of,
    hosts_of,
    invitations_of,
    removals_appealed,
    reports_of,
)
from portal.class_group.queries.people import Card, Match, buddy_for, card_words, cards_in, pair_of, takes_part
from portal.class_group.queries.posts import Shown, entry_for, is_called_off_for, own_entry, page_of, said, thread_of

__all__ = [
    "Card",
    "Circle",
    "Match",
    "Shown",
    "buddy_for",
    "card_words",
    "cards_in",
    "circle_for_guest",
    "circle_of",
    "entries_to_look_at",
    "entry_for",
    "exported_of",
    "guest_of",
    "guests_of",
    "host_of",
    "hosts_of",
    "invitations_of",
    "is_called_off_for",
    "is_walled",
    "member_of",
    "name_of",
    "own_entry",
    "page_of",
    "pair_of",
    "removals_appealed",
    "reports_of",
    "said",
    "staying",
    "takes_part",
    "thread_of",
    "walled_households",
]
