"""Every phrase that can be said, ready-made or the school's own, found by its key, by group or by a word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from portal import i18n
from portal.db import Refusal, db
from portal.phrases.models import OWN, OwnPhrase
from portal.phrases.queries import catalogue
from portal.phrases.rules import BANK, GROUPS, Group, Phrase, slots_in

OWN_PLACE = re.compile(r"\{(\w+)\}")


class NoSuchPhrase(Refusal):
    """A message names a phrase that there is not."""


@dataclass(frozen=True)
class Sentence:
    """A phrase that can be said; of the school's own ones, `own` are the texts by language."""

    key: str
    group: str
    slots: tuple[str, ...]
    ready: Phrase | None = None
    own: Mapping[str, str] | None = None

    @property
    def is_for_one(self) -> bool:
        """Whether it may only be said to one family: also whatever names a child."""
        return GROUPS[self.group].is_for_one or "child" in self.slots

    def text_in(self, code: str, number: int = 2) -> str:
        """Its text in a language with places like %(date)s, for this number of what is counted. Raises NotWritten."""
        if self.own is not None:
            if code not in self.own:
                raise catalogue.NotWritten(self.key)
            return OWN_PLACE.sub(r"%(\1)s", self.own[code])
        assert self.ready is not None
        if self.ready.many:
            return catalogue.counted(self.key, self.ready.text, self.ready.many, number, code)
        return catalogue.text(self.key, self.ready.text, code)

    def is_in(self, code: str) -> bool:
        """Whether it has a text in this language."""
        if self.own is not None:
            return code in self.own
        assert self.ready is not None
        return catalogue.is_written(self.key, self.ready.text, code)

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that it can be said in, in the order in which they are offered."""
        return [code for code in i18n.LANGUAGES if self.is_in(code)]


READY: dict[str, Sentence] = {
    phrase.key: Sentence(phrase.key, phrase.group, phrase.slots, ready=phrase) for phrase in BANK.values()
}


def own_sentence(row: OwnPhrase) -> Sentence:
    """One of the school's own phrases; its texts all have the same places."""
    texts = row.by_language
    first = OWN_PLACE.sub(r"%(\1)s", next(iter(texts.values())))
    return Sentence(row.key, row.group, slots_in(first), own=texts)


def found(keys: Iterable[str]) -> dict[str, Sentence]:
    """The phrases with these keys, also those that are no longer offered. Raises NoSuchPhrase."""
    wanted = dict.fromkeys(keys)
    numbers = [_number(key) for key in wanted if key not in READY]
    rows = db.session.scalars(select(OwnPhrase).where(OwnPhrase.id.in_(numbers))) if numbers else ()
    own = {row.key: own_sentence(row) for row in rows}
    known = {key: READY.get(key) or own.get(key) for key in wanted}
    if None in known.values():
        raise NoSuchPhrase
    return {key: sentence for key, sentence in known.items() if sentence is not None}


def _number(key: str) -> int:
    digits = key.removeprefix(OWN) if isinstance(key, str) and key.startswith(OWN) else ""
    # Numbers beyond what the database can hold are nobody's.
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) < 2**31):
        raise NoSuchPhrase
    return int(digits)


def own_phrases(*, retired: bool = False) -> list[OwnPhrase]:
    """The school's own phrases that are offered, by group, or those that were retired and not followed by another."""
    followed = select(OwnPhrase.follows_id).where(OwnPhrase.follows_id.is_not(None))
    query = select(OwnPhrase).where(
        OwnPhrase.retired_at.is_not(None) & OwnPhrase.id.not_in(followed) if retired else OwnPhrase.retired_at.is_(None)
    )
    rows = db.session.scalars(query.order_by(OwnPhrase.id)).all()
    return sorted(rows, key=lambda row: list(GROUPS).index(row.group))


def offered(*, to_class: bool = False) -> dict[str, list[Sentence]]:
    """What can be chosen, by group; to a class only what may be said to all of its families."""
    every = [*READY.values(), *(own_sentence(row) for row in own_phrases())]
    allowed = [each for each in every if not (to_class and each.is_for_one)]
    by_group = {key: [each for each in allowed if each.group == key] for key in GROUPS}
    return {key: sentences for key, sentences in by_group.items() if sentences}


def title_of(group: Group | str, code: str) -> str:
    """What a group is called in a language, or else in English."""
    group = GROUPS[group] if isinstance(group, str) else group
    try:
        return catalogue.text("group", group.title, code)
    except catalogue.NotWritten:
        return group.title
