"""The idle screen shows the first lines of the norm: in the school's language and in the one that was chosen there."""

import re

import pytest

from portal.db import db
from portal.norms.models import NormText
from portal.norms.rules import Side
from tests.stories import a_norm, told

SIDES = list(Side)
PAGES = ["/kiosk", "/kiosk/shell"]


def a_long_norm(cast, lines: int = 5) -> None:
    a_norm(cast.people["head"], *[(SIDES[number % 2], f"Regel {number}.") for number in range(1, lines + 1)])
    db.session.commit()


def lists_on(page) -> list[tuple[str, str, list[str]]]:
    """The lists of the norm on a screen: language, direction, and the lines."""
    found = re.findall(r'<ul class="norm"[^>]*lang="(\w+)" dir="(\w+)">(.*?)</ul>', page.html, re.S)
    return [(code, way, re.findall(r"<li>(.*?)</li>", lines)) for code, way, lines in found]


def lines_in(code: str) -> list[str]:
    return [f"{code}: Regel {number}." for number in (1, 2, 3)]


@pytest.mark.parametrize("path", PAGES)
def test_the_first_three_lines_stand_there_in_the_schools_language(path, cast, kiosk):
    a_long_norm(cast)
    kiosk.post("/kiosk/language/nl")
    assert lists_on(kiosk.get(path)) == [("nl", "ltr", lines_in("nl"))]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("code, way", [("ar", "rtl"), ("en", "ltr")])
def test_the_chosen_language_comes_first_with_the_schools_beside_it(path, code, way, cast, kiosk):
    a_long_norm(cast)
    kiosk.post(f"/kiosk/language/{code}")
    assert lists_on(kiosk.get(path)) == [(code, way, lines_in(code)), ("nl", "ltr", lines_in("nl"))]


def test_a_shorter_norm_is_all_there(cast, kiosk):
    a_long_norm(cast, lines=2)
    assert lists_on(kiosk.get("/kiosk"))[-1] == ("nl", "ltr", lines_in("nl")[:2])


def test_a_chosen_language_that_lacks_a_line_leaves_the_schools(cast, kiosk):
    a_long_norm(cast)
    db.session.query(NormText).filter_by(language="ar", text="ar: Regel 2.").delete()
    db.session.commit()
    kiosk.post("/kiosk/language/ar")
    assert lists_on(kiosk.get("/kiosk")) == [("nl", "ltr", lines_in("nl"))]


def test_lines_in_none_of_both_languages_are_shown_in_the_one_they_have(cast, kiosk):
    a_long_norm(cast)
    db.session.query(NormText).filter(NormText.language != "en").delete()
    db.session.commit()
    kiosk.post("/kiosk/language/ar")
    assert lists_on(kiosk.get("/kiosk")) == [("en", "ltr", lines_in("en"))]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_norm_the_screen_is_as_it_was(path, cast, kiosk):
    page = kiosk.get(path)
    assert "norm" not in page.html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("path", PAGES)
def test_a_draft_is_not_on_the_screen(path, cast, kiosk):
    told(cast)
    assert "Erbij." not in kiosk.get(path).html


@pytest.mark.parametrize("path", PAGES)
def test_nothing_personal_stands_with_it_and_no_way_leads_out(path, cast, kiosk):
    a_long_norm(cast)
    page = kiosk.get(path)
    words = set(re.findall(r"\w+", page.text))
    for person in cast.people.values():
        assert not {person.last_name, person.first_name} & words
    assert [link for link in page.links if not link.startswith("/kiosk")] == [] and "/norm" not in page.html
    assert kiosk.get("/norm").status == 404


@pytest.mark.parametrize("path", PAGES)
def test_it_costs_one_question_however_long_it_is_and_writes_nothing(path, cast, kiosk, queries):
    def asked() -> list[str]:
        kiosk.get(path)
        with queries() as found:
            kiosk.get(path)
        return found

    without = asked()
    a_long_norm(cast, lines=12)
    kiosk.post("/kiosk/language/ar")
    with_norm = asked()
    about = [each for each in with_norm if "norm_" in each]
    assert len(about) == 1 and len(with_norm) == len(without)
    assert not [each for each in with_norm if not each.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN"))]
