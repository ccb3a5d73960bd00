"""A parent without e-mail comes in by a text message; a shared number tells nobody's door."""

import re

import pytest

from portal import clock, phones
from portal.accounts.models import LinkRequest, SignInLink
from portal.db import db
from portal.outbox import Message
from portal.school import queries as school
from portal.school.models import mark_of_phone
from tests.accounts.conftest import link_in
from tests.conftest import rows

NUMBER = "06 12345678"

pytestmark = pytest.mark.usefixtures("with_sms")


@pytest.fixture
def amina(cast):
    """Amina, with a number of her own and no e-mail address."""
    cast.people["amina"].phone, cast.people["amina"].email = NUMBER, None
    db.session.commit()
    return cast.people["amina"]


def _asked(visitor, work, number=NUMBER):
    answer = visitor.post("/sign-in", {"email": number})
    return answer, [message for message in work() if "/l/" in message.text]


@pytest.mark.parametrize("typed", ["0612345678", "+31 6 1234 5678", "0031612345678", "06-12345678", "٠٦١٢٣٤٥٦٧٨"])
def test_a_number_is_the_same_however_it_is_written(typed, amina, visit, work):
    _answer, messages = _asked(visit(), work, typed)
    assert [message.to for message in messages] == ["+31612345678"]


def test_a_parent_comes_in_with_the_link_of_a_text_message(amina, visit, work):
    someone = visit()
    answer, messages = _asked(someone, work)
    assert answer.location == "/sign-in/sent?by=sms" and someone.get(answer.location).status == 200
    link = link_in(messages[0].text)
    for _scanner in range(3):
        assert visit().get(link).status == 200
    page = someone.get(link)
    assert someone.post(page.forms[-1]).status == 303
    assert someone.get("/").status == 200
    assert amina.phone_verified_at is not None and amina.email_verified_at is None


def test_a_mailed_link_verifies_the_mail_address(cast, visit, work):
    someone = visit()
    someone.post("/sign-in", {"email": "bart@regenboog.example"})
    assert someone.post(link_in(work()[0].text)).status == 303
    assert cast.people["bart"].email_verified_at and cast.people["bart"].phone_verified_at is None


@pytest.mark.parametrize("language, most", [("nl", 160), ("en", 160), ("ar", 70)])
def test_the_message_is_one_part_names_nobody_and_goes_to_the_phone(language, most, amina, visit, work):
    amina.language = language
    db.session.commit()
    _answer, (message,) = _asked(visit(), work)
    text = message.text.strip().replace("http://127.0.0.1:8000", "https://samen.school.nl")
    assert len(text) <= most, (len(text), text)
    assert not re.search("Amina|Haddad|Yusuf|Salma|Regenboog", text)
    assert {sent.channel for sent in db.session.query(Message)} == {"sms"}


def test_a_number_of_two_people_gets_no_link_and_the_same_answer(amina, cast, visit, work):
    alone, messages = _asked(visit(), work)
    assert len(messages) == 1
    cast.people["dana"].phone = "+31612345678"
    db.session.commit()
    shared, messages = _asked(visit(), work)
    unknown, none = _asked(visit(), work, "06 87654321")
    assert messages == none == []
    answers = {(a.status, a.location, a.html) for a in (alone, shared, unknown)}
    assert len(answers) == 1


def test_somebody_who_left_does_not_make_a_number_shared(amina, cast, visit, work):
    cast.people["dana"].phone, cast.people["dana"].left_on = NUMBER, clock.now().date()
    db.session.commit()
    assert len(_asked(visit(), work)[1]) == 1


def test_the_request_asks_the_same_of_the_database_for_everybody(amina, visit, work, queries):
    visitor = visit()
    visitor.post("/sign-in", {"email": "06 00001111"})
    counts = []
    for number in (NUMBER, "06 87654321", "nobody@elsewhere.example", "bart@regenboog.example"):
        with queries() as asked:
            visitor.post("/sign-in", {"email": number})
        counts.append([statement.split("(")[0] for statement in asked])
    assert all(count == counts[0] for count in counts), "what it costs must not tell whether somebody is known"


def test_a_link_by_text_message_is_over_after_ten_minutes(amina, visit, work):
    link = link_in(_asked(visit(), work)[1][0].text)
    clock.advance(minutes=10, seconds=1)
    answer = visit().post(link.replace("/l/", "/sign-in/link/"))
    assert answer.status == 422 and answer.alerts == 1


def test_a_link_to_an_address_that_changed_hands_opens_nothing(amina, visit, work):
    link = link_in(_asked(visit(), work)[1][0].text).replace("/l/", "/sign-in/link/")
    amina.phone = "06 11112222"
    db.session.commit()
    assert visit().post(link).status == 422
    assert amina.phone_verified_at is None


def test_staff_who_are_nobodys_parent_get_no_link(cast, visit, work):
    answer = visit().post("/sign-in", {"email": "head@regenboog.example"})
    assert answer.status == 303 and work() == []
    assert db.session.query(SignInLink).count() == 0


def test_asking_again_and_again_is_stopped_for_a_number_in_any_writing(amina, visit):
    someone = visit()
    writings = ("0612345678", "+31612345678", "06 12 34 56 78", "0031612345678", "06-12345678")
    assert [someone.post("/sign-in", {"email": w}).status for w in writings] == [303, 303, 303, 303, 429]


@pytest.mark.parametrize("typed", ["12", "06", "00000000000000000000000000", "tel", "06 12345678 ext 5", "<b>"])
def test_what_is_no_number_is_said_and_kept(typed, amina, visit):
    page = visit().post("/sign-in", {"email": typed})
    assert page.status == 422 and page.alerts == 1
    assert phones.normal(typed) is None


def test_number_and_mark_stay_in_step(cast):
    bart = cast.people["bart"]
    bart.phone = "06 98765432"
    assert bart.phone_mark == mark_of_phone("+31 698765432")
    db.session.commit()
    assert "98765432" not in str(rows("person"))
    assert school.person_by_phone("0698765432") == bart
    bart.phone = "extension 4"
    assert bart.phone_mark is None
    bart.phone = None
    assert bart.phone_mark is None and school.person_by_phone("0698765432") is None


def test_what_was_asked_for_is_sealed_and_soon_gone(amina, visit, work):
    visit().post("/sign-in", {"email": NUMBER})
    assert "12345678" not in str(rows("link_request"))
    work()
    assert db.session.query(LinkRequest).count() == 0


def test_a_request_that_waited_too_long_is_not_answered(amina, visit, work):
    visit().post("/sign-in", {"email": NUMBER})
    clock.advance(minutes=31)
    assert work() == [] and db.session.query(LinkRequest).count() == 0
