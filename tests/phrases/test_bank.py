"""Every ready-made phrase in every language that anybody has begun: complete, in the right form, and not garbled."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog

from portal import i18n
from portal.phrases import queries
from portal.phrases.queries.filling import END, ISOLATE
from portal.phrases.queries.sentences import READY
from portal.phrases.rules import BANK, GROUPS, KINDS, Kind
from tests import phrase_catalogues

CODES = ["en", *phrase_catalogues.codes()]
COUNTS = (0, 1, 2, 3, 5, 11, 21, 22, 100, 101, 103)
RIGHT_TO_LEFT = "ياسمين الحدّاد"
LONG = "Maria-Wilhelmina van der Woestijne-Oosterbroek tot Slochteren"
EXAMPLE = {
    "date": "2026-12-08", "end": "2026-12-11", "weekday": 1, "time": "08:30", "end_time": "12:00", "amount": "12.50",
    "count": 3, "child": "Noa", "name": "Bob", "class": "3B", "place": {"word": "zoo"},
    "things": {"words": ["lunch-box", "rain-boots"]}, "subject": {"word": "arithmetic"}, "illness": {"word": "flu"},
}  # fmt: skip


def a_line(key: str, *, language: str = "nl", **slots) -> dict:
    return {"key": key, "slots": {name: (EXAMPLE | slots)[name] for name in READY[key].slots}, "language": language}


def read(key: str, code: str, **slots) -> str:
    return queries.paragraph(READY[key], a_line(key, **slots), code).text


def test_there_are_more_than_eighty_in_every_kind_of_group():
    assert len(BANK) >= 80 and {phrase.group for phrase in BANK.values()} == set(GROUPS)
    assert len([s for s in READY.values() if not s.is_for_one]) >= 80, "a class page needs that many by itself"
    assert all(key == phrase.key and re.fullmatch("[a-z]+(-[a-z]+)*", key) for key, phrase in BANK.items())
    texts = [phrase.text for phrase in BANK.values()]
    assert len(texts) == len(set(texts))


def test_whatever_names_a_child_is_for_one_family():
    assert all(GROUPS[p.group].is_for_one for p in BANK.values() if "child" in p.slots)


def test_six_languages_have_them_all():
    assert {"en", "nl", "ar", "tr", "pl", "uk"} <= set(CODES) and set(i18n.LANGUAGES) <= set(CODES)
    assert [fault for code in CODES if code != "en" for fault in phrase_catalogues.faults(code)] == []


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_is_said_whole(code):
    english = {phrase.key: read(phrase.key, "en") for phrase in BANK.values()}
    for key in BANK:
        said = queries.paragraph(READY[key], a_line(key), code)
        assert said.language == code, key
        assert not re.search(r"[%{}]|\bNone\b|  ", said.text), said.text
        assert code == "en" or said.text != english[key], f"{key} is still English"
        assert said.text[-1] in ".؟?!" and not said.text[0].islower(), said.text
        if code == "ar":
            assert re.search("[\u0600-\u06ff]", said.text)
        if code == "uk":
            assert re.search("[\u0400-\u04ff]", said.text) and not re.search("[ыэъё]", said.text), said.text


@pytest.mark.parametrize("code", CODES)
def test_every_date_form_has_all_seven_days(code):
    for day in range(7, 14):
        for key in ("no-gym", "pay-trip", "holiday"):
            text = read(key, code, date=f"2026-12-{day:02}", end=f"2026-12-{day + 7:02}")
            assert str(day) in text and "%" not in text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("count", COUNTS)
def test_every_count_has_its_form(code, count):
    for phrase in BANK.values():
        if phrase.many:
            text = read(phrase.key, code, count=count)
            is_in_words = code == "ar" and count in (0, 1, 2)
            assert str(count) in text or is_in_words, f"{phrase.key}: {text}"


@pytest.mark.parametrize("code, count, words", [
    ("nl", 1, "1 boek "), ("nl", 2, "2 boeken"), ("en", 1, "1 book."), ("en", 0, "0 books"), ("tr", 5, "5 kitap "),
    ("pl", 1, "1 książkę"), ("pl", 2, "2 książki"), ("pl", 5, "5 książek"), ("pl", 11, "11 książek"),
    ("pl", 21, "21 książek"), ("pl", 22, "22 książki"), ("uk", 1, "1 книжку"), ("uk", 3, "3 книжки"),
    ("uk", 5, "5 книжок"), ("uk", 11, "11 книжок"), ("uk", 21, "21 книжку"), ("uk", 22, "22 книжки"),
    ("ar", 1, "كتاب واحد"), ("ar", 2, "كتابين"), ("ar", 3, "3 كتب"), ("ar", 11, "11 كتاباً"), ("ar", 100, "100 كتاب."),
    ("ar", 103, "103 كتب"), ("ar", 22, "22 كتاباً"),
])  # fmt: skip
def test_how_many_books_in_the_grammar_of_each_language(code, count, words):
    assert words in read("library-count", code, count=count)


@pytest.mark.parametrize("code, words", [
    ("nl", "Er is geen gym op dinsdag 8 december."), ("en", "There is no gym on Tuesday 8 December."),
    ("ar", "لا توجد حصة رياضة يوم الثلاثاء 8 ديسمبر."), ("tr", "8 Aralık Salı günü beden eğitimi dersi yok."),
    ("pl", "We wtorek 8 grudnia nie ma lekcji WF."), ("uk", "У вівторок 8 грудня уроку фізкультури не буде."),
])  # fmt: skip
def test_a_day_bends_as_the_sentence_asks(code, words):
    assert read("no-gym", code) == words


@pytest.mark.parametrize("code, words", [
    ("nl", "€\xa012,50"), ("en", "€12.50"), ("tr", "€12,50"), ("pl", "12,50\xa0€"), ("uk", "12,50"),
    ("ar", "12.50\xa0€"),
])  # fmt: skip
def test_an_amount_is_written_as_the_reader_writes_it(code, words):
    assert words in read("contribution", code)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", [RIGHT_TO_LEFT, LONG, "O'Neill & <b>Zoë</b> 100%(x)s", "م"])
def test_a_name_stands_apart_and_does_nothing(code, name):
    for phrase in BANK.values():
        named = {slot: name for slot in phrase.slots if KINDS[slot] is Kind.NAME}
        if named:
            said = queries.paragraph(READY[phrase.key], a_line(phrase.key, **named), code)
            assert f"{ISOLATE}{name}{END}" in said.text and said.text.count(ISOLATE) == said.text.count(END)
            reader = _Tags()
            reader.feed(str(said.html))
            assert set(reader.tags) == {"bdi"} and name in reader.words, said.html


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words.append(data)


def _message(english, translated, context="key"):
    made = Catalog(locale="ar")
    return made.add(english, translated, context=context)


@pytest.mark.parametrize("english, translated, fault", [
    ("No gym %(on_date)s.", "", "not translated"),
    ("No gym %(on_date)s.", "لا رياضة.", "other things filled in"),
    ("No gym %(on_date)s.", "لا رياضة %(time)s.", "other things filled in"),
    (("%(count)s book", "%(count)s books"), ("كتاب", "كتب"), "2 forms instead of 6"),
    (("%(count)s book %(on_date)s", "%(count)s books %(on_date)s"), ("كتب",) * 6, "other things filled in"),
    ("on Monday %(day)s", "يوم الاثنين", "other things filled in"),
])  # fmt: skip
def test_the_check_finds_what_is_wrong(english, translated, fault):
    assert fault in phrase_catalogues.faults_of(_message(english, translated), 6)


def test_the_check_is_content_with_another_way_to_say_a_day_and_with_a_number_in_words():
    assert phrase_catalogues.faults_of(_message("No gym %(on_date)s.", "%(date)s: لا رياضة."), 6) == []
    forms = ("لا كتب", "كتاب", "كتابان", "%(count)s كتب", "%(count)s كتاب", "%(count)s كتاباً")
    assert phrase_catalogues.faults_of(_message(("%(count)s book", "%(count)s books"), forms), 6) == []


def test_a_language_without_a_folder_is_said_to_lack_everything():
    assert "the phrases are not there" in phrase_catalogues.faults("fy")[0]
    assert not READY["no-gym"].is_in("fy")
    assert queries.paragraph(READY["no-gym"], a_line("no-gym"), "fy").language == "nl"
