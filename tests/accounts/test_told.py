"""What changes about how somebody comes in is told to them, in their language, with what to do if it was not them."""

import re

import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.actions.telling import Change, tell_owner
from portal.accounts.models import Recovery
from portal.db import db
from portal.i18n import LANGUAGES

ENGLISH = re.compile(r"\b(the|your|you|and|that)\b", re.I)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_each_change_has_words_of_its_own_in_each_language(language, cast, work):
    amina, celik = cast.people["amina"], cast.people["celik"]
    amina.language = celik.language = language
    now = clock.now()
    for change in Change:
        tell_owner(amina, change, now=now)
    tell_owner(celik, Change.PASSWORD_SET, now=now)
    mails = work()
    assert len({mail.text for mail in mails}) == len(Change) + 1
    for mail in mails:
        assert "/account" in mail.text and f"{now:%M}" in mail.text
        assert language == "en" or not ENGLISH.search(f"{mail.subject} {mail.text}"), mail.text
        assert language != "ar" or re.search("[\u0600-\u06ff]", mail.subject)


def test_who_has_no_address_is_not_told_and_nothing_breaks(cast, work):
    cast.people["amina"].email = None
    tell_owner(cast.people["amina"], Change.PASSKEY_ADDED, now=clock.now())
    assert work() == []


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("is_agreed", [True, False])
def test_the_end_of_a_request_is_told_in_each_language(is_agreed, language, cast, work):
    for person in cast.people.values():
        person.language = language
    actions.ask_by_address("noor@regenboog.example", now=clock.now())
    asked = db.session.query(Recovery).one()
    if is_agreed:
        actions.approve(asked, cast.people["office"], now=clock.now())
        actions.approve(asked, cast.people["head"], now=clock.now())
    else:
        actions.refuse(asked, cast.people["head"], now=clock.now())
    mails = work()
    assert len(mails) == 6
    for mail in mails:
        assert language == "en" or not ENGLISH.search(f"{mail.subject} {mail.text}"), mail.text
