"""Messages: that there is something new, once a day at most, in the own language, and only for who wants them."""

import pytest

from portal import clock, i18n
from portal.class_group import actions
from portal.db import db


@pytest.fixture
def two(join):
    """Amina and Bart; Bart writes."""
    return join("amina"), join("bart")


def to_amina(parcels) -> list[str]:
    return [parcel.subject for parcel in parcels if parcel.to.startswith("amina@")]


def test_who_reads_there_hears_once_a_day_in_the_own_language_and_never_what(two, cast, write, work):
    cast.people["amina"].language = "ar"
    write(two[1], "Who comes to the swimming pool?")
    parcels = work()
    (subject,) = to_amina(parcels)
    assert "أهل" in subject and not [each for each in parcels if "swimming" in each.subject + each.text]
    write(two[1], "And who comes on Monday?")
    clock.advance(hours=2)
    assert to_amina(work()) == []
    clock.advance(hours=20)
    assert len(to_amina(work())) == 1
    clock.advance(days=3)
    assert to_amina(work()) == [], "nothing new, no message"


def test_who_read_it_already_hears_nothing(two, visit, group_of, write, work):
    write(two[1])
    visit("amina").get(group_of)
    assert to_amina(work()) == []


def test_whoever_turned_it_off_hears_nothing_until_it_is_on_again(two, visit, group_of, write, work):
    amina = visit("amina")
    page = amina.follow(amina.post(f"{group_of}/notices/off"))
    assert "You get no messages that there is something new." in page
    write(two[1])
    assert to_amina(work()) == []
    amina.post(f"{group_of}/notices/on")
    write(two[1])
    assert len(to_amina(work())) == 1


def test_the_writer_and_who_muted_them_hear_nothing(two, write, work):
    actions.mute(two[0], two[1])
    db.session.commit()
    write(two[1])
    assert work() == []


def test_who_did_not_join_hears_nothing(join, write, work):
    write(join("bart"))
    assert work() == []


def test_who_is_no_member_any_more_hears_nothing(two, cast, write, work):
    write(two[1])
    cast.pupils["yusuf"].left_on = i18n.local_date(clock.now())
    db.session.commit()
    assert to_amina(work()) == []
