"""Prints the figures, a line `name value unit` each.

BENCH=page|booking|opening|planner|help|fanout|rush|yearly|crash runs one group.
"""

import os
import sys

from tests.bench import booking, crash, fanout, help_calls, opening, page, planner, rush, yearly

GROUPS = {
    "page": page.figures,
    "booking": booking.figures,
    "opening": opening.figures,
    "planner": planner.figures,
    "help": help_calls.figures,
    "fanout": fanout.figures,
    "rush": rush.figures,
    "yearly": yearly.figures,
    "crash": crash.figures,
}
# Takes half an hour: only when it is asked for.
LONG = ("crash",)


def main() -> int:
    """Run the groups that BENCH names, or all."""
    asked = os.environ.get("BENCH") or " ".join(name for name in GROUPS if name not in LONG)
    unknown = set(asked.split()) - set(GROUPS)
    if unknown:
        print(f"BENCH takes {', '.join(GROUPS)}; not {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    for name in asked.split():
        for figure, value, unit in GROUPS[name]():
            print(f"{figure} {value:.4g} {unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
