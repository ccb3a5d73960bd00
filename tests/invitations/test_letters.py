"""A letter on paper: in its reader's language, one page, an address that a camera reads, and nothing about a child."""

from html.parser import HTMLParser

import pytest

from portal import clock, codes, files, paper
from portal.audit import deeds_about
from portal.db import db
from portal.invitations.queries import Contents
from portal.school.models import School
from portal.tasks import Task
from tests.invitations.conftest import papers

INVITED = {"nl": "Je bent uitgenodigd", "en": "You are invited", "ar": "هذه دعوة لك"}
# How the office knows what it hands out, also when it cannot read the rest.
IN_DUTCH = "Voor de administratie: uitnodiging voor het ouderportaal voor Bart Visser, groep 3B."


def said(text: str) -> str:
    """The words of a page without line ends, and without marks of direction."""
    return " ".join(text.translate(dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))).split())


@pytest.mark.parametrize("language", INVITED)
def test_it_is_in_the_readers_language_and_says_in_dutch_what_it_is(language, cast, printed):
    cast.people["bart"].language = language
    text = said(printed("bart").text)
    # A PDF keeps Arabic words letter by letter in its own order: they are looked for one by one.
    assert all(word in text or word[::-1] in text for word in INVITED[language].split()), text
    assert IN_DUTCH in text
    assert not any(words in text for other, words in INVITED.items() if other != language)


def test_the_language_is_the_guardians_own_whatever_the_other_parent_reads(cast, make):
    cast.people["dana"].language, cast.people["pawel"].language = "en", "nl"
    hers, his = (make(f"/invitations/guardians/{cast.people[who].id}")[0] for who in ("dana", "pawel"))
    assert INVITED["en"] in hers.text and INVITED["nl"] in his.text


def test_a_language_that_is_not_there_becomes_the_schools(cast, printed):
    cast.people["pawel"].language = "eo"
    assert INVITED["nl"] in printed("pawel").text


def test_the_square_leads_to_the_door_with_the_code_in_it(cast, printed):
    made = printed("bart")
    assert codes.is_whole(made.code) and made.square == f"http://127.0.0.1:8000/invitations/{made.code}"
    assert "127.0.0.1:8000/i" in made.text


def test_it_names_the_guardian_the_class_and_the_schools_phone_and_no_child(cast, printed):
    cast.people["amina"].language = "nl"
    text = said(printed("amina").text)
    assert "Amina Haddad" in text and "De Regenboog" in text and "030 000 00 00" in text and "3B, 6A" in text
    assert "Yusuf" not in text and "Salma" not in text
    assert "Fleur" not in said(printed("bart").text)


def test_a_school_without_a_phone_asks_to_come_by(cast, printed):
    db.session.query(School).update({"phone": ""})
    cast.people["bart"].language = "en"
    assert "Ask at the school." in said(printed("bart").text)


def test_who_reads_little_gets_fewer_and_larger_words(cast, printed):
    bart = cast.people["bart"]
    bart.language, bart.guardian.reads_easily = "en", False
    text = said(printed("bart").text)
    assert "On the parent portal" not in text and "Point the camera of your phone at the square." in text


@pytest.mark.parametrize("language", INVITED)
@pytest.mark.parametrize("reads_easily", [True, False])
def test_the_longest_letter_still_fits_on_one_page_with_its_last_line(language, reads_easily, app):
    name = "Maria Wilhelmina Alexandra van der Heijden-de Oude Nijhuis van Nispen tot Sevenaer"
    to = Contents("Openbare basisschool voor iedereen De Regenboog aan de Vecht", "030 000 00 00 (8:00-16:30)", name,
                  language, reads_easily, ("3B", "6A", "instroomgroep"), True)  # fmt: skip
    about = {"to": to, "until": clock.now(), "made_at": clock.now()}
    address = "https://ouders.openbare-basisschool-de-regenboog.example"
    letter = paper.written(
        "invitations/_letter.html", language, **about, code="WMWM-WMWM", address=f"{address}/i",
        square=paper.square_code(f"{address}/invitations/WMWMWMWM"),
        for_the_office=paper.written("invitations/_for_the_office.html", paper.SCHOOLS_OWN, **about),
    )  # fmt: skip
    whole = paper.written("invitations/letters.html", "nl", letters=[letter], style=None)
    document = paper.laid_out(whole, "css/letter.css")
    assert len(document.pages) == 1
    bottoms = {name: _lowest(document.pages[0], name) for name in ("help", "office")}
    assert bottoms["help"][1] < bottoms["office"][0] and bottoms["office"][1] < 297, bottoms
    (read,) = papers(document.write_pdf() or b"")
    assert read.code == "WMWMWMWM" and read.square.endswith("/invitations/WMWMWMWM")


