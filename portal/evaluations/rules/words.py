"""The words of an evaluation: what it asks, how it is answered, and what a change is about."""

from enum import StrEnum


class Verdict(StrEnum):
    """How something went."""

    GOOD = "good"
    COULD_BE_BETTER = "could_be_better"
    BAD = "bad"


class Question(StrEnum):
    """What is written in words; with the verdicts never more than ten."""

    HELPED = "helped"
    HINDERED = "hindered"
    CHAIN = "chain"
    NORM = "norm"
    AFTERCARE = "aftercare"
    CHANGE = "change"


class Theme(StrEnum):
    """What a change is about: the lines of the yearly list."""

    DESK = "desk"
    CHAIN = "chain"
    NORM = "norm"
    AFTERCARE = "aftercare"
    PARENTS = "parents"
    BUILDING = "building"
    PRACTICE = "practice"
    OTHER = "other"
