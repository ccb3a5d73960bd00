"""Staff look through the phrases and see how each is said in every language."""

from datetime import timedelta
from typing import Any

from flask import abort, request

from portal import clock, i18n
from portal.access import To, allow, may
from portal.pages import show
from portal.phrases import queries
from portal.phrases.queries import Sentence
from portal.phrases.rules import KINDS, Kind
from portal.phrases.rules.slots import WORDS_OF
from portal.phrases.views.blueprint import routes


@routes.get("")
@allow(To.SEE_PHRASES)
def page():
    """Every group with its phrases, or those with a word in them; and the school's own."""
    return show(
        "phrases/page.html",
        writes=may(To.WRITE_PHRASES),
        bank=queries.bank_in(i18n.current_language().code, request.args),
    )


@routes.get("/<phrase_key>")
@allow(To.SEE_PHRASES)
def phrase(phrase_key: str):
    """One phrase in each language, with an example of what is filled in."""
    try:
        sentence = queries.found([phrase_key])[phrase_key]
    except queries.NoSuchPhrase:
        abort(404)
    line = {"key": phrase_key, "slots": example(sentence), "language": i18n.current_language().code}
    said = [
        (each, queries.paragraph(sentence, line, each.code) if sentence.is_in(each.code) else None)
        for each in i18n.languages()
    ]
    return show("phrases/phrase.html", sentence=sentence, said=said, title=_title(sentence))


def example(sentence: Sentence) -> dict[str, Any]:
    """Something in each open place, to see how it reads."""
    day = i18n.local_date(clock.now()) + timedelta(days=7)
    values: dict[Kind, Any] = {
        Kind.DATE: day.isoformat(), Kind.WEEKDAY: 1, Kind.TIME: "08:30", Kind.AMOUNT: "12.50", Kind.COUNT: 3,
        Kind.NAME: "Noa",
    }  # fmt: skip
    special: dict[str, Any] = {
        "end": (day + timedelta(days=2)).isoformat(), "end_time": "12:00", "class": "3B",
        "things": {"words": ["lunch-box", "rain-boots"]},
    }  # fmt: skip
    first = {name: {"word": next(iter(words))} for name, words in WORDS_OF.items()}
    return {name: special.get(name) or first.get(name) or values[KINDS[name]] for name in sentence.slots}


def _title(sentence: Sentence) -> str:
    return queries.title_of(sentence.group, i18n.current_language().code)
