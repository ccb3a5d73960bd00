"""Phone numbers: the one way of writing by which the same number is known again, however it was typed."""

import phonenumbers

REGION = "NL"
LONGEST = 40


def normal(typed: str | None) -> str | None:
    """A number as +31612345678 (E.164), read as somebody in REGION would; None when it cannot be one."""
    if not typed or len(typed) > LONGEST:
        return None
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException:
        return None
    # Possible, not valid: lists of numbers that exist are older than the newest numbers.
    possible = phonenumbers.is_possible_number(number) and not number.extension
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else None
