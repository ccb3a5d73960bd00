"""The letters: in the parent's language with the original behind it, one page or two, never by mail."""

from io import BytesIO

import pypdfium2
import pytest

from portal import clock, i18n
from portal.db import db
from portal.measures import actions
from portal.measures.models import Measure
from portal.measures.rules import Kind
from portal.measures.views.letters import languages_of
from tests.measures.made import MARK, address


def pages(visitor, path: str) -> list[str]:
    """The text of each page of a PDF."""
    answer = visitor.client.get(path)
    assert answer.status_code == 200 and answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    book = pypdfium2.PdfDocument(BytesIO(answer.data))
    return [page.get_textpage().get_text_range() for page in book]


def test_the_original_stands_behind_the_page_in_the_parents_language(cast, refusal, visit):
    measure = refusal(language="uk")
    found = pages(visit("head"), address(measure, "/letter.pdf"))
    assert MARK in found[0] and MARK in found[-1] and len(found) >= 2
    assert "Opa haalt ze" in found[-1] and cast.people["vos"].full_name in found[0]


def test_in_the_schools_language_it_is_written_once(refusal):
    assert languages_of(refusal(language="nl")) == ["nl"]


def test_a_parent_of_the_portal_gets_it_in_their_own_language(cast, warning):
    cast.people["amina"].language = "ar"
    warning.against_id, warning.language = cast.people["amina"].id, "nl"
    db.session.commit()
    db.session.refresh(warning)
    assert languages_of(warning) == ["ar", "nl"]


def test_a_language_that_the_portal_does_not_speak_gives_the_original(warning):
    warning.language = "xx"
    assert languages_of(warning) == [i18n.school_language()]


def test_a_draft_says_that_nothing_is_in_force(draft, visit):
    measure = draft(Kind.WARNING, language="en", reasons_read="He hit somebody.")
    found = pages(visit("sam"), address(measure, "/letter.pdf"))
    assert "Nothing is in force yet" in found[0] and "He hit somebody." in found[0]
    assert "He hit somebody." not in found[-1]


def test_without_a_translation_the_reasons_stand_there_as_the_school_wrote_them(refusal, visit):
    found = pages(visit("sam"), address(refusal(language="en"), "/letter.pdf"))
    assert "sloeg met de deur" in found[0] and "Ask the school for an interpreter" in found[0]
    assert "interpreter" not in found[-1] and "tolk" not in found[-1].split("Als je het er niet")[-1]


def test_the_letter_that_lifts_it_comes_with_lifting(cast, refusal, visit):
    measure, head = refusal(language="en"), visit("head")
    assert head.get(address(measure, "/lifting.pdf")).status == 303
    actions.lift(measure, "Het gesprek ging goed.", cast.people["head"], now=clock.now())
    db.session.commit()
    found = pages(head, address(measure, "/lifting.pdf"))
    assert "You are welcome at school again" in found[0] and "Het gesprek ging goed." in found[0]


def test_of_a_conversation_there_is_no_letter(draft, visit):
    measure: Measure = draft(Kind.CONVERSATION)
    assert visit("head").get(address(measure, "/letter.pdf")).status == 303


@pytest.mark.parametrize("code", sorted(i18n.LANGUAGES))
def test_it_can_be_written_in_each_language(code, refusal, visit):
    measure = refusal(language=code)
    found = pages(visit("head"), address(measure, "/letter.pdf"))
    assert len(found) == (1 if code == "nl" else 2), "the parent's page, and the original behind it"
