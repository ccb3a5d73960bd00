"""Whether every ready-made phrase is there in every language: part of `python -m tests.catalogues`."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from portal.i18n import LANGUAGES
from portal.phrases.queries.catalogue import DOMAIN, SOURCE
from portal.phrases.queries.filling import WEEKDAYS
from portal.phrases.rules import BANK, DATE_FORMS, GROUPS, ILLNESSES, PLACE, PLACES, SUBJECTS, THINGS
from portal.settings import ROOT

# Counted things that some languages say in words in a form of their own: "one day", "two days".
IN_WORDS = ("count",)


def template() -> Catalog:
    """Every text of the phrase bank in English; a phrase has its key as context."""
    found = Catalog(project="Samen", fuzzy=False)
    for form in DATE_FORMS.values():
        for weekday in WEEKDAYS:
            found.add(form.format(weekday=weekday), context="date")
    for group in GROUPS.values():
        found.add(group.title, context="group")
    for context, words in (("thing", THINGS), ("place", PLACES), ("subject", SUBJECTS), ("illness", ILLNESSES)):
        for word in words.values():
            found.add(word, context=context)
    for phrase in BANK.values():
        found.add((phrase.text, phrase.many) if phrase.many else phrase.text, context=phrase.key)
    return found


def path_of(code: str) -> Path:
    return ROOT / "translations" / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def codes() -> list[str]:
    """Every language that is offered, and every one of which somebody has begun the folder."""
    begun = {path.parts[-3] for path in (ROOT / "translations").glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    return sorted((begun | set(LANGUAGES)) - {SOURCE})


def catalogue(code: str) -> Catalog:
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code)


def faults(code: str) -> list[str]:
    """What is wrong with the phrases of one language, a line each."""
    if not path_of(code).exists():
        return [f"{code}: the phrases are not there: make {path_of(code).relative_to(ROOT)} with --update"]
    known = catalogue(code)
    wanted = {_name(message): message for message in template() if message.id}
    texts = {_name(message): message for message in known if message.id}
    found = [f"{code}: phrase not there: {name}" for name in wanted if name not in texts]
    found += [f"{code}: phrase no longer used: {name}" for name in texts if name not in wanted]
    for name, message in texts.items():
        found += [f"{code}: {fault}: {name}" for fault in faults_of(message, known.num_plurals)]
    return found


def faults_of(message, plurals: int) -> list[str]:
    """What is wrong with one phrase: not translated, a plural form too few, or other things filled in."""
    is_counted = isinstance(message.id, tuple | list)
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    wanted = _places(message.id[-1] if is_counted else message.id)
    found = ["not certain"] if message.fuzzy else []
    if not all(forms):
        found.append("not translated")
    if len(forms) != (plurals if is_counted else 1):
        found.append(f"{len(forms)} forms instead of {plurals if is_counted else 1}")
    for form in filter(None, forms):
        lacks = wanted - _places(form)
        if _places(form) - wanted or lacks - (set(IN_WORDS) if is_counted else set()):
            found.append("other things filled in")
    return found


def _places(text: str) -> set[str]:
    in_dates = {"(day)"} if "%(day)s" in text else set()
    return {place[2] for place in PLACE.finditer(text.replace("%(day)s", ""))} | in_dates


def _name(message) -> str:
    first = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return f"{message.context}: {first!r}"


def update() -> None:
    """Bring the phrases of every language up to date with the bank, without guessing."""
    for code in codes():
        path, new = path_of(code), template()
        path.parent.mkdir(parents=True, exist_ok=True)
        known = catalogue(code) if path.exists() else Catalog(locale=code, project="Samen", fuzzy=False)
        known.update(new, no_fuzzy_matching=True)
        known.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, known, sort_output=True, width=120, no_location=True, ignore_obsolete=True)
