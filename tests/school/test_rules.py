"""Names as they are searched for, phone numbers, papers, and where a class moves up to."""

import pytest

from portal.school import rules


@pytest.mark.parametrize("written, folded", [
    ("Çelik", "celik"), ("Zoë  de Groot", "zoe de groot"), ("Paweł", "pawel"), ("YILDIZ", "yildiz"),
    ("Yıldız", "yildiz"), ("Straße", "strasse"), ("Anne-Marie", "anne marie"), ("", ""), ("O’Neil", "o'neil"),
    ("أَحْمَد", "احمد"), ("إيمان", "ايمان"), ("فاطمة", "فاطمه"), ("مـحمد", "محمد"), ("هدى", "هدي"), ("کریم", "كريم"),
])  # fmt: skip
def test_a_name_is_found_without_its_accents_and_marks(written, folded):
    assert rules.folded(written) == folded


@pytest.mark.parametrize("written, number", [
    ("06 12345678", "+31612345678"), ("0031 6 1234 5678", "+31612345678"), ("+32 470 12 34 56", "+32470123456"),
    ("(030) 123 45 67", "+31301234567"), ("٠٦١٢٣٤٥٦٧٨", "+31612345678"),
])  # fmt: skip
def test_a_phone_number_is_kept_in_full(written, number):
    assert rules.normalised_phone(written) == number


@pytest.mark.parametrize("written", ["", "101", "call me", "06 1", "+999 12345678", "0" * 40])
def test_what_is_no_phone_number_is_refused(written):
    with pytest.raises(rules.NoPhoneNumber):
        rules.normalised_phone(written)


@pytest.mark.parametrize("access, no_custody, restriction, needed", [
    (True, False, "", False), (True, False, "  ", False), (False, False, "", True), (True, True, "", True),
    (True, False, "only by phone", True),
])  # fmt: skip
def test_what_takes_something_away_needs_a_document(access, no_custody, restriction, needed):
    asked = {"has_access": access, "has_no_custody": no_custody, "restriction": restriction}
    assert rules.needs_document(**asked) is needed


@pytest.mark.parametrize("name, grade, after, its_grade", [
    ("3B", "3", "4B", "4"), ("Groep 3", "3", "Groep 4", "4"), ("Uilen", "4", "Uilen", "5"), ("13", "3", "13", "4"),
    ("8A", "8", "8A", None), ("Plus", "S", "Plus", "S"), ("Plus", "", "Plus", ""),
])  # fmt: skip
def test_a_class_moves_up_with_its_grade_in_its_name(name, grade, after, its_grade):
    assert (rules.next_name(name, grade), rules.next_grade(grade)) == (after, its_grade)


def test_the_next_year_is_named_after_this_one():
    assert rules.next_year_name("2026-2027") == "2027-2028"
