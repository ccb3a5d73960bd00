"""A message of phrases: what is kept, what is refused, how it is said and in which languages it is complete."""

import pytest

from portal import clock, i18n
from portal.db import db
from portal.phrases import actions, queries
from portal.phrases.actions import Texts
from portal.phrases.rules import BadSlot

ALL = list(i18n.LANGUAGES)


def a_line(key: str = "no-gym", language: str = "nl", **slots) -> dict:
    return {"key": key, "slots": slots or {"date": "2026-12-08"}, "language": language}


@pytest.fixture
def own(cast):
    texts = Texts("gym", {"nl": "Op {date} krijgt {name} een medaille.", "en": "{name} gets a medal on {date}."})
    row = actions.add(cast.people["office"], texts, now=clock.now())
    db.session.commit()
    return row


def test_a_message_is_titled_by_its_first_phrase_and_said_in_the_language_asked_for(app):
    lines = queries.checked_lines([a_line(), a_line("no-homework", date="2026-12-08")])
    dutch, arabic = queries.said(lines, "nl"), queries.said(lines, "ar")
    assert dutch.title == "Gym en zwemmen" and arabic.title == "الرياضة والسباحة"
    assert dutch.text == "Er is geen gym op dinsdag 8 december.\n\nEr is deze week geen huiswerk. Tijd om te spelen."
    assert arabic.html.startswith("<p>لا توجد") and arabic.html.count("<p>") == 2
    assert queries.complete_in(lines) == ALL


def test_only_what_the_phrase_asks_for_is_kept(app):
    (line,) = queries.checked_lines([a_line(date="2026-12-08", time="08:30", more="x") | {"id": 3}])
    assert line == {"key": "no-gym", "slots": {"date": "2026-12-08"}, "language": "nl"}


@pytest.mark.parametrize("key, slots, name", [
    ("no-gym", {}, "date"), ("no-gym", {"date": "2026-02-30"}, "date"), ("no-gym", {"date": 5}, "date"),
    ("report-sick", {"time": "25:00"}, "time"), ("contribution", {"amount": "-1"}, "amount"),
    ("contribution", {"amount": "NaN"}, "amount"), ("contribution", {"amount": "10000"}, "amount"),
    ("lice-count", {"count": -1}, "count"), ("lice-count", {"count": True}, "count"),
    ("lice-count", {"count": 1000}, "count"),
    ("new-here", {"class": " "}, "class"), ("new-here", {"class": "x" * 121}, "class"),
    ("gym-weekly", {"weekday": 7}, "weekday"), ("allergy", {"things": {"words": []}}, "things"),
    ("allergy", {"things": {"words": ["nowhere"]}}, "things"), ("allergy", {"things": "noten"}, "things"),
    ("illness", {"illness": {"word": "plague"}}, "illness"), ("illness", {"illness": {"name": "griep"}}, "illness"),
    ("illness", {"illness": {"word": "flu", "own": "griep"}}, "illness"),
])  # fmt: skip
def test_what_is_not_of_its_kind_is_refused(key, slots, name, app):
    with pytest.raises(BadSlot) as refusal:
        queries.checked_lines([{"key": key, "slots": slots, "language": "nl"}])
    assert refusal.value.args == (name,)


@pytest.mark.parametrize("line", [
    {}, "no-gym", {"key": "no-gym"}, a_line("nothing"), a_line("own-1"), a_line("own-99999999999"), a_line("own-x"),
    a_line("own-"), a_line("own-²"),
])  # fmt: skip
def test_a_phrase_that_does_not_exist_is_refused(line, app):
    with pytest.raises(queries.NoSuchPhrase):
        queries.checked_lines([line])


def test_nothing_about_one_child_stands_on_a_page_of_a_class(app):
    line = a_line("good-day", child="Noa")
    assert queries.checked_lines([line])
    with pytest.raises(queries.NoSuchPhrase):
        queries.checked_lines([line], to_class=True)
    assert "child" not in queries.offered(to_class=True) and "child" in queries.offered()


def test_a_message_has_an_end(app):
    with pytest.raises(queries.TooManyPhrases):
        queries.checked_lines([a_line()] * (queries.MOST_LINES + 1))


def test_own_words_leave_a_message_incomplete_in_other_languages_and_a_name_does_not(app):
    own = a_line("allergy", things={"words": ["nuts"], "own": "mosterd"})
    named = a_line("camp", date="2026-12-08", end="2026-12-09", place={"name": "Natuurvriendenhuis"})
    assert queries.complete_in([own]) == ["nl"] and queries.complete_in([named]) == ALL
    assert "المكان: <bdi>Natuurvriendenhuis</bdi>" in queries.said([named], "ar").html
    assert "nuts and \u2068mosterd\u2069" in queries.said([own], "en").text


def test_an_own_phrase_is_said_in_its_languages_and_as_it_was_written_in_others(own):
    line = a_line(own.key, date="2026-12-08", name="Ali <3")
    assert queries.complete_in([line]) == ["nl", "en"]
    assert queries.said([line], "nl").text == "Op dinsdag 8 december krijgt \u2068Ali <3\u2069 een medaille."
    arabic = queries.said([line], "ar")
    assert arabic.paragraphs[0].language == "nl" and arabic.title == "الرياضة والسباحة"
    assert '<p lang="nl" dir="ltr">Op dinsdag' in arabic.html and "<bdi>Ali &lt;3</bdi>" in arabic.html


@pytest.mark.parametrize("lines", [[a_line()], [a_line(), a_line("no-homework")]])
def test_ready_made_phrases_ask_nothing_of_the_database(lines, queries):
    from portal.phrases import queries as phrases

    with queries() as asked:
        assert phrases.said(lines, "ar").text and phrases.complete_in(lines)
    assert asked == []
