"""Reads addresses and secrets from pages and mails, as a person would."""

import re


def found(pattern: str, text: str) -> str:
    """The part of a text that this pattern marks; the test fails when it is not there."""
    match = re.search(pattern, text)
    assert match is not None, f"no {pattern} in: {text[:400]}"
    return match.group(1)
