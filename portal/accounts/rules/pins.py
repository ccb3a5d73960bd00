"""What a PIN for the kiosk may be: digits, enough of them, and none that everybody tries first."""

from enum import StrEnum

# With five tries in five minutes, six digits last longer than anybody stands at a desk.
MINIMUM_PIN = 6
MAXIMUM_PIN = 12


class PinFault(StrEnum):
    """Why a PIN is refused."""

    NO_DIGITS = "no digits"
    LENGTH = "length"
    EASY = "easy"


def pin_fault_of(pin: str) -> PinFault | None:
    """What is wrong with a PIN, None when nothing is."""
    if not (pin.isascii() and pin.isdigit()):
        return PinFault.NO_DIGITS
    if not MINIMUM_PIN <= len(pin) <= MAXIMUM_PIN:
        return PinFault.LENGTH
    return PinFault.EASY if _is_row(pin) or _is_repeated(pin) else None


def _is_row(pin: str) -> bool:
    """111111, 123456 or 987654; a row goes on after 9 with 0."""
    steps = {(int(after) - int(before)) % 10 for before, after in zip(pin, pin[1:], strict=False)}
    return len(steps) == 1 and steps <= {0, 1, 9}


def _is_repeated(pin: str) -> bool:
    """121212, or 123123."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2, 3))
