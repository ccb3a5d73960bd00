"""Who hears of a letter, and when: at once, in one digest, or at once because it is urgent."""

from datetime import timedelta

import pytest

from portal import clock, i18n, outbox, pictures
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.db import db, transaction
from portal.news import actions as news
from portal.news.actions import Written, tell_digest_one
from portal.news.models import Post
from portal.outbox import Channel, Digest, DigestPost, Message, Pace, Times, Topic
from portal.outbox.paces import next_digest
from portal.school.models import Enrolment, Guardianship
from tests.conftest import the_cast
from tests.meanwhile import Another, at_call
from tests.stories import a_device, a_post, hear_at_once


def until_the_digest(*, less: float = 0) -> None:
    """Move the clock to the next moment at which a digest is due, or a few seconds before it."""
    moment = next_digest(Times(), now=clock.now(), zone=i18n.school_zone())
    clock.advance(seconds=(moment - clock.now()).total_seconds() - less)


def chooses(person, *choice) -> None:
    with transaction():
        outbox.choose_times(person, Times(*choice), now=clock.now())


def write(cast, *classes: str, **more) -> Post:
    """Mrs Çelik writes to these classes, or to 3B."""
    there = [cast.classes[name] for name in classes or ("3B",)]
    written = Written("Naar het bos", "Doe laarzen aan.", language="nl", **more)
    post = news.write(cast.people["celik"], there, written, folder=pictures.folder(), now=clock.now())
    db.session.commit()
    return post


def to(parcels) -> list[str]:
    return sorted(parcel.to.partition("@")[0] for parcel in parcels)


def test_who_chose_nothing_hears_once_a_day_of_all_that_is_new(cast, work):
    write(cast)
    write(cast)
    assert work() == []
    until_the_digest(less=5)
    assert work() == []
    clock.advance(seconds=5)
    sent = work()
    assert to(sent) == sorted(set(to(sent))) and {"amina", "bart", "dana", "pawel"} <= set(to(sent))
    by_name = {p.to.partition("@")[0]: p for p in sent}
    assert "Class 3B: 2 new messages" in by_name["dana"].text
    assert by_name["dana"].subject == "There is news from class 3B"
    assert (by_name["amina"].language, by_name["bart"].language) == ("ar", "nl")
    until_the_digest()
    assert work() == [], "nothing is told twice"
    assert db.session.query(DigestPost).count() == 0


def test_a_digest_lists_classes_and_names_no_child_and_no_matter(cast, work):
    write(cast)
    vos = a_post(cast.people["vos"], cast.classes["6A"])
    until_the_digest()
    mail = next(p for p in work() if p.to.startswith("amina"))
    assert "3B" in mail.text and "6A" in mail.text and mail.text.count("/classes/") == 0
    for word in ("Yusuf", "Salma", vos.title, vos.text):
        assert word not in mail.text + mail.subject


def test_who_wants_it_at_once_hears_at_once_and_in_no_digest(cast, work):
    chooses(cast.people["bart"], Pace.AT_ONCE)
    write(cast)
    assert to(work()) == ["bart"]
    until_the_digest()
    assert "bart" not in to(work())


def test_urgent_news_goes_to_everybody_at_once_and_never_into_a_digest(cast, work):
    hour = i18n.local(clock.now()).hour
    chooses(cast.people["dana"], Pace.WEEKLY, 0, 7, hour, (hour + 3) % 24)
    write(cast, is_urgent=True)
    sent = work()
    assert {"amina", "bart", "dana", "pawel"} <= set(to(sent))
    assert next(p for p in sent if p.to.startswith("dana")).subject == "Urgent news from class 3B"
    assert db.session.query(Digest).count() == 0
    assert all(not message.is_urgent for message in db.session.query(Message)), "the lane of help calls stays free"


def test_what_somebody_read_or_the_teacher_took_back_is_not_told(cast, visit, work):
    post = write(cast)
    visit("bart").get(f"/classes/{cast.classes['3B'].id}")
    until_the_digest()
    assert "bart" not in to(work()) and db.session.get_one(Post, post.id).told_at
    post = write(cast)
    visit("celik").post(f"/posts/{post.id}/withdraw")
    until_the_digest()
    assert work() == []


def test_who_lost_access_meanwhile_hears_nothing(cast, work):
    write(cast)
    number = cast.people["pawel"].guardian.id
    db.session.query(Guardianship).filter_by(guardian_id=number).update({"has_access": False})
    until_the_digest()
    assert "pawel" not in to(work())


