"""The office sees which families no message reaches, why, and what to do; and settles what did not arrive."""

from dataclasses import replace

import pytest

from portal import clock, outbox
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.audit import Audit
from portal.db import db
from portal.outbox import Channel, Message, Reason, State, WayOut
from portal.school.actions import contact
from tests.stories import a_device

PAGE = "/office/messages"


@pytest.fixture
def office(cast, visit):
    cast.people["office"].language = "en"
    db.session.commit()
    return visit("office")


def lose(person, reason: Reason = Reason.UNKNOWN) -> None:
    """Mail to this person came back for good."""
    person.email_failed_at = clock.now()
    outbox.note_undelivered(person, Channel.EMAIL, reason, "", clock.now())


def card(page, household) -> str:
    found = page.html.split(f'id="household-{household.id}"')
    return found[1].split("</section>")[0] if len(found) > 1 else ""


def test_a_school_that_reaches_everybody_reads_so(office):
    page = office.get(PAGE)
    assert page.status == 200 and "We can reach every family." in page
    assert "All messages arrived or are on their way." in page


@pytest.mark.parametrize("reason, words", [
    (Reason.UNKNOWN, "The e-mail address does not exist (any more)."),
    (Reason.FULL, "The mailbox is full, again and again."), (Reason.REFUSED, "Their mail server refuses our mail."),
])  # fmt: skip
def test_a_family_whose_mail_comes_back_stands_there_with_the_reason_and_the_number_to_call(
    cast, office, reason, words
):
    bart = cast.people["bart"]
    contact.set_phone(bart, "06 12345678")
    lose(bart, reason)
    found = card(office.get(PAGE), bart.guardian.household)
    assert "Fleur Visser" in found and "Bart Visser" in found and words in found
    assert 'href="tel:+31612345678"' in found and "Nobody at this home gets our messages." in found
    assert "bart@" not in found


def test_a_family_without_any_address_needs_a_letter_and_one_with_a_landline_a_call(cast, office):
    bart, dana = cast.people["bart"], cast.people["dana"]
    for person in (bart, dana):
        contact.set_email(person, None)
    contact.set_phone(bart, None)
    contact.set_phone(dana, "030 123 45 67")
    page = office.get(PAGE)
    no_address, landline = (card(page, person.guardian.household) for person in (bart, dana))
    assert "We have no e-mail address and no mobile number." in no_address and "letter to take home" in no_address
    assert "We have a number to call, but nothing to write to." in landline and "+31 30 123 4567" in landline


