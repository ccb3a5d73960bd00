"""The languages that the portal is written in, a line each; docs/languages.md tells how to add one."""

from typing import NamedTuple

from portal.pseudo import CODE as PSEUDO


class Habit(NamedTuple):
    """How a language says things: its regional habit (CLDR), a day, and a day where there is little room."""

    locale: str
    day: str
    short_day: str = "EEE d MMM"


# Adding a language is its folder in translations/ and its line here.
LANGUAGES = {
    "nl": Habit("nl_NL", "EEEE d MMMM"),
    "en": Habit("en_GB", "EEEE d MMMM"),
    "ar": Habit("ar", "EEEE، d MMMM"),
    "tr": Habit("tr_TR", "d MMMM EEEE", "d MMM EEE"),
    "pl": Habit("pl_PL", "EEEE, d MMMM"),
    "uk": Habit("uk_UA", "EEEE, d MMMM"),
}
# Those in which the portal itself is written; all others are translations, and teachers read that.
WRITTEN_IN = ("nl", "en")
# Read by who builds the portal, and by no family: nothing is written in it.
PSEUDO_HABIT = Habit(PSEUDO, "EEEE d MMMM")


def habit_of(code: str) -> tuple[str, str]:
    """The regional habit of a language, and how it says a day; also of one that is not shipped."""
    found = LANGUAGES.get(code, Habit(code, "EEEE d MMMM"))
    return found.locale, found.day
