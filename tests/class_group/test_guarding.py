"""What does not belong: reported to the hosts, removed with a reason, and the school as the appeal."""

from datetime import timedelta

import pytest

from portal import clock
from portal.audit import Audit
from portal.class_group import actions
from portal.class_group.models import Report
from portal.class_group.rules import Kind, Reason
from portal.db import db
from portal.school.models import Guardian, Guardianship, Hat, Household
from tests.conftest import rows


@pytest.fixture
def post(join, write):
    return write(join("bart"), "Mrs. B. is a bad teacher", Kind.QUESTION)


@pytest.fixture
def reported(post, join, host):
    """Amina hosts; Dana reports what Bart wrote."""
    host("amina")
    actions.report(post, join("dana"), Reason.ABOUT_SOMEBODY, "This hurts", now=clock.now())
    db.session.commit()
    return post


def verbs() -> list[str]:
    return [deed.did for deed in db.session.query(Audit).order_by(Audit.id) if deed.did.startswith("group ")]


def test_a_report_reaches_the_hosts_and_names_nobody(post, cast, visit, group_of, join, host, work):
    host("amina")
    join("dana")
    work()
    dana, address = visit("dana"), f"/class-group/entries/{post.id}/report"
    assert dana.get(address).status == 200
    assert dana.post(address, {"text": "Hm"}).status == 422
    assert "It is looked at" in dana.follow(dana.post(address, {"reason": "unkind", "text": "This hurts"}))
    dana.post(address, {"reason": "unkind"})
    assert db.session.query(Report).count() == 1, "saying it twice is once"
    assert [parcel.to for parcel in work()] == [cast.people["amina"].email]
    amina = visit("amina")
    assert "1 report waits for you as a host" in amina.get(group_of)
    page = amina.get(f"{group_of}/reports")
    assert "This hurts" in page and "Dana" not in page
    assert "This hurts" not in visit("bart").get(group_of)
    assert "hurts" not in str(rows("group_report")), "it is sealed"


def test_a_host_lets_it_stay(reported, visit, group_of):
    amina = visit("amina")
    assert "It stays." in amina.follow(amina.post(f"/class-group/entries/{reported.id}/leave-it"))
    assert "Nothing is reported now." in amina.get(f"{group_of}/reports")
    assert "bad teacher" in visit("dana").get(group_of) and "group entry left" in verbs()


def test_a_host_removes_it_with_a_reason_and_the_writer_reads_it(reported, cast, visit, group_of, work):
    work()
    amina, address = visit("amina"), f"/class-group/entries/{reported.id}"
    assert amina.post(f"{address}/remove", {}).status == 422
    amina.post(f"{address}/remove", {"reason": "about somebody", "text": "Talk with her"})
    assert "bad teacher" not in visit("dana").get(group_of) and visit("dana").get(address).status == 404
    assert amina.post(f"{address}/remove", {"reason": "unkind"}).status == 404
    (parcel,) = work()
    assert parcel.to == cast.people["bart"].email and "teacher" not in parcel.text
    page = visit("bart").get(address)
    assert "It is about a child, a parent or a teacher" in page and "Talk with her" in page and "Amina" not in page
    assert verbs()[-1] == "group entry removed"


def appealed(visit, reported) -> int:
    visit("amina").post(f"/class-group/entries/{reported.id}/remove", {"reason": "unkind"})
    bart, address = visit("bart"), f"/class-group/entries/{reported.id}/appeal"
    assert bart.post(address, {"text": ""}).status == 422
    assert "The answer comes here" in bart.follow(bart.post(address, {"text": "I asked kindly"}))
    assert bart.post(address, {"text": "Again"}).status == 422, "once"
    db.session.refresh(reported)
    assert reported.removal
    return reported.removal.id


def test_the_school_puts_it_back(reported, visit, group_of, work):
    number = appealed(visit, reported)
    head = visit("head")
    assert "I asked kindly" in head.get("/class-group/school")
    head.post(f"/class-group/school/removals/{number}/restore")
    assert "bad teacher" in visit("dana").get(group_of)
    assert head.post(f"/class-group/school/removals/{number}/restore").status == 404
    assert verbs()[-2:] == ["group removal appealed", "group entry restored"]


def test_the_school_keeps_it_removed_and_says_why(reported, visit, group_of):
    number = appealed(visit, reported)
    head, address = visit("head"), f"/class-group/school/removals/{number}/keep"
    assert head.post(address, {"text": ""}).status == 422
    head.post(address, {"text": "Please talk with the teacher."})
    assert "Please talk with the teacher." in visit("bart").get(f"/class-group/entries/{reported.id}")
    assert head.get(address).status == 404 and "bad teacher" not in visit("dana").get(group_of)
    assert verbs()[-1] == "group entry kept removed"


