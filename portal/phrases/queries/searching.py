"""What a teacher chooses from: the phrases in the own language, by group, or those with a word in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from portal import i18n
from portal.i18n import later as _
from portal.phrases.queries import catalogue
from portal.phrases.queries.sentences import Sentence, offered, title_of
from portal.phrases.rules import PLACE

LONGEST_SEARCH = 80
# What stands in a phrase for something that is not filled in yet.
LABELS = {
    "date": _("day"),
    "end": _("last day"),
    "weekday": _("day of the week"),
    "time": _("time"),
    "end_time": _("end time"),
    "amount": _("amount"),
    "count": _("number"),
    "child": _("child"),
    "name": _("name"),
    "class": _("class"),
    "place": _("place"),
    "things": _("things"),
    "subject": _("subject"),
    "illness": _("illness"),
}


@dataclass(frozen=True)
class Offer:
    """A phrase as it is offered: how it reads with its open places, in which language, and which languages it lacks."""

    key: str
    html: Markup
    text: str
    language: str
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Bank:
    """What can be chosen: the titles of the groups by key, the phrases that are shown now, and what was asked for."""

    titles: dict[str, str]
    shown: dict[str, list[Offer]]
    words: str
    group: str


def groups(code: str, *, words: str = "", to_class: bool = False) -> dict[str, list[Offer]]:
    """The phrases by group in a language; with `words` only those in which each of the words occurs."""
    wanted = words.casefold().split()
    by_group = {}
    for group, sentences in offered(to_class=to_class).items():
        about = f"{title_of(group, code)} {title_of(group, catalogue.SOURCE)}"
        by_group[group] = [offer(each, code) for each in sentences if not wanted or _has(each, wanted, about, code)]
    return {group: offers for group, offers in by_group.items() if offers}


def bank_in(code: str, asked: Mapping[str, str], *, to_class: bool = False) -> Bank:
    """What a page of phrases shows: the titles of all groups, and the phrases of the one asked for (`group`), or those
    with the words asked for (`q`)."""
    words, group = asked.get("q", "")[:LONGEST_SEARCH].strip(), asked.get("group", "")
    found = groups(code, words=words, to_class=to_class)
    shown = found if words else {group: found[group]} if group in found else {}
    return Bank({key: title_of(key, code) for key in found}, shown, words, group)


def offer(sentence: Sentence, code: str) -> Offer:
    """A phrase with its open places, in this language or else in one that it has."""
    spoken = next(each for each in (code, catalogue.SOURCE, *i18n.LANGUAGES) if sentence.is_in(each))
    template = sentence.text_in(spoken)
    lacks = tuple(each for each in i18n.LANGUAGES if not sentence.is_in(each))
    return Offer(sentence.key, _open(template, code), PLACE.sub("…", template), spoken, lacks)


def _open(template: str, code: str) -> Markup:
    parts, end = [], 0
    with i18n.in_language(code):
        for place in PLACE.finditer(template):
            label = Markup('<span class="open-place">{}</span>').format(LABELS[place[2]])
            parts += [Markup.escape(template[end : place.start()]), label]
            end = place.end()
    return Markup("").join([*parts, Markup.escape(template[end:])])


def _has(sentence: Sentence, wanted: Iterable[str], about: str, code: str) -> bool:
    # Who knows a word of it in another language finds it too.
    texts = [sentence.text_in(each) for each in dict.fromkeys((code, catalogue.SOURCE)) if sentence.is_in(each)]
    everything = f"{about} {' '.join(texts)}".casefold()
    return all(word in everything for word in wanted)
