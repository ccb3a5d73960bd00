"""What a family shared, for that family and for those at school whom it chose; never for another household."""

from portal.home_context.queries.exported import exported
from portal.home_context.queries.family import (
    Standing,
    asked_about,
    end_of_school_year,
    items_of_household,
    last_day_for,
    looks_at,
    renewed_until,
    standing,
    standings,
    versions_of,
    voice_of,
)
from portal.home_context.queries.readers import (
    Child,
    Home,
    homes_of,
    needed_today,
    pupils_shared_with,
    rather_in_conversation,
    reads_voice,
    shared_with,
)

__all__ = [
    "Child",
    "Home",
    "Standing",
    "asked_about",
    "end_of_school_year",
    "exported",
    "homes_of",
    "items_of_household",
    "last_day_for",
    "looks_at",
    "needed_today",
    "pupils_shared_with",
    "rather_in_conversation",
    "reads_voice",
    "renewed_until",
    "shared_with",
    "standing",
    "standings",
    "versions_of",
    "voice_of",
]
