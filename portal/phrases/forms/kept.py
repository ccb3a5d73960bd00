"""What a message keeps of a slot, as the fields of its form have it."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

from portal.phrases.rules import KINDS, Kind


def as_fields(name: str, value: Any) -> dict[str, Any]:
    """The data of the fields of a slot, to change what was filled in before."""
    kind = KINDS[name]
    if kind is Kind.THINGS:
        return {name: value["words"], f"{name}_own": value.get("own", "")}
    if kind in (Kind.PLACE, Kind.WORD):
        return {name: value.get("word", ""), f"{name}_own": value.get("name") or value.get("own", "")}
    read: dict[Kind, Callable[[str], Any]] = {
        Kind.DATE: date.fromisoformat, Kind.TIME: time.fromisoformat, Kind.AMOUNT: Decimal,
    }  # fmt: skip
    return {name: read[kind](value) if kind in read else value}
