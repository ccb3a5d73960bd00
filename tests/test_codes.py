"""Codes that are read from paper and typed: no two alike, none that can be misread, however they are typed."""

import pytest

from portal import codes


def test_a_code_has_eight_letters_of_which_none_looks_like_another():
    made = [codes.fresh() for _each in range(500)]
    assert all(codes.is_whole(code) and len(code) == 8 for code in made)
    assert not set("".join(made)) & set("01OIL") and len(set("".join(made))) == 31, "every letter is used, no other"


def test_no_two_codes_are_the_same():
    assert len({codes.fresh() for _each in range(5000)}) == 5000


def test_it_is_written_in_two_groups():
    assert codes.in_groups("ABCDEFGH") == "ABCD-EFGH"


@pytest.mark.parametrize(
    "typed", ["abcd2345", " ABCD-2345 ", "ABCD – 2345", "ＡＢＣＤ２３４５", "ABCD٢٣٤٥", "\u200fABCD·۲۳۴۵"]
)
def test_it_is_known_however_it_is_typed(typed):
    assert codes.tidy(typed) == "ABCD2345"


@pytest.mark.parametrize("typed", ["", "ABCD234", "ABCD23456", "ABCD234O", "ABCD234É", "<script>", "\x00" * 8])
def test_what_cannot_be_a_code_is_seen_at_once(typed):
    assert not codes.is_whole(codes.tidy(typed))
