"""Recovery cases as those who lead them, the colleague and the family see them, and who can lead one."""

from portal.recovery.queries.cases import (
    cases_for,
    cases_of_incident,
    first_word_days,
    home_names,
    homes_named,
    is_open_for,
    late,
    with_leader,
)
from portal.recovery.queries.colleagues import asked_of, leaders, must_change, next_leader, owned_by, to_prepare
from portal.recovery.queries.steps import facts_of, next_step, school_days, talk_of
from portal.recovery.queries.talks import (
    BUSY_WITH_TALKS,
    agreement_of,
    agreements_of,
    card_of,
    cards_for,
    interpreted,
    other_talks_of,
    talks_of_home,
)

__all__ = [
    "BUSY_WITH_TALKS",
    "agreement_of",
    "agreements_of",
    "asked_of",
    "card_of",
    "cards_for",
    "cases_for",
    "cases_of_incident",
    "facts_of",
    "first_word_days",
    "home_names",
    "homes_named",
    "interpreted",
    "is_open_for",
    "late",
    "leaders",
    "must_change",
    "next_leader",
    "next_step",
    "other_talks_of",
    "owned_by",
    "school_days",
    "talk_of",
    "talks_of_home",
    "to_prepare",
    "with_leader",
]
