"""Whether the lock files hold what the requirement files ask for: `python -m tests.lockfile`."""

import re
import sys

from portal.settings import ROOT


def asked(name: str) -> set[str]:
    """The packages that a requirements file asks for itself."""
    lines = (ROOT / name).read_text().splitlines()
    return {re.split(r"[\[<>=~; ]", line)[0].lower() for line in lines if line and line[0].isalpha()}


def locked(name: str) -> dict[str, str]:
    """Package to version, as locked; raises ValueError for one without hashes."""
    text = (ROOT / name).read_text()
    found = dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.M | re.I))
    without = [
        package for package in found if not re.search(rf"^{re.escape(package)}(\[.*\])?==.*\\\n\s+--hash", text, re.M)
    ]
    if without:
        raise ValueError(f"{name}: no hash for {', '.join(without)}")
    return found


def main() -> int:
    base, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    missing = (asked("requirements.in") - set(base)) | (asked("requirements-dev.in") - set(dev))
    apart = {package for package, version in base.items() if dev.get(package) != version}
    if missing or apart:
        print(f"run make lock: missing {sorted(missing)}, different {sorted(apart)}")
    return 1 if missing or apart else 0


if __name__ == "__main__":
    sys.exit(main())
