"""The demo's families tell a little about home, each in their own words."""

from datetime import date, datetime, timedelta

from portal import i18n
from portal.demo.actions.people import Cast
from portal.home_context import actions as home
from portal.home_context import queries
from portal.home_context.rules import Audience, Theme
from portal.school import actions as people

SHARED = (
    ("amina", "yusuf", Theme.LANGUAGES, "نتكلم العربية في البيت، ويوسف يتعلم الهولندية بسرعة."),
    ("amina", "yusuf", Theme.LOVES, "يحب رسم الطيور."),
    ("amina", "yusuf", Theme.COLLECTING, "أنا أو خالته سارة."),
    ("dana", "zofia", Theme.HELPS, "Zofia needs five quiet minutes after coming in."),
    ("dana", "zofia", Theme.REACHABILITY, "By message; I work until four."),
    ("bart", "fleur", Theme.LOVES, "Fleur houdt van paarden en van koken."),
)


# Chosen instead of written: who, about whom, what, and what else they wrote.
SIGNS = (
    ("amina", "yusuf", Theme.WHO_LIVES_HERE, ("two-parents", "child", "grandparent"), ""),
    ("amina", "yusuf", Theme.HARD, ("noise", "goodbye"), ""),
    ("bart", "fleur", Theme.COLLECTING, ("grandparent", "bike"), "Op dinsdag opa, op de fiets."),
)


def fill(cast: Cast, *, now: datetime) -> None:
    """Share it, some weeks ago."""
    then = now - timedelta(days=12)
    until = queries.end_of_school_year(i18n.local_date(now))
    for guardian, child, theme, words in SHARED:
        person, pupil = cast.people[guardian], cast.pupils[child]
        home.share(person, pupil, theme, words, in_conversation=False, until=until, now=then)
    _more(cast, until, now)
    home.share(cast.people["dana"], cast.pupils["zofia"], Theme.EVENTS, "", in_conversation=True, until=until, now=then)


def _more(cast: Cast, until: date, now: datetime) -> None:
    """Symbols, what everybody must know, a thing to renew, a draft, and a colleague who stands in today."""
    then, today = now - timedelta(days=12), i18n.local_date(now)
    for guardian, child, theme, signs, words in SIGNS:
        home.share(
            cast.people[guardian], cast.pupils[child], theme, words, in_conversation=False, until=until, now=then,
            signs=signs,
        )  # fmt: skip
    zofia, dana, bart = cast.pupils["zofia"], cast.people["dana"], cast.people["bart"]
    home.share(dana, zofia, Theme.EVERY_DAY, "No nuts. When she coughs: call me, and give her water.",
               in_conversation=False, until=until, now=then, audience=Audience.LEADER)  # fmt: skip
    home.share(bart, cast.pupils["fleur"], Theme.HELPS, "Even samen ademhalen.", in_conversation=False,
               until=today + timedelta(days=9), now=then)  # fmt: skip
    words = home.Words("Fleur vindt afscheid nemen lastig sinds")
    home.keep_draft(bart, cast.pupils["fleur"], Theme.EVENTS, words, until=None, now=then)
    people.name_stand_in(cast.classes["3B"], cast.people["vos"], cast.people["celik"], from_on=today, until_on=today,
                         today=today, now=now)  # fmt: skip
