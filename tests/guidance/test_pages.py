"""Who does what: a page for each role in the reader's language, which the school may write itself."""

import io

import pypdfium2
import pytest

from portal import clock
from portal.db import db
from portal.guidance import actions, queries
from portal.guidance.forms import DEFAULTS, default_of
from portal.guidance.rules import Reader
from portal.i18n import LANGUAGES
from portal.school import queries as school
from tests.stories import a_call, some_facts


def write(cast, words: str, *, after: int = 0, language: str = "nl") -> None:
    actions.write(Reader.RECEPTION, language, words, cast.people["head"], after=after, now=clock.now())
    db.session.commit()


def test_one_finds_the_own_page_first_and_the_numbers_of_the_school(cast, visit):
    noor = visit("noor")
    page = noor.get("/guidance")
    assert page.text.index("Voor de receptie") < page.text.index("Voor leerkrachten")
    here = school.the_school()
    assert here
    page = noor.get("/guidance/reception")
    assert "Houd de hulpknop ingedrukt" in page and "112" in page and here.phone in page
    assert cast.people["head"].full_name in page and cast.people["sam"].full_name in page


def test_nobodys_own_number_stands_there(cast, visit):
    cast.people["ravi"].phone = "0612345678"
    a_call(cast)
    db.session.commit()
    page = visit("noor").get("/guidance/reception")
    assert cast.people["ravi"].full_name in page and "12345678" not in page.html.replace(" ", "")


@pytest.mark.parametrize("reader", list(Reader))
def test_every_role_has_a_page_that_prints(reader, cast, visit):
    celik = visit("celik")
    assert len(DEFAULTS[reader]) == 6
    for path in (f"/guidance/{reader.value}", f"/guidance/{reader.value}/print"):
        assert celik.get(path).html.count("<li") >= 6
    pdf = celik.get(f"/guidance/{reader.value}/print.pdf")
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf.response.get_data()))
    assert len(pages) == 1 and "112" in pages[0].get_textpage().get_text_range()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_portals_own_text_is_in_the_readers_language(language, app):
    for reader in Reader:
        assert default_of(reader, language) != default_of(reader, "en") and language in LANGUAGES


def test_a_page_of_nobody_is_not_there(cast, visit):
    assert visit("noor").get("/guidance/gardener").status == 404
    assert visit("head").get("/guidance/teacher/languages/xx").status == 404


def test_the_leader_writes_the_schools_own_text(cast, visit):
    head = visit("head")
    page = head.get("/guidance/reception/languages/nl")
    assert "Houd de hulpknop ingedrukt" in page
    page = head.follow(head.post("/guidance/reception/languages/nl", {"words": "- Bel **Ravi**.", "after": "0"}))
    assert "Bel Ravi ." in page.text.replace("Ravi.", "Ravi .") and "Houd de hulpknop" not in page
    assert "<strong>Ravi</strong>" in visit("noor").get("/guidance/reception").html


def test_what_is_typed_can_do_nothing(cast, visit):
    write(cast, "<script>alert(1)</script> [klik](javascript:alert(1)) <b onclick=x>vet</b>")
    page = visit("noor").get("/guidance/reception")
    assert "<script>alert" not in page.html and "javascript:" not in page.html.replace("javascript:alert(1)) ", "")
    assert 'href="javascript' not in page.html and "<b onclick" not in page.html


def test_a_text_in_one_language_is_shown_beside_the_portals_own_in_another(cast, visit):
    write(cast, "- Bel Ravi.")
    noor = cast.people["noor"]
    noor.language = "ar"
    db.session.commit()
    visitor = visit("noor")
    page = visitor.get("/guidance/reception")
    assert "Bel Ravi" not in page and "/guidance/reception?in=nl" in page.html
    assert "Bel Ravi" in visitor.get("/guidance/reception?in=nl")


def test_the_history_says_who_and_when_and_leads_back(cast, visit):
    write(cast, "Eerste tekst")
    write(cast, "Tweede tekst", after=1)
    head = visit("head")
    page = head.get("/guidance/reception/languages/nl")
    assert "Versie 1" in page and "Versie 2" in page and cast.people["head"].full_name in page
    first = queries.history(Reader.RECEPTION, "nl")[-1]
    for _press in range(2):
        assert head.post(f"/guidance/texts/{first.id}/bring-back").status == 303
    assert "Eerste tekst" in visit("noor").get("/guidance/reception")
    assert [each.words for each in queries.history(Reader.RECEPTION, "nl")] == [
        "Eerste tekst", "Tweede tekst", "Eerste tekst",
    ]  # fmt: skip


def test_the_portals_own_text_comes_back(cast, visit):
    write(cast, "Eigen tekst")
    head = visit("head")
    for _press in range(2):
        assert head.post("/guidance/reception/languages/nl/default").status == 303
    page = visit("noor").get("/guidance/reception")
    assert "Houd de hulpknop" in page and "Eigen tekst" not in page
    assert len(queries.history(Reader.RECEPTION, "nl")) == 2


def test_of_two_who_write_at_once_the_second_keeps_what_they_typed(cast, visit):
    head = visit("head")
    write(cast, "Van Sam")
    page = head.post("/guidance/reception/languages/nl", {"words": "Van de directeur", "after": "0"})
    assert page.status == 422 and page.alerts and "Van Sam" in page and "Van de directeur" in page.html
    page = head.post("/guidance/reception/languages/nl", {"words": "Samen", "after": "1"})
    assert page.status == 303 and "Samen" in visit("noor").get("/guidance/reception")


@pytest.mark.parametrize("words", ["", "   ", "x" * 4001])
def test_an_empty_or_endless_text_is_refused(words, cast, visit):
    assert visit("head").post("/guidance/reception/languages/nl", {"words": words, "after": "0"}).status == 422


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30, "²"])
def test_a_number_that_is_none_is_refused_kindly(after, cast, visit):
    write(cast, "Eigen tekst")
    data = {"words": "Nieuw", "after": after}
    assert visit("head").post("/guidance/reception/languages/nl", data).status == 422


@pytest.mark.parametrize("who", ["noor", "celik", "office"])
def test_others_read_and_do_not_write(who, cast, visit):
    assert visit(who).get("/guidance/reception").status == 200
    assert "/languages" not in visit(who).get("/guidance/reception").html
    assert visit(who).post("/guidance/reception/languages/nl", {"words": "x", "after": "0"}).status == 403


def test_it_is_linked_where_it_is_needed(cast, visit):
    from portal.incidents import actions as incidents

    call = a_call(cast)
    incident = incidents.log(cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.commit()
    assert "/guidance/helper" in visit("ravi").get(f"/help-calls/{call.id}").html
    assert "/guidance" in visit("noor").get(f"/incidents/{incident.id}").html
    assert "/guidance" in visit("celik").get("/help-calls").html
