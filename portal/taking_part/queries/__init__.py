"""What parents can take part in, who comes, what was said, and what came of it."""

from portal.taking_part.queries.contributions import (
    WithWords,
    all_contributions,
    count_anonymous_on,
    count_of,
    own_contributions,
)
from portal.taking_part.queries.exported import exported_of
from portal.taking_part.queries.families import (
    Home,
    homes_without_address,
    invited_to,
    languages_of_invited,
    took_part,
)
from portal.taking_part.queries.members import Members, member_of, members
from portal.taking_part.queries.norm import Line, side_by_side
from portal.taking_part.queries.occasions import (
    coming_of,
    dated_for,
    drafts,
    ended_before_year,
    on_first_page,
    outcomes_of,
    said_to_come,
    shown_to,
)
from portal.taking_part.queries.sign_ups import (
    Sums,
    own_sign_up,
    places_left,
    seats_taken,
    sign_ups_of,
    sums_of,
    waiting_in,
)
from portal.taking_part.queries.words import InLanguage, Said, in_all_languages, lacking, said_in, words_in

__all__ = [
    "Home",
    "InLanguage",
    "Line",
    "Members",
    "Said",
    "Sums",
    "WithWords",
    "all_contributions",
    "coming_of",
    "count_anonymous_on",
    "count_of",
    "dated_for",
    "drafts",
    "ended_before_year",
    "exported_of",
    "homes_without_address",
    "in_all_languages",
    "invited_to",
    "lacking",
    "languages_of_invited",
    "member_of",
    "members",
    "on_first_page",
    "outcomes_of",
    "own_contributions",
    "own_sign_up",
    "places_left",
    "said_in",
    "said_to_come",
    "seats_taken",
    "shown_to",
    "side_by_side",
    "sign_ups_of",
    "sums_of",
    "took_part",
    "waiting_in",
    "words_in",
]
