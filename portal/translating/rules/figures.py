"""Reads times and amounts as people write them, in Dutch and in English."""

import re
from datetime import time
from decimal import Decimal

NUMBER = r"\d{1,3}(?:[.,  ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
SIGNS = {"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "$": "USD", "usd": "USD"}
AMOUNT = (
    rf"(?i:(?:[€£$]|(?<!\w)(?:eur|gbp|usd))\s?(?:{NUMBER})(?:,[-–=])?(?!\d|[.,]\d)"
    rf"|(?<![\w.,])(?:{NUMBER})(?:,[-–=])?\s?(?:[€£]|(?:euros?|eur|gbp|usd)(?!\w)))"
)
AFTER = "|".join(rf"(?<=\b{word}\s)" for word in ("om", "tot", "vanaf", "rond", "tegen", "at", "until", "from"))
HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
TIME = (
    r"(?i:(?<![\w.,:-])(?:"
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d\s?(?:[ap]m(?!\w)|[ap]\.m\.|uur(?!\w)|u(?!\w))|(?:[01]?\d|2[0-3]):[0-5]\d(?![\w:]|[.,]\d)"
    r"|(?:[01]?\d|2[0-3])[uh][0-5]\d(?!\w)|(?:0?[1-9]|1[0-2])\s?(?:[ap]m(?!\w)|[ap]\.m\.)"
    rf"|(?:{AFTER})(?:[01]?\d|2[0-3])\s?(?:uur|u)(?!\w)"
    rf"|(?:{AFTER})(?:{'|'.join(HOURS)})\suur(?!\w)"
    rf"|(?:half|kwart (?:voor|over))\s(?:{'|'.join(HOURS)})(?:\suur)?(?!\w)))"
)


def time_of(written: str) -> time | None:
    """The time that these words mean; None when there is none such."""
    words = written.lower()
    named = next((number for number, name in enumerate(HOURS, 1) if re.search(rf"\b{name}\b", words)), None)
    if named is not None:
        before = named - 1 or 12
        if "half" in words or "voor" in words:
            return time(before, 30 if "half" in words else 45)
        return time(named, 15 if "over" in words else 0)
    hour, *minutes = (int(number) for number in re.findall(r"\d+", words))
    if re.search(r"[ap]\.?m", words):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if "p" in words else 0)
    return time(hour, minutes[0] if minutes else 0)


def amount_of(written: str) -> tuple[Decimal, str, bool] | None:
    """How much, of which currency (ISO 4217), and whether cents were written."""
    sign = re.search(r"[€£$]|[a-z]+", written.lower())
    number = re.search(NUMBER, written)
    if sign is None or number is None:
        return None
    figures = re.sub(r"\s", "", number.group())
    cents = re.search(r"[.,](\d{1,2})$", figures)
    whole = re.sub(r"\D", "", figures[: cents.start()] if cents else figures)
    return Decimal(f"{whole}.{cents.group(1) if cents else 0}"), SIGNS[sign.group()], cents is not None
