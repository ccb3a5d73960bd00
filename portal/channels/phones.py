"""Telephone numbers: the one way in which each is written down, and whether it takes text messages."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

# One deployment is one school: numbers without a country are of its own.
_home = {"region": "NL"}
NOT_MOBILE = (
    PhoneNumberType.FIXED_LINE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST,
    PhoneNumberType.PAGER, PhoneNumberType.VOICEMAIL, PhoneNumberType.UAN,
)  # fmt: skip


def at_home_in(region: str) -> None:
    """Name the school's country (ISO 3166, two letters)."""
    _home["region"] = region


def normalised(text: str | None) -> str | None:
    """The number as `+31612345678` (E.164), however it was typed; None when it cannot be a telephone number."""
    number = _parsed(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if number else None


def takes_messages(text: str | None) -> bool:
    """Whether a text message can be sent there: a number, and not known to be a landline."""
    number = _parsed(text)
    return number is not None and phonenumbers.number_type(number) not in NOT_MOBILE


def shown(text: str | None) -> str:
    """The number as people read it, with its country; what is no number stays as it was typed."""
    number = _parsed(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else text or ""


def _parsed(text: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text or "", _home["region"])
    except NumberParseException:
        return None
    # Possible, not valid: new ranges are handed out faster than anybody updates a list of them.
    return number if phonenumbers.is_possible_number(number) else None
