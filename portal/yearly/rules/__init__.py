"""Counting a school year without names, and hiding numbers that are too small; pure decisions."""

from portal.yearly.rules.counting import DIMENSIONS, FIRST_HOUR, LAST_HOUR, Dimension, Happened, counted
from portal.yearly.rules.small import FEWEST, hidden
from portal.yearly.rules.times import Spans, full_months_until, spans_of

__all__ = [
    "DIMENSIONS",
    "FEWEST",
    "FIRST_HOUR",
    "LAST_HOUR",
    "Dimension",
    "Happened",
    "Spans",
    "counted",
    "full_months_until",
    "hidden",
    "spans_of",
]
