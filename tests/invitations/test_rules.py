"""How a birth date is read."""

from datetime import date

import pytest

from portal.invitations.rules import read_date

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    ["03-05-2017", "3-5-2017", "3/5/17", "3.5.2017", " 03 05 2017 ", "03052017", "030517", "2017-05-03", "20170503",
     "٠٣-٠٥-٢٠١٧", "۳/۵/۲۰۱۷", "３－５－２０１７"],
)  # fmt: skip
def test_the_third_of_may_however_it_is_written(text):
    assert read_date(text, today=TODAY) == date(2017, 5, 3)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "3-5", "31-02-2017", "05-13-2017", "3-5-1917", "25-12-2026", "03-05-20177", "3-5-2017-1", "-1",
     "99999999999999999999", "3 mei 2017", "0-0-0", "00000000"],
)  # fmt: skip
def test_what_is_no_birth_date_of_a_pupil(text):
    assert read_date(text, today=TODAY) is None
