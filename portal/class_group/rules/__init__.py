"""What holds in a group of parents: its words and limits, when it closes, and who deals with what."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

LONGEST_POST, LONGEST_ANSWER, LONGEST_LINE, LONGEST_ABOUT = 800, 400, 80, 300
MOST_PLACES = 60
HOSTS = 2
# Everything is erased so long after the last day of the school year; the page says both days so long before.
ERASED_AFTER = timedelta(days=28)
ANNOUNCED_BEFORE = timedelta(days=28)
TAKEN_BACK_KEPT = timedelta(days=7)
# One message at most in this time, however much is written.
TOLD_EVERY = timedelta(hours=20)
POSTS_SHOWN = 30
# What the hosts did not look at by then comes to the school.
HOSTS_LOOK_WITHIN = timedelta(days=3)


class Kind(StrEnum):
    """What somebody writes: a post of one of these kinds, an answer to one, or a few words on the own card."""

    PLAYDATE = "playdate"
    CARPOOL = "carpool"
    HELP = "help"
    QUESTION = "question"
    EVENT = "event"
    ANSWER = "answer"
    CARD = "card"


POSTS = (Kind.PLAYDATE, Kind.CARPOOL, Kind.HELP, Kind.QUESTION, Kind.EVENT)


class Buddy(StrEnum):
    """Whether a parent welcomes a new family, or would like to be welcomed."""

    NEITHER = "neither"
    OFFERS = "offers"
    ASKS = "asks"


class Reason(StrEnum):
    """Why something does not belong here."""

    ABOUT_SOMEBODY = "about somebody"
    UNKIND = "unkind"
    PRIVATE = "private"
    SELLING = "selling"
    OTHER = "other"


class Standing(StrEnum):
    """A group is open in its school year, then only read for a while, then gone."""

    OPEN = "open"
    CLOSED = "closed"
    OVER = "over"


def standing(ends_on: date, today: date) -> Standing:
    """How a group stands whose school year ends on this day."""
    if today <= ends_on:
        return Standing.OPEN
    return Standing.CLOSED if today < ends_on + ERASED_AFTER else Standing.OVER


def is_announced(ends_on: date, today: date) -> bool:
    """Whether the page says that the group is about to close."""
    return today > ends_on - ANNOUNCED_BEFORE


def spoken(codes: Iterable[str], others: str) -> frozenset[str]:
    """The languages of a card to compare: codes, and what was written beside them without capitals and accents."""
    plain = unicodedata.normalize("NFKD", others.casefold())
    words = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(codes) | {each for part in re.split(r"[,;/+\n]", words) if (each := " ".join(part.split()))}


def is_for_school(author: int, hosts: Collection[int], walled: Collection[int], reporter: int) -> bool:
    """Whether the school deals with a report: no host is left who neither wrote it, nor reports it, nor is walled off.

    Nothing of a host is judged by the other one.
    """
    return author in hosts or not set(hosts) - set(walled) - {reporter}
