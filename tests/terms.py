"""The table of docs/privacy.md, from TERMS: `python -m tests.terms --update` writes it anew."""

import re
import sys

from portal.app import create_app
from portal.i18n import in_language
from portal.retention import TERMS
from portal.settings import ROOT, from_environment

DOC = ROOT / "docs" / "privacy.md"
PLACE = re.compile(r"(?<=<!-- terms -->\n).*?(?=<!-- /terms -->)", re.S)


def table() -> str:
    """The rows as Markdown, in English; needs an app context."""
    with in_language("en"):
        rows = [
            f"| {each.what} | {each.how_long} | {each.why} | {each.source} | `{'` `'.join(each.tables)}` |"
            for each in TERMS
        ]
    return "\n".join(["| what | how long | why | ground or source | tables |", "|---|---|---|---|---|", *rows]) + "\n"


def written() -> str:
    """The table as it stands in the document."""
    found = PLACE.search(DOC.read_text())
    return found.group() if found else ""


def main(arguments: list[str]) -> int:
    with create_app(from_environment()).app_context():
        if "--update" in arguments:
            DOC.write_text(PLACE.sub(lambda _old: table(), DOC.read_text()))
        return 0 if written() == table() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
