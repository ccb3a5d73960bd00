"""Nothing crosses between two homes of one child, whatever the office decided about them."""

import pytest

from portal import clock
from portal.class_group import actions, queries
from portal.class_group.rules import Buddy, Kind, Reason
from portal.db import db
from portal.outbox import Message
from portal.school.models import Enrolment, Guardianship, Pupil

MARK = "QZXJ"
SIDES = [("dana", "pawel"), ("pawel", "dana")]


def everything(visitor, group_of, entry: int) -> str:
    pages = [visitor.get(path) for path in (group_of, f"{group_of}/people", f"{group_of}/hosts", f"{group_of}/card")]
    pages += [visitor.get(f"/class-group/entries/{entry}"), visitor.get("/"), visitor.get("/class-group")]
    return "".join(page.html for page in pages)


@pytest.mark.parametrize("one, other", SIDES)
def test_a_card_a_post_and_an_answer_do_not_reach_the_other_home(one, other, cast, visit, group_of, join, write):
    mine = join(one, phone=f"06 {MARK}", near=MARK, words=MARK)
    join(other)
    bart = join("bart")
    post = write(mine, f"{MARK} picnic", Kind.HELP)
    between = write(bart, "Who comes?", Kind.EVENT, places=5)
    actions.answer(between, mine, f"{MARK} gladly", now=clock.now())
    actions.sign_up(between, mine)
    db.session.commit()
    assert MARK in everything(visit("bart"), group_of, between.id)
    reader = visit(other)
    assert MARK not in everything(reader, group_of, between.id)
    assert cast.people[one].first_name not in everything(reader, group_of, between.id)
    assert reader.get(f"/class-group/entries/{post.id}").status == 404
    assert reader.post(f"/class-group/members/{mine.id}/mute").status == 404
    assert reader.post(f"/class-group/entries/{post.id}/report", {"reason": "other"}).status == 404


def test_a_place_that_the_other_home_took_counts_and_has_no_name(cast, visit, group_of, join, write):
    dana, bart = join("dana"), join("bart")
    join("pawel")
    event = write(bart, "Picnic", Kind.EVENT, places=1)
    actions.sign_up(event, dana)
    db.session.commit()
    page = visit("pawel").get(f"/class-group/entries/{event.id}")
    assert "1 of 1 place is taken" in page and "Who comes:" not in page and "Dana" not in page


def test_a_guardian_who_lost_access_to_one_child_finds_nothing_of_it_through_another(
    cast, visit, group_of, join, write
):
    """Pawel's access to Zofia is taken away; he has another child in the same class."""
    dana = join("dana", phone="06 12345678", near="Elm street")
    pawel, zofia = cast.people["pawel"].guardian, cast.pupils["zofia"]
    tie = db.session.query(Guardianship).filter_by(pupil_id=zofia.id, guardian_id=pawel.id).one()
    tie.has_access = False
    child = Pupil(first_name="Jan")
    here = cast.classes["3B"]
    db.session.add_all([child, Enrolment(pupil=child, school_class=here, year_id=here.year_id),
                        Guardianship(pupil=child, guardian=pawel)])  # fmt: skip
    db.session.commit()
    join("pawel")
    post = write(dana, "Who comes to Elm street?")
    page = everything(visit("pawel"), group_of, post.id)
    assert "Elm street" not in page and "12345678" not in page and "Dana" not in page


def test_no_message_and_no_buddy_crosses(cast, join, write, work):
    dana, pawel = join("dana", languages=["en"]), join("pawel", languages=["en"])
    write(dana)
    assert pawel.tell_at is None
    actions.be_buddy(pawel, Buddy.OFFERS, now=clock.now())
    assert actions.be_buddy(dana, Buddy.ASKS, now=clock.now()) is None
    assert db.session.query(Message).filter_by(person_id=cast.people["pawel"].id).count() == 0


def test_a_host_judges_nothing_of_the_other_home_of_an_own_child(cast, visit, group_of, join, write, host):
    host("pawel")
    dana, bart = join("dana"), join("bart")
    post = write(dana, MARK)
    actions.report(post, bart, Reason.UNKIND, MARK, now=clock.now())
    db.session.commit()
    pawel = visit("pawel")
    assert MARK not in pawel.get(f"{group_of}/reports").html
    assert pawel.get(f"/class-group/entries/{post.id}/remove").status == 404
    assert MARK in visit("head").get("/class-group/school"), "the school looks instead"


def test_a_host_reads_nothing_that_the_other_home_of_an_own_child_reports(
    cast, visit, group_of, join, write, host, work
):
    host("pawel")
    dana, bart = join("dana"), join("bart")
    post = write(bart)
    actions.report(post, dana, Reason.UNKIND, MARK, now=clock.now())
    db.session.commit()
    assert "Nothing is reported now." in visit("pawel").get(f"{group_of}/reports")
    assert db.session.query(Message).filter_by(person_id=cast.people["pawel"].id, kind="group_report").count() == 0
    assert MARK in visit("head").get("/class-group/school"), "the school looks instead"


def test_what_was_reported_by_who_left_since_is_shown_to_hosts_without_their_words(visit, group_of, join, write, host):
    host("pawel")
    host("amina")
    dana, bart = join("dana"), join("bart")
    post = write(bart, "Come along!")
    actions.report(post, dana, Reason.UNKIND, MARK, now=clock.now())
    db.session.commit()
    assert MARK in visit("amina").get(f"{group_of}/reports")
    assert "Come along!" not in visit("pawel").get(f"{group_of}/reports")
    actions.leave(dana, now=clock.now())
    db.session.commit()
    for who in ("amina", "pawel"):
        page = visit(who).get(f"{group_of}/reports")
        assert "Come along!" in page and MARK not in page


def test_two_guardians_of_one_home_meet(cast, join):
    """The wall is between homes, not within one."""
    dana = join("dana")
    assert queries.walled_households(dana.guardian.household_id) == {cast.people["pawel"].guardian.household_id}


def test_what_one_host_lets_stay_waits_on_where_they_did_not_see_a_report(cast, visit, group_of, join, write, host):
    amina = host("amina")
    host("pawel")
    post = write(join("bart"))
    for reporter, words in ((join("dana"), MARK), (amina, "Not here")):
        actions.report(post, reporter, Reason.UNKIND, words, now=clock.now())
    db.session.commit()
    pawel = visit("pawel")
    assert "Not here" in pawel.get(f"{group_of}/reports")
    assert pawel.post(f"/class-group/entries/{post.id}/leave-it").status == 303
    assert MARK in visit("amina").get(f"{group_of}/reports") and "Not here" not in pawel.get(f"{group_of}/reports")
