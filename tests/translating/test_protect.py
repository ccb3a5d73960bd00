"""What an engine may not see, and what becomes of it: found, replaced, believed, put back in the reader's way."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.i18n import LANGUAGES
from portal.translating.rules import (
    Distorted,
    Habit,
    Kind,
    cut,
    protect,
    put_back,
    recogniser,
    said,
    words_in,
)

TODAY = date(2026, 11, 26)
NAMES = ("Yusuf", "Amina", "El Idrissi", "Zofia", "Çelik", "Jo")
TERMS = {"Parro-map": {"en": "Parro folder"}, "rapportfolio": {}}
READ = recogniser(NAMES, TERMS, language="nl", today=TODAY)
HABITS = {code: Habit(code, habit[0], habit[1]) for code, habit in LANGUAGES.items()}


def pieces(text, read=READ):
    return [(piece.kind.value, piece.written) for piece in read(text).pieces]


def echoed(text, read=READ, say=lambda piece: piece.written):
    """What an engine that changes nothing leads to."""
    found = []
    for part in cut(read(text)):
        if part.is_sentence:
            found.append(put_back(protect(part.protected), part.protected, say))
        else:
            found += [each if isinstance(each, str) else say(each) for each in part.protected.parts]
    return "".join(found)


def sent(text, read=READ):
    return [protect(part.protected) for part in cut(read(text)) if part.is_sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op dinsdag 1 december", [("date", "dinsdag 1 december")]),
        ("di 1 dec. en 2 jan 2027", [("date", "di 1 dec."), ("date", "2 jan 2027")]),
        ("Tuesday 1 December, 2026", [("date", "Tuesday 1 December, 2026")]),
        ("on December 1st or the 2nd of January", [("date", "December 1st"), ("date", "the 2nd of January")]),
        ("1-12-2026, 01/12/26", [("date", "1-12-2026"), ("date", "01/12/26")]),
        ("2026-12-01, 1.12.2026", [("date", "2026-12-01"), ("date", "1.12.2026")]),
        ("om 9 uur tot 14.30 uur", [("time", "9 uur"), ("time", "14.30 uur")]),
        ("14:30, 8u45", [("time", "14:30"), ("time", "8u45")]),
        ("2 pm, 2:30 p.m.", [("time", "2 pm"), ("time", "2:30 p.m.")]),
        ("half drie, kwart voor een", [("time", "half drie"), ("time", "kwart voor een")]),
        ("om twaalf uur, twaalf uur lang", [("time", "twaalf uur")]),
        ("€ 12,50 of €5,- of 7 euro", [("amount", "€ 12,50"), ("amount", "€5,-"), ("amount", "7 euro")]),
        ("£3.20, 1.250 euro, EUR 4", [("amount", "£3.20"), ("amount", "1.250 euro"), ("amount", "EUR 4")]),
        ("Bel 06-12345678 of +31 20 123 45 67.", [("phone", "06-12345678"), ("phone", "+31 20 123 45 67")]),
        ("mail celik@school.nl!", [("email", "celik@school.nl")]),
        ("zie https://a.nl/b?c=1, of www.b.nl.", [("link", "https://a.nl/b?c=1"), ("link", "www.b.nl")]),
        ("[lijst](https://a.nl)", [("link", "[lijst](https://a.nl)")]),
        ("Yusufs jas, Amina's tas", [("name", "Yusufs"), ("name", "Amina's")]),
        ("YUSUF, Jo", [("name", "YUSUF"), ("name", "Jo")]),
        ("El Idrissi en juf Çelik", [("name", "El Idrissi"), ("name", "Çelik")]),
        ("de parro-map en het Rapportfolio", [("term", "parro-map"), ("term", "Rapportfolio")]),
        ("joepie, Jozef en Aminata", []),
        ("2 uur lang, groep 3B, 24 kinderen, versie 1.2", []),
        ("31 februari 2026", [("date", "31 februari 2026")]),
    ],
)  # fmt: skip
def test_what_is_kept_is_found(text, expected):
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "nl", "en", "ar"),
    [
        ("dinsdag 1 december", "dinsdag 1 december", "Tuesday 1 December", "الثلاثاء، 1 ديسمبر"),
        ("1 december", "dinsdag 1 december", "Tuesday 1 December", "الثلاثاء، 1 ديسمبر"),
        ("1-12-2026", "dinsdag 1 december", "Tuesday 1 December", "الثلاثاء، 1 ديسمبر"),
        ("4 januari", "maandag 4 januari", "Monday 4 January", "الاثنين، 4 يناير"),
        ("8 september 2018", "8 september 2018", "8 September 2018", "8 سبتمبر 2018"),
        ("€ 12,50", "€\xa012,50", "€12.50", "\u200f12.50\xa0€"),
        ("5 euro", "€\xa05", "€5", "\u200f5\xa0€"),
        ("1.250,00 euro", "€\xa01.250,00", "€1,250.00", "\u200f1,250.00\xa0€"),
        ("14.30 uur", "14:30", "14:30", "14:30"),
        ("2:30 p.m.", "14:30", "14:30", "14:30"),
        ("half drie", "2:30", "2:30", "2:30"),
        ("om twaalf uur", "12:00", "12:00", "12:00"),
        ("12 am", "0:00", "0:00", "0:00"),
        ("Parro-map", "Parro-map", "Parro folder", "Parro-map"),
        ("31 februari", "31 februari", "31 februari", "31 februari"),
    ],
)
def test_each_piece_is_said_in_the_readers_way(text, nl, en, ar):
    (piece,) = READ(text).pieces
    assert [said(piece, HABITS[code], today=TODAY) for code in ("nl", "en", "ar")] == [nl, en, ar]


def test_a_wrong_weekday_is_not_corrected_in_secret():
    (piece,) = READ("vrijdag 1 december").pieces
    assert said(piece, HABITS["en"], today=TODAY) == "Friday 1 December"


def test_the_year_stands_beside_the_month_wherever_the_weekday_stands():
    (piece,) = READ("zaterdag 12 oktober 2030").pieces
    turkish = Habit("tr", "tr_TR", "d MMMM EEEE")
    assert said(piece, turkish, today=TODAY) == "12 Ekim 2030 Cumartesi"
    assert said(piece, HABITS["en"], today=TODAY) == "Saturday 12 October 2030"


def test_dates_are_read_in_the_language_of_the_text():
    read = recogniser((), {}, language="pl", today=TODAY)
    (piece,) = read("we wtorek 1 grudnia o 9").pieces
    assert (piece.kind, said(piece, HABITS["nl"], today=TODAY)) == (Kind.DATE, "dinsdag 1 december")


def test_a_letter_is_cut_into_sentences_and_keeps_its_shape():
    text = "Beste ouders,\n\nWij gaan weg, bijv. naar zee. Kom je ook?\n- brood\n- **fruit** a.u.b.\n\n1. jas"
    assert sent(text) == [
        "Beste ouders,", "Wij gaan weg, bijv. naar zee.", "Kom je ook?", "brood",
        '<span translate="no">XA</span>fruit<span translate="no">XB</span> a.u.b.', "jas",
    ]  # fmt: skip
    assert echoed(text) == text


def test_what_has_no_words_is_not_sent():
    assert sent("€ 5\n\n12-12-2026!\n***") == []


PART = st.one_of(
    st.text(max_size=12),
    st.sampled_from([
        *NAMES, *TERMS, "dinsdag 1 december", "12 okt. 2026", "€ 12,50", "14.30 uur", "half drie", "06-12345678",
        "celik@school.nl", "https://a.nl/b?c=<d>", "www.b.nl", "[x](https://y.nl)", "**", "_", "&amp;", "\n", ". ",
        "<b>",
        '<span translate="no">XA</span>', "XA", "1-1-2027", "1.250 euro", "bijv. ", "- ", "> ", "? ", "2:30 pm",
    ]),
)  # fmt: skip
TEXTS = st.lists(st.tuples(PART, st.sampled_from(["", " ", "\n"])), max_size=12).map(
    lambda parts: "".join(a + b for a, b in parts)
)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_an_engine_that_changes_nothing_changes_nothing(text):
    assert echoed(text) == text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_whatever_the_text_nothing_protected_reaches_the_engine(text):
    for words in map(words_in, sent(text)):
        for name in NAMES:
            assert not re.search(rf"(?<!\w)(?:{name}|{name.upper()})(?:['’]?s|['’])?(?!\w)", words)
        assert "celik@school.nl" not in words and "https://" not in words and not re.search(r"€ 12,50(?![\w.,])", words)


@given(TEXTS, st.sampled_from(sorted(HABITS)))
@settings(max_examples=100, deadline=None)
def test_whatever_the_text_it_can_be_said_in_every_language(text, language):
    spoken = echoed(text, say=lambda piece: said(piece, HABITS[language], today=TODAY))
    for piece in READ(text).pieces:
        if piece.kind in (Kind.NAME, Kind.LINK, Kind.EMAIL, Kind.PHONE, Kind.MARKUP):
            assert piece.written in spoken


SENTENCE = READ("Yusuf neemt € 5 mee naar **de 24 bomen** en 3 jassen")
GOOD = protect(SENTENCE)
A, B, C, D = re.findall(r'<span translate="no">\w+</span>', GOOD)


@pytest.mark.parametrize(
    "answer",
    [
        "", "   ", GOOD.replace(A, ""), GOOD.replace(A, B), GOOD + A, GOOD + '<span translate="no">XE</span>',
        GOOD.replace(C, "#").replace(D, C).replace("#", D), GOOD.replace("XA", "X A"), GOOD.replace("24", "42"),
        GOOD.replace("24", "vierentwintig"), GOOD + " 7", GOOD + "<p>", GOOD + '<a href="https://b.nl">b</a>',
        GOOD + "\nnog iets", GOOD + " zo" * 500, A + B + C + D, f"<html>{GOOD}</html>",
    ],
)  # fmt: skip
def test_a_distorted_answer_is_not_believed(answer):
    with pytest.raises(Distorted):
        put_back(answer, SENTENCE, lambda piece: piece.written)


@pytest.mark.parametrize(
    "answer",
    [
        f"Met {B} komt {A} bij {C}de 24 bomen{D} en drie jassen",
        GOOD.replace('translate="no"', "translate='no'").replace("<span", "<SPAN").replace("XA", " xa "),
        GOOD.replace(" en ", " &amp; "),
    ],
)
def test_an_answer_that_moves_words_around_is_believed(answer):
    found = put_back(answer, SENTENCE, lambda piece: piece.written)
    assert "Yusuf" in found and "€ 5" in found and "**de 24 bomen**" in found and "<" not in found
