"""How a day, a time or an amount is said in the reader's language."""

import re
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency

from portal.translating.rules.days import Day
from portal.translating.rules.pieces import Kind, Piece


@dataclass(frozen=True)
class Habit:
    """A language with its regional habit, and how it says a weekday, a day and a month."""

    language: str
    locale: str
    day_pattern: str


def said(piece: Piece, habit: Habit, *, today: date) -> str:
    """A piece in the reader's way. What has no way of its own, or could not be read for certain, stays as written."""
    if piece.kind is Kind.TERM:
        return piece.words.get(habit.language) or piece.written
    if piece.day is not None:
        return _day(piece.day, habit, today)
    if piece.at is not None:
        # "At half past seven" may be morning or evening: who reads knows as much as who read the original.
        return f"{piece.at:%H:%M}" if piece.written.startswith("0") else f"{piece.at.hour}:{piece.at:%M}"
    if piece.amount is not None:
        return _amount(*piece.amount, habit)
    return piece.written


def _day(day: Day, habit: Habit, today: date) -> str:
    has_year = day.has_year and day.on.year != today.year
    if day.weekday is None and has_year:
        return format_date(day.on, "d MMMM y", locale=habit.locale)
    pattern = habit.day_pattern.replace("MMMM", "MMMM y") if has_year else habit.day_pattern
    # A weekday that the teacher wrote is not corrected in secret: every family reads the same.
    return format_date(_with_weekday(day), pattern, locale=habit.locale).replace("\u200f", "")


def _with_weekday(day: Day) -> date:
    if day.weekday in (None, day.on.weekday()):
        return day.on
    near = (step * sign for step in range(1, 12) for sign in (1, -1))
    for years in near:
        try:
            other = day.on.replace(year=day.on.year + years)
        except ValueError:
            continue
        if other.weekday() == day.weekday:
            return other
    return day.on


def _amount(value, currency: str, has_cents: bool, habit: Habit) -> str:
    pattern = Locale.parse(habit.locale).currency_formats["standard"].pattern
    if not has_cents:
        pattern = re.sub(r"0\.0+", "0", pattern)
    return format_currency(value, currency, pattern, locale=habit.locale, currency_digits=has_cents)