def test_what_a_host_wrote_is_looked_at_by_the_school(cast, visit, group_of, join, write, host, work):
    """Also by the other host nothing of a host is judged."""
    amina = host("amina")
    host("bart")
    post = write(amina, "Buy my old bike")
    work()
    actions.report(post, join("dana"), Reason.SELLING, "", now=clock.now())
    assert [parcel.to for parcel in work()] == [cast.people["head"].email]
    bart = visit("bart")
    assert "old bike" not in bart.get(f"{group_of}/reports")
    assert bart.get(f"/class-group/entries/{post.id}/remove").status == 404
    head = visit("head")
    assert "old bike" in head.get("/class-group/school")
    head.post(f"/class-group/school/entries/{post.id}/remove", {"reason": "selling"})
    assert "The school took it off the page" in visit("amina").get(f"/class-group/entries/{post.id}")


def test_without_hosts_the_school_looks(post, visit, join):
    actions.report(post, join("dana"), Reason.UNKIND, "", now=clock.now())
    db.session.commit()
    head = visit("head")
    assert "bad teacher" in head.get("/class-group/school")
    head.post(f"/class-group/school/entries/{post.id}/leave")
    assert "Nothing waits for the school now." in head.get("/class-group/school")


def test_what_hosts_leave_lying_comes_to_the_school(reported, visit):
    assert "bad teacher" not in visit("head").get("/class-group/school")
    assert visit("head").get(f"/class-group/school/entries/{reported.id}/remove").status == 404
    clock.advance(days=3, minutes=1)
    assert "bad teacher" in visit("head").get("/class-group/school")


def test_a_host_who_stops_leaves_nothing_lying(reported, visit, group_of):
    visit("amina").post(f"{group_of}/stop-hosting")
    assert "bad teacher" in visit("head").get("/class-group/school")


def test_a_card_that_does_not_belong_is_hidden_whole(visit, group_of, join, host):
    host("amina")
    bart = join("bart", phone="06 12345678", words="Rude words")
    from portal.class_group import queries

    card = queries.card_words(bart)
    assert card
    visit("amina").post(f"/class-group/entries/{card.id}/remove", {"reason": "unkind"})
    page = visit("amina").get(f"{group_of}/people")
    assert "Rude words" not in page and "12345678" not in page
    assert "Your card is hidden." in visit("bart").get(f"{group_of}/card")


@pytest.mark.parametrize("who, status", [("dana", 404), ("bart", 404), ("olena", 404), ("celik", 403), ("head", 403)])
def test_only_hosts_remove(who, status, reported, visit, group_of):
    assert visit(who).post(f"/class-group/entries/{reported.id}/remove", {"reason": "unkind"}).status == status
    assert visit(who).get(f"{group_of}/reports").status == status
    assert visit(who).post(f"/class-group/entries/{reported.id}/leave-it").status == status


@pytest.mark.parametrize("who", ["celik", "sam", "noor", "amina"])
def test_nobody_else_settles_for_the_school(who, reported, visit):
    number = appealed(visit, reported)
    assert visit(who).get("/class-group/school").status == 403
    assert visit(who).post(f"/class-group/school/removals/{number}/restore").status == 403


def test_the_writer_does_not_read_in_any_log_who_reported_or_removed(reported, cast, visit):
    number = appealed(visit, reported)
    about = db.session.query(Audit).filter(Audit.did.in_(["group entry reported", "group entry removed"])).all()
    assert len(about) == 2 and number
    assert all((deed.household_id, deed.subject_id, deed.pupil_id) == (None, None, None) for deed in about)


def test_a_report_outlives_who_made_it(reported, visit, group_of):
    visit("dana").post(f"{group_of}/leave")
    page = visit("amina").get(f"{group_of}/reports")
    assert "Take it off the page" in page and "This hurts" not in page
    clock.advance(days=4)
    assert db.session.query(Report).filter(Report.at < clock.now() - timedelta(days=3)).count() == 1


def test_nobody_at_school_decides_about_the_own_words(cast, visit, group_of, join, write, host, work):
    head, fleur = cast.people["head"], cast.pupils["fleur"]
    db.session.add(Guardianship(pupil=fleur, guardian=Guardian(person=head, household=Household())))
    db.session.commit()
    host("amina")
    post = write(join("head"), "I sell this cheap")
    actions.remove(post, cast.people["amina"], Reason.SELLING, "", by_school=False, now=clock.now())
    assert post.removal is not None
    work()
    actions.appeal(post.removal, join("head"), "I disagree", now=clock.now())
    db.session.commit()
    assert [parcel.to for parcel in work()] == [cast.people["office"].email], "not to the leader"
    leader, office, address = visit(), visit("office"), f"/class-group/school/removals/{post.removal.id}"
    leader.sign_in("head", Hat.STAFF)
    assert "I disagree" not in leader.get("/class-group/school")
    assert leader.post(f"{address}/restore").status == 404 and leader.get(f"{address}/keep").status == 404
    assert "I disagree" in office.get("/class-group/school") and office.post(f"{address}/restore").status == 303