def _lowest(page, name: str) -> tuple[float, float]:
    """Where the part with this class begins and ends, in millimetres from the top of the sheet."""
    mm = 25.4 / 96
    (box,) = (b for b in page._page_box.descendants() if b.element is not None and b.element.get("class") == name
              and b.element_tag in ("p", "div"))  # fmt: skip
    return box.position_y * mm, (box.position_y + box.margin_height()) * mm


def test_names_cannot_bring_anything_of_their_own(cast, printed):
    bart = cast.people["bart"]
    bart.first_name, bart.last_name = "<img src='file:///etc/passwd'>", "&amp; {{ 7*7 }}"
    assert "<img src='file:///etc/passwd'>" in said(printed("bart").text)


def test_the_page_to_print_from_holds_the_same_letters(a_small_school, office, make):
    pile = make("/invitations/classes/1")
    batch = db.session.query(Task).one()
    page = office.get(f"/invitations/letters/{batch.id}/print")
    assert page.status == 200 and page.response.headers["Cache-Control"] == "no-store"
    assert [letter.code for letter in pile] == [code.replace("-", "") for code in _Codes.on(page.html)]
    assert "Print this page with your browser" in page and 'href="/static/css/letter.css?v=' in page.html


class _Codes(HTMLParser):
    found: list[str]
    is_code = False

    @classmethod
    def on(cls, html: str) -> list[str]:
        reader = cls()
        reader.found = []
        reader.feed(html)
        return reader.found

    def handle_starttag(self, tag, attrs):
        self.is_code = ("class", "code") in attrs

    def handle_data(self, data):
        if self.is_code and data.strip():
            self.found.append(data.strip())


def test_letters_lie_in_the_order_in_which_classes_and_children_are_called(cast, a_small_school, make):
    pile = make("/invitations/school")
    names = [said(letter.text).partition("ouderportaal voor ")[2].partition(", groep")[0] for letter in pile]
    children = (
        "Bart Visser, Ouder van Ilias Mulder, Ouder van Noor El Amrani, Amina Haddad, Dana Kowalska, Paweł Kowalski"
    )
    assert ", ".join(names[:6]) == children and len(names) == len({letter.code for letter in pile}) == 9


def test_the_file_is_fetched_once_a_day_long_and_who_fetched_it_is_written_down(cast, office, make):
    make(f"/invitations/guardians/{cast.people['bart'].id}")
    batch = db.session.query(Task).one()
    path = f"/invitations/letters/{batch.id}"
    answer = office.get(f"{path}/pdf").response
    assert answer.data.startswith(b"%PDF") and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="letters-20')
    assert [deed.did for deed in deeds_about(batch)] == ["saw"]
    files.forget((batch.result or {})["pdf"])
    assert office.get(f"{path}/pdf").status == 422
    clock.advance(hours=25)
    office.sign_in("office")
    page = office.get(path)
    assert "can no longer be fetched" in page and f"{path}/pdf" not in page.links


def test_a_parent_of_children_in_two_classes_gets_one_letter(a_small_school, make):
    assert len([letter for letter in make("/invitations/classes/1") if "Amina" in letter.text]) == 1
    assert not any("Amina" in letter.text for letter in make("/invitations/classes/2")), "hers works already"
