"""Every ready-made phrase by its key, and the groups in which they are offered."""

from dataclasses import dataclass

from portal.phrases.rules.bank import calendar, family, learning, money_and_weather, one_family
from portal.phrases.rules.phrase import Phrase


@dataclass(frozen=True)
class Group:
    """Phrases that are offered together. What is said to one family never stands on a page that a class reads."""

    key: str
    title: str
    is_for_one: bool = False


GROUPS: dict[str, Group] = {group.key: group for group in (
    Group("welcome", "Welcome"),
    Group("gym", "Gym and swimming"),
    Group("closed", "Days off"),
    Group("trip", "Trips"),
    Group("sickness", "Illness and lice"),
    Group("talks", "Conversations and evenings"),
    Group("collecting", "Bringing and collecting"),
    Group("library", "Reading and library"),
    Group("feasts", "Celebrations"),
    Group("food", "Food and drink"),
    Group("money", "Money"),
    Group("forms", "Forms and signing up"),
    Group("homework", "Learning and homework"),
    Group("weather", "Weather and traffic"),
    Group("help", "Help wanted"),
    Group("absence", "Absence and being on time"),
    Group("practical", "Practical"),
    Group("child", "Good news about a child", is_for_one=True),
    Group("call", "Calling and one child", is_for_one=True),
)}  # fmt: skip

BANK: dict[str, Phrase] = {
    phrase.key: phrase
    for part in (calendar, family, learning, money_and_weather, one_family)
    for phrase in part.PHRASES
}