def test_who_is_reached_in_another_way_is_not_on_the_list(cast, office, app, monkeypatch):
    bart, dana = cast.people["bart"], cast.people["dana"]
    accounts.start_session(dana, "a phone", now=clock.now())
    db.session.flush()
    a_device(dana, db.session.query(UserSession).filter_by(person_id=dana.id).one())
    for person in (bart, dana):
        lose(person)
    page = office.get(PAGE)
    assert card(page, bart.guardian.household) and not card(page, dana.guardian.household)
    settings = replace(app.config["SETTINGS"], sms_url="https://sms.example", sms_body="{to}{text}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    assert not card(office.get(PAGE), bart.guardian.household), "text messages reach him now"


def test_the_other_parent_at_home_is_reached(cast, office):
    """Two guardians in one household, one of them out of reach."""
    bart, dana = cast.people["bart"], cast.people["dana"]
    dana.guardian.household = bart.guardian.household
    lose(dana)
    found = card(office.get(PAGE), bart.guardian.household)
    assert "Dana Kowalska" in found and "Bart Visser" not in found
    assert "Somebody else at this home does get our messages." in found and "Fleur Visser" in found


def test_two_homes_of_one_child_are_two_families(cast, office):
    lose(cast.people["pawel"])
    page = office.get(PAGE)
    assert card(page, cast.people["pawel"].guardian.household) and not card(
        page, cast.people["dana"].guardian.household
    )


def test_who_left_or_has_no_child_here_any_more_is_not_looked_for(cast, office):
    bart, olena = cast.people["bart"], cast.people["olena"]
    lose(bart)
    lose(olena)
    bart.left_on = clock.now().date()
    cast.pupils["danylo"].left_on = clock.now().date()
    assert "We can reach every family." in office.get(PAGE)


def test_a_last_message_that_failed_is_a_reason_and_one_that_arrived_since_is_not(cast, a_message, office):
    household = cast.people["bart"].guardian.household
    a_message("bart", State.FAILED)
    assert "The last message could not be delivered." in card(office.get(PAGE), household)
    a_message("bart", State.SENT)
    assert not card(office.get(PAGE), household)


def test_a_long_list_goes_on_on_a_next_page_and_asks_no_more_for_it(cast, office, queries):
    def fail(numbers):
        for number in numbers:
            lose(cast.people[f"parent{number}"])
        db.session.commit()

    fail(range(1, 3))
    office.get(PAGE)
    with queries() as few:
        office.get(PAGE)
    fail(range(3, 42))
    with queries() as many:
        office.get(PAGE)
    assert len(many) == len(few), "\n".join(many)
    for who in ("amina", "bart", "dana", "pawel", "olena"):
        lose(cast.people[who])
    household = cast.people["parent41"].guardian.household_id
    db.session.commit()
    assert f"{PAGE}?after={household}" not in office.get(PAGE).links, "46 families fit on one page"
    assert "There are no more." in office.get(f"{PAGE}?after=999999")
    assert office.get(f"{PAGE}?after=x").status == 200


def test_more_than_fifty_families_take_two_pages(cast, office, monkeypatch):
    from portal.office.queries import messages as queries

    monkeypatch.setattr(queries, "A_PAGE", 2)
    for who in ("amina", "bart", "dana"):
        lose(cast.people[who])
    first = office.get(PAGE)
    (more,) = [link for link in first.links if "after=" in link]
    second = office.get(more)
    assert [who for who in ("Amina", "Bart", "Dana") if f"{who} " in first] == ["Amina", "Bart"]
    assert "Dana" in second and "Amina" not in second and not [link for link in second.links if "after=" in link]


def test_what_was_settled_in_another_way_leaves_the_list_and_is_written_down(a_message, office):
    message = a_message("bart", State.FAILED)
    page = office.follow(office.post(f"{PAGE}/{message.id}/settle", {"on": "messages"}))
    assert "It is off the list." in page and "Bart Visser" not in page
    db.session.refresh(message)
    assert message.state is State.DROPPED
    assert db.session.query(Audit).filter_by(did="message settled").count() == 1
    again = office.post(f"{PAGE}/{message.id}/settle")
    assert again.location == "/office" and "It is off the list." not in office.get("/office")


def test_after_a_failure_of_the_server_everything_goes_again_at_one_press(a_message, office, work):
    for who in ("bart", "dana", "amina"):
        a_message(who, State.FAILED)
    a_message("pawel", State.RETURNED)
    a_message("olena", State.SENT)
    page = office.follow(office.post(f"{PAGE}/retry"))
    assert "We try to send all of them again." in page
    assert {parcel.to.partition("@")[0] for parcel in work()} == {"bart", "dana", "amina", "pawel"}


def test_the_first_page_is_short_and_leads_here(a_message, office):
    for who in ("bart", "dana", "amina", "pawel"):
        a_message(who, State.FAILED)
    page = office.get("/office")
    assert page.html.count('class="failed-message"') == 3 and PAGE in page.links and "4 messages" in page
    assert office.get(PAGE).html.count('class="failed-message"') == 4


def test_each_channel_says_how_it_does(office, app, monkeypatch):
    page = office.get(PAGE).text
    assert page.count("Not set up: nothing leaves the school this way.") == 3
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], mail_url="smtp://127.0.0.1:1"))
    assert "E-mail It works." in office.get(PAGE)
    db.session.add(
        WayOut(name="email", channel=Channel.EMAIL, failures=3, failed_at=clock.now(), trouble="mail server: 421")
    )
    db.session.commit()
    assert "E-mail Nothing gets out now. We keep trying. mail server: 421" in office.get(PAGE)
    assert db.session.query(Message).count() == 0
