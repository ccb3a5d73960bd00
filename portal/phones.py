"""Phone numbers: the one way of writing by which the same number is known again, and whether it takes text messages."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

LONGEST = 40
# One deployment is one school: numbers without a country are of its own.
_home = {"region": "NL"}
NOT_MOBILE = (
    PhoneNumberType.FIXED_LINE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST,
    PhoneNumberType.PAGER, PhoneNumberType.VOICEMAIL, PhoneNumberType.UAN,
)  # fmt: skip


def at_home_in(region: str) -> None:
    """Name the school's country (ISO 3166, two letters)."""
    _home["region"] = region


def normal(typed: str | None) -> str | None:
    """The number as `+31612345678` (E.164), however it was typed; None when it cannot be a phone number."""
    number = _parsed(typed)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else None


def takes_messages(typed: str | None) -> bool:
    """Whether a text message can be sent there: a number, and not known to be a landline."""
    number = _parsed(typed)
    return number is not None and phonenumbers.number_type(number) not in NOT_MOBILE


def shown(typed: str | None) -> str:
    """The number as people read it, with its country; what is no number stays as it was typed."""
    number = _parsed(typed)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else typed or ""


def _parsed(typed: str | None) -> phonenumbers.PhoneNumber | None:
    if not typed or len(typed) > LONGEST:
        return None
    try:
        number = phonenumbers.parse(typed, _home["region"])
    except NumberParseException:
        return None
    # Possible, not valid: lists of numbers that exist are older than the newest numbers.
    return number if phonenumbers.is_possible_number(number) and not number.extension else None
