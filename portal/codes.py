"""Codes that a person reads from paper or a screen and types: without letters and digits that look alike."""

import secrets
import unicodedata

# Without 0, O, 1, I and L. Eight of them are 39 bits: not to be guessed where tries are counted.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
GROUP = 4


def fresh() -> str:
    """A new code, from the system's own randomness."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def tidy(typed: str) -> str:
    """The code as it was made, however it was typed: small letters, spaces, dashes, the digits of another script."""
    plain = unicodedata.normalize("NFKC", with_plain_digits(typed)).upper()
    return "".join(letter for letter in plain if letter.isalnum())


def is_whole(code: str) -> bool:
    """Whether a tidied code can be one at all."""
    return len(code) == LENGTH and all(letter in LETTERS for letter in code)


def in_groups(code: str) -> str:
    """ "ABCD-EFGH": how a code is written down."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def with_plain_digits(text: str) -> str:
    """The text with the digits of every script (٣, ۳, 3) as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
