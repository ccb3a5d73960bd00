"""The demo's families tell a little about home, each in their own words."""

from datetime import datetime, timedelta

from portal import i18n
from portal.demo.actions.people import Cast
from portal.home_context import actions as home
from portal.home_context import queries
from portal.home_context.rules import Theme

SHARED = (
    ("amina", "yusuf", Theme.LANGUAGES, "نتكلم العربية في البيت، ويوسف يتعلم الهولندية بسرعة."),
    ("amina", "yusuf", Theme.LOVES, "يحب رسم الطيور."),
    ("amina", "yusuf", Theme.COLLECTING, "أنا أو خالته سارة."),
    ("dana", "zofia", Theme.HELPS, "Zofia needs five quiet minutes after coming in."),
    ("dana", "zofia", Theme.REACHABILITY, "By message; I work until four."),
    ("bart", "fleur", Theme.LOVES, "Fleur houdt van paarden en van koken."),
)


def fill(cast: Cast, *, now: datetime) -> None:
    """Share it, some weeks ago."""
    then = now - timedelta(days=12)
    until = queries.end_of_school_year(i18n.local_date(now))
    for guardian, child, theme, words in SHARED:
        person, pupil = cast.people[guardian], cast.pupils[child]
        home.share(person, pupil, theme, words, in_conversation=False, until=until, now=then)
    home.share(cast.people["dana"], cast.pupils["zofia"], Theme.EVENTS, "", in_conversation=True, until=until, now=then)
