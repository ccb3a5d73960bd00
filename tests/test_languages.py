"""Every page and every message in every language: right direction, nothing left in another one."""

import re
from html import unescape

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from portal import clock, i18n, pseudo
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ended, Ending
from portal.i18n import LANGUAGES
from portal.languages import PSEUDO_HABIT
from tests.catalogues import path_of
from tests.crawler import pages
from tests.stories import told

PEOPLE = ("amina", "bart", "celik", "noor", "ravi", "head", "sam", "office")
# Words that are the same in the other language, or that people wrote themselves.
SHORTEST = 12


@pytest.fixture(scope="session")
def english() -> list[str]:
    """The texts of the portal in English that are long enough to be recognised, and differ in Dutch."""
    with path_of("nl").open("rb") as file:
        single = [message for message in read_po(file, locale="nl") if not message.pluralizable]
    pairs = [(str(message.id), message.string) for message in single]
    return [text for text, dutch in pairs if len(text) > SHORTEST and "%" not in text and dutch not in ("", text)]


@pytest.fixture
def pseudo_language(monkeypatch):
    """One more language, in which every text of the portal is in brackets."""
    monkeypatch.setitem(i18n._spoken, pseudo.CODE, PSEUDO_HABIT)
    return pseudo.CODE


@pytest.mark.looks_only
@pytest.mark.parametrize("who", PEOPLE)
def test_every_text_of_every_page_can_be_translated(who, pseudo_language, things, cast, visit, english):
    """With all catalogues complete (tests.catalogues) this is every page in every language, at the cost of one."""
    cast.people[who].language = pseudo_language
    db.session.commit()
    seen = 0
    for path, page, _forms in pages(visit(who)):
        seen += 1
        if page.status == 303 or not page.html:
            continue
        assert f'<html lang="{pseudo_language}" dir="ltr"' in page.html, path
        words = page.text
        for _tag, written in re.findall(r'<(textarea|bdi)[^>]*\slang="en"[^>]*>(.*?)</\1>', page.html, re.S):
            # What is said there in English says that it is English.
            words = words.replace(" ".join(unescape(written).split()), "")
        left = [text for text in english if text in words]
        assert not left, f"{path} still says {left[:3]}"
        assert pseudo.OPEN in words, path
    assert seen >= 3


@pytest.mark.looks_only
@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("who, path", [("amina", "/"), ("celik", "/conversations"), ("office", "/office"), (None, "/")])
def test_a_page_is_in_the_readers_language_and_direction(who, path, language, cast, visit, english):
    if who is not None:
        cast.people[who].language = language
        db.session.commit()
    visitor = visit(who)
    visitor.client.set_cookie("language", language)
    page = visitor.get(path)
    page = visitor.get(page.location) if page.status == 303 else page
    direction = Locale.parse(language).text_direction
    assert page.status == 200 and f'<html lang="{language}" dir="{direction}"' in page.html
    assert language == "en" or not [text for text in english if text in page.text]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_message_is_in_its_receivers_language(language, cast, work, english):
    for person in cast.people.values():
        person.language = language
    things = told(cast)
    call = db.session.get_one(HelpCall, things["help_call"])
    help_calls.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    db.session.commit()
    parcels = work()
    assert len(parcels) > 50 and {parcel.language for parcel in parcels} == {language}
    for parcel in parcels:
        # Addresses of pages are the same in every language.
        whole = re.sub(r"https?://\S+", "", f"{parcel.subject}\n{parcel.text}\n{parcel.calendar or ''}")
        assert language == "en" or not [text for text in english if text in whole], whole
        if language == "ar":
            assert re.search("[\u0600-\u06ff]", parcel.subject) and re.search("[\u0600-\u06ff]", parcel.text)


@pytest.mark.looks_only
@pytest.mark.parametrize("path, status", [("/nowhere", 404), ("/office", 403)])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_errors_are_said_in_the_readers_language(path, status, language, cast, visit, english):
    cast.people["bart"].language = language
    db.session.commit()
    page = visit("bart").get(path)
    assert page.status == status and f'<html lang="{language}"' in page.html
    words = page.text
    assert language == "en" or not [text for text in english if text in words]
