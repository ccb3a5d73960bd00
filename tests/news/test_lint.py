"""Gentle hints: what makes a text hard to read, said and never in the way."""

import pytest

from portal.news.rules import Slip, hints_in

LONG = "Wij gaan " + "heel " * 20 + "ver."


@pytest.mark.parametrize("language, text, slip, words", [
    ("nl", LONG, Slip.LONG_SENTENCE, LONG[:40].rsplit(" ", 1)[0] + " …"),
    ("en", "one " * 21, Slip.LONG_SENTENCE, ("one " * 21)[:40].rsplit(" ", 1)[0] + " …"),
    ("uk", "Ми йдемо. " * 130, Slip.LONG_TEXT, ""),
    ("nl", "Neem i.v.m. de kou een jas mee.", Slip.ABBREVIATION, "i.v.m."),
    ("nl", "Van maandag t/m vrijdag open.", Slip.ABBREVIATION, "t/m"),
    ("en", "Bring snacks, e.g. fruit.", Slip.ABBREVIATION, "e.g."),
    ("pl", "Weź np. jabłko.", Slip.ABBREVIATION, "np."),
    ("nl", "Veel handen uit de mouwen: de handen uit de mouwen!", Slip.IDIOM, "de handen uit de mouwen"),
    ("en", "It is a piece of cake.", Slip.IDIOM, "a piece of cake"),
    ("nl", "We gaan op 12 november.", Slip.DATE_WITHOUT_DAY, "12 november"),
    ("nl", "We gaan op 12-11-2026.", Slip.DATE_WITHOUT_DAY, "12-11-2026"),
    ("en", "See you on November 12.", Slip.DATE_WITHOUT_DAY, "November 12"),
    ("ar", "نلتقي في 12/11/2026", Slip.DATE_WITHOUT_DAY, "12/11/2026"),
    ("nl", "LAARZEN mee.", Slip.CAPITALS, "LAARZEN"),
    ("nl", "Leuk 🎉🎉🎉🎉", Slip.EMOJI, ""),
    ("nl", "Kom op tijd!!", Slip.SHOUTING, ""),
    ("ar", "متى تأتون؟؟", Slip.SHOUTING, ""),
])  # fmt: skip
def test_a_hint_says_what_it_is_about(language, text, slip, words):
    assert [hint.words for hint in hints_in("", text, language) if hint.slip is slip] == [words]


@pytest.mark.parametrize("language, text", [
    ("nl", "Morgen gaan we naar het bos. Neem laarzen mee. Tot morgen!"),
    ("nl", "We gaan op donderdag 12 november. Om 8.30 uur, in groep 7/8. Zie https://x.example/i.v.m./12-11-2026"),
    ("en", "See you on Thursday 12 November at 8:30. Page 3-5."),
    ("ar", "نلتقي يوم الخميس 12/11/2026"),
    ("nl", "De BSO en de GGD 🎉 en de MR."),
    ("xx", "Whatever."),
    ("nl", ""),
])  # fmt: skip
def test_plain_words_get_no_hint(language, text):
    assert hints_in("Bos", text, language) == []


def test_a_list_is_not_one_long_sentence():
    assert hints_in("", "\n".join(f"- regel {n} met woorden" for n in range(10)), "nl") == []


def test_a_saying_of_another_language_is_no_saying():
    assert hints_in("", "De puntjes op de i.", "en") == []


def test_the_hints_stand_beside_the_draft_and_never_keep_it_from_being_published(cast, visit):
    celik, page = visit("celik"), f"/classes/{cast.classes['3B'].id}"
    celik.post("/language/en")
    typed = {"key": "k", "tab": "t", "title": "LAARZEN", "text": "Op 12 november i.v.m. regen.", "language": "nl"}
    draft = celik.follow(celik.post(f"{page}/draft", typed))
    assert (
        "These are only hints." in draft and "Write “i.v.m.” in full" in draft and "“LAARZEN” is all capitals" in draft
    )
    part = celik.post(f"{page}/draft", typed, headers={"HX-Request": "true"})
    assert part.status == 200 and "Write “i.v.m.” in full" in part and "<html" not in part.html
    assert celik.post(f"{page}/write", typed).status == 303
    assert "only hints" not in visit("dana").get(page)
