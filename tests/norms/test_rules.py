"""What a norm lacks, and in which language it is said."""

import pytest

from portal.norms.rules import complete_in, lacking, spoken


@pytest.mark.parametrize("texts, lacks", [
    ([], []),
    ([{"nl", "en", "ar"}], []),
    ([{"nl", "en", "ar"}, {"nl"}], ["en", "ar"]),
    ([set()], ["nl", "en", "ar"]),
])  # fmt: skip
def test_a_language_lacks_when_one_line_has_no_text_in_it(texts, lacks):
    assert lacking(texts, ["nl", "en", "ar"]) == lacks


@pytest.mark.parametrize("wanted, texts, said", [
    (("ar", "nl"), {"nl": "a", "ar": "b"}, "ar"),
    (("ar", "nl"), {"nl": "a", "en": "b"}, "nl"),
    (("ar", "nl"), {"fr": "b", "en": "a"}, "en"),
    (("ar", "nl"), {}, None),
])  # fmt: skip
def test_a_line_is_said_in_the_first_language_that_it_has(wanted, texts, said):
    assert spoken(wanted, texts) == said


@pytest.mark.parametrize("wanted, codes", [
    (("ar", "nl"), ["ar", "nl"]), (("nl", "nl"), ["nl"]), (("en", "nl"), ["nl"]), (("en",), []),
])  # fmt: skip
def test_lines_stand_together_in_a_language_that_all_of_them_have(wanted, codes):
    lines = [{"nl": "1", "ar": "١", "en": "one"}, {"nl": "2", "ar": "٢"}]
    assert [code for code, _texts in complete_in(wanted, lines)] == codes


def test_without_lines_nothing_is_said():
    assert complete_in(("nl",), []) == []
