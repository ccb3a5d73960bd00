"""Whether every text is there in every language: `python -m tests.catalogues`; `--update` collects new ones."""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from portal.i18n import LANGUAGES
from portal.settings import ROOT
from tests import phrase_catalogues

SOURCE = "en"
PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])")
CHOSEN = [code for code in LANGUAGES if code != SOURCE]


def extracted() -> Catalog:
    """Every text of the code and the templates."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    template = Catalog(project="Samen", fuzzy=False)
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    for folder in ("portal", "templates"):
        inside = {pattern.removeprefix(f"{folder}/"): way for pattern, way in methods if pattern.startswith(folder)}
        told = {pattern.removeprefix(f"{folder}/"): value for pattern, value in options.items()}
        found = extract_from_dir(ROOT / folder, list(inside.items()), told, keywords)
        for _file, _line, message, _comments, context in found:
            template.add(message, context=context)
    return template


def path_of(code: str) -> Path:
    return ROOT / "translations" / code / "LC_MESSAGES" / "messages.po"


def catalogue(code: str) -> Catalog:
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code)


def faults(code: str, template: Catalog) -> list[str]:
    """What is wrong with one language, a line each."""
    known = catalogue(code)
    texts = {message.id: message for message in known if message.id}
    found = [f"{code}: not there: {_shown(m.id)}" for m in template if m.id and m.id not in texts]
    found += [f"{code}: no longer used: {_shown(identity)}" for identity in texts if identity not in template]
    for identity, message in texts.items():
        found += [f"{code}: {fault}: {_shown(identity)}" for fault in _faults_of(message, known.num_plurals)]
    return found


def _faults_of(message, plurals: int) -> list[str]:
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
    faults = []
    if message.fuzzy:
        faults.append("not certain")
    if not all(forms):
        faults.append("not translated")
    if isinstance(message.id, tuple | list) and len(forms) != plurals:
        faults.append(f"{len(forms)} plural forms instead of {plurals}")
    allowed = {match for source in sources for match in PLACEHOLDER.findall(source)}
    for form in forms:
        used = set(PLACEHOLDER.findall(form or ""))
        # A plural form may say "one" or "two" in words instead of the number.
        if used - allowed or (len(sources) == 1 and allowed - used and form):
            faults.append("other placeholders")
    return faults


def update(template: Catalog) -> None:
    """Bring every language's catalogue up to date with the texts, without guessing."""
    for code in CHOSEN:
        path = path_of(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        known = catalogue(code) if path.exists() else Catalog(locale=code, project="Samen", fuzzy=False)
        known.update(template, no_fuzzy_matching=True)
        known.obsolete.clear()
        with path.open("wb") as file:
            write_po(
                file, known, sort_output=True, width=120, omit_header=False, no_location=True, ignore_obsolete=True
            )


def _shown(identity) -> str:
    return repr(identity[0] if isinstance(identity, tuple | list) else identity)


def main(arguments: list[str]) -> int:
    template = extracted()
    if "--update" in arguments:
        update(template)
        phrase_catalogues.update()
    found = [line for code in CHOSEN for line in faults(code, template)]
    phrases = phrase_catalogues.codes()
    found += [line for code in phrases for line in phrase_catalogues.faults(code)]
    print("\n".join(found) if found else f"{len(template)} texts, complete in {', '.join(CHOSEN)}")
    if not found:
        print(f"{len(phrase_catalogues.template())} texts of phrases, complete in {', '.join(phrases)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
