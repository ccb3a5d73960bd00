"""The three things that can become of a row."""

from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a row when the person it points at is erased."""

    GOES = "goes"
    UNTIED = "untied"
    STAYS = "stays"
