"""How names, days, addresses and phone numbers are read, the same in every format."""

import re
from datetime import date, timedelta

from portal import phones

LONGEST_NAME = 120
LONGEST_EMAIL = 254
ISO_DAY = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)(?:T.*|Z|[+-]\d\d:\d\d)?", re.ASCII)
DUTCH_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]((?:19|20)\d\d)")
SERIAL_DAY = re.compile(r"[34]\d{4}", re.ASCII)
FIRST_SERIAL_DAY = date(1899, 12, 30)


def iso_day(text: str) -> str:
    """The day in "2018-06-21", "2018-06-21Z" or "2018-06-21T00:00:00.000+02:00". Raises ValueError."""
    found = ISO_DAY.fullmatch(text)
    return date.fromisoformat(found[1] if found else "").isoformat()


def typed_day(text: str) -> str:
    """The day as people type it: also "21-6-2018", "21/06/2018", "21.6.2018", or a spreadsheet's number of days.

    The day stands before the month; digits may be Arabic. Raises ValueError.
    """
    text = re.sub(r"\d", lambda digit: str(int(digit[0])), text)
    if found := DUTCH_DAY.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    if SERIAL_DAY.fullmatch(text):
        return (FIRST_SERIAL_DAY + timedelta(days=int(text))).isoformat()
    return iso_day(text.replace(" 00:00:00", ""))


def address(text: str) -> str:
    """An e-mail address in small letters; empty for what is none."""
    text = text.strip().lower().removeprefix("mailto:")
    is_address = len(text) <= LONGEST_EMAIL and re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+", text)
    return text if is_address else ""


def phone_number(text: str) -> str:
    """A phone number as E.164 ("+31612345678"); empty for what is none."""
    return phones.normal(text) or ""


def school_year_of(day: date) -> str:
    """The school year in which a day falls; it begins in August."""
    start = day.year if day.month >= 8 else day.year - 1
    return f"{start}-{start + 1}"


def years_named(text: str) -> str:
    """ "2026-2027", "2026/2027" or "2026-27" as "2026-2027". Raises ValueError for anything but two years in a row."""
    found = re.fullmatch(r"((?:19|20)\d\d)\s*[-/–]\s*((?:19|20)?\d\d)", text, re.ASCII)
    if found is None or int(found[2]) % 100 != (int(found[1]) + 1) % 100:
        raise ValueError("not two years in a row")
    return f"{found[1]}-{int(found[1]) + 1}"