def test_of_two_workers_at_once_one_tells(cast, work):
    write(cast)
    until_the_digest()
    digest = db.session.query(Digest).order_by(Digest.id).limit(1).one()
    with transaction():
        assert outbox.close_digest(digest, now=clock.now())
        assert not outbox.close_digest(digest, now=clock.now())
    assert "amina" in to(work()) or digest.person_id == cast.people["amina"].id


def test_a_worker_that_dies_in_the_middle_loses_nothing_and_doubles_nothing(cast, work, monkeypatch):
    write(cast)
    until_the_digest()
    expected = db.session.query(Digest).count()
    whole, told = outbox.queue, []

    def dies_at_the_third(person, *about, **more):
        told.append(person.id)
        if len(told) == 3:
            raise KeyboardInterrupt
        return whole(person, *about, **more)

    monkeypatch.setattr(outbox, "queue", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        while tell_digest_one(clock.now()):
            pass
    monkeypatch.setattr(outbox, "queue", whole)
    clock.advance(hours=5)
    sent = work()
    assert len(sent) == expected and to(sent) == sorted(set(to(sent)))


def test_a_worker_that_slept_tells_late_and_once(cast, work):
    write(cast)
    until_the_digest()
    clock.advance(days=3)
    assert to(work()).count("bart") == 1


def test_a_change_of_times_takes_along_what_waits(cast, work):
    bart = cast.people["bart"]
    chooses(bart, Pace.WEEKLY, (i18n.local(clock.now()).weekday() + 3) % 7, 12)
    write(cast)
    chooses(bart, Pace.AT_ONCE)
    assert to(work()) == ["bart"]
    write(cast)
    assert to(work()) == ["bart"]


def test_a_clock_that_was_ahead_loses_nothing(cast, work):
    write(cast)
    until_the_digest()
    work()
    clock.advance(hours=-3)
    write(cast)
    clock.advance(hours=3)
    assert "bart" in to(work())


def test_a_letter_that_comes_while_its_digest_is_told_is_told_too(cast, app, work):
    write(cast)
    everybody = db.session.query(Digest).count()
    moment = next_digest(Times(), now=clock.now(), zone=i18n.school_zone())
    db.session.commit()
    letter = Another(app, lambda: write(the_cast()))
    with at_call("before", outbox, "close_digest", letter):
        assert tell_digest_one(moment)
    letter.result()
    until_the_digest()
    assert len(work()) == everybody + 1, "one of them hears twice, of one letter each time"
    assert db.session.query(DigestPost).count() == 0


def test_a_letter_for_several_classes_is_told_once(cast, work):
    year = cast.classes["3B"].year_id
    db.session.add(Enrolment(pupil_id=cast.pupils["salma"].id, class_id=cast.classes["3B"].id, year_id=year,
                             is_own_class=False))  # fmt: skip
    for who in ("amina", "olena"):
        chooses(cast.people[who], Pace.AT_ONCE)
    write(cast, "3B", "6A")
    assert to(work()) == ["amina", "olena"]
    until_the_digest()
    assert to(work()).count("bart") == 1


def test_the_questions_do_not_grow_with_the_families(cast, queries):
    with queries() as asked:
        write(cast)
    assert len(asked) <= 22, asked


def test_digests_are_let_go(cast, work):
    write(cast)
    until_the_digest()
    work()
    clock.advance(seconds=timedelta(days=91).total_seconds())
    gone = {model: db.session.query(model).filter(over).count() for model, over in outbox.run_out(clock.now())}
    assert gone[Digest] > 3


def test_a_notice_on_a_phone_says_the_class_and_nothing_else(cast, work):
    bart = cast.people["bart"]
    accounts.start_session(bart, "a phone", now=clock.now())
    db.session.flush()
    a_device(bart, db.session.query(UserSession).filter_by(person_id=bart.id).one())
    outbox.choose(bart, Topic.NEWS, {Channel.PUSH})
    hear_at_once(bart)
    write(cast)
    (notice,) = work()
    assert notice.text == notice.subject == "Er is nieuws van groep 3B"
    write(cast, is_urgent=True)
    urgent = [p for p in work() if "bart" in p.to or p.device]
    assert {p.text for p in urgent if p.device} == {"Dringend nieuws van groep 3B"}
    assert not any(word in p.text for p in urgent for word in ("bos", "laarzen", "Fleur"))
