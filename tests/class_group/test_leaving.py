"""A group lives as long as its school year, and a member in it as long as their child."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.class_group import actions, queries
from portal.class_group.actions import coming
from portal.class_group.models import Entry, EntryVersion, Host, Member, Pair, Report, Seat
from portal.class_group.rules import ERASED_AFTER, Kind, Reason
from portal.db import Base, db
from portal.privacy.actions import erasing
from portal.school.models import Enrolment, Guardianship


def move_year(cast, days: int) -> None:
    """The school year ends so many days from now."""
    cast.classes["3B"].year.ends_on = i18n.local_date(clock.now()) + timedelta(days=days)
    db.session.commit()


def test_the_page_says_when_it_closes(cast, visit, group_of, join):
    join("amina")
    move_year(cast, 60)
    assert "is erased" not in visit("amina").get(group_of)
    move_year(cast, 20)
    assert "This group closes after" in visit("amina").get(group_of)


def test_after_the_year_it_is_only_read(cast, visit, group_of, join, write):
    post = write(join("bart"))
    join("amina", phone="06 12345678")
    move_year(cast, -1)
    amina, bart = visit("amina"), visit("bart")
    page = amina.get(group_of)
    assert "This school year is over" in page and "Who comes to play?" in page and "/write/" not in page.html
    assert amina.post(f"{group_of}/write/help", {"text": "Hello"}).status == 404
    assert amina.post(f"/class-group/entries/{post.id}/answer", {"text": "Hello"}).status == 404
    assert "12345678" in bart.get(f"{group_of}/people")
    assert visit("dana").get(group_of).status == 404 and visit("dana").post(f"{group_of}/join").status == 404
    assert amina.post(f"{group_of}/leave").status == 303, "leaving is always possible"


def test_shortly_after_the_year_all_of_it_is_erased(cast, visit, group_of, join, write, host, work):
    amina, bart = host("amina"), join("bart")
    event = write(bart, "Picnic", Kind.EVENT, places=2)
    actions.sign_up(event, amina)
    actions.report(event, amina, Reason.OTHER, "", now=clock.now())
    move_year(cast, 0)
    clock.advance(days=ERASED_AFTER.days - 1)
    work()
    assert db.session.query(Member).count() == 2
    clock.advance(days=2)
    assert visit("amina").get(group_of).status == 404
    work()
    left = {table.name: db.session.query(table).count() for table in Base.metadata.sorted_tables
            if table.name.startswith("group_")}  # fmt: skip
    assert len(left) == 10 and set(left.values()) == {0}, left


def test_a_child_who_leaves_the_class_ends_it_at_once_and_erases_it_soon(cast, visit, group_of, join, write, work):
    write(join("bart", words="Hello from Bart"))
    join("amina")
    db.session.query(Enrolment).filter_by(pupil_id=cast.pupils["fleur"].id).delete()
    db.session.commit()
    amina = visit("amina")
    assert "Bart" not in amina.get(f"{group_of}/people") and "Who comes" not in amina.get(group_of)
    assert visit("bart").get(group_of).status == 404
    clock.advance(minutes=11)
    work()
    assert db.session.query(Member).count() == 1 and db.session.query(Entry).count() == 1


def test_access_that_is_taken_away_ends_it_at_once(cast, visit, group_of, join):
    join("dana")
    guardian = cast.people["dana"].guardian
    db.session.query(Guardianship).filter_by(guardian_id=guardian.id).update({"has_access": False})
    db.session.commit()
    assert visit("dana").get(group_of).status == 404
    assert queries.member_of(cast.people["dana"], cast.classes["3B"].id) is None


def test_what_was_taken_back_is_erased_after_a_week(join, write, work):
    actions.take_back(write(join("bart")), now=clock.now())
    db.session.commit()
    clock.advance(days=8)
    work()
    assert db.session.query(Entry).filter_by(kind=Kind.PLAYDATE).count() == 0


def test_erasing_a_guardian_takes_all_of_it_along(cast, join, write, host):
    bart, amina = join("bart", words="Hello"), host("amina")
    event = write(bart, "Picnic", Kind.EVENT, places=2)
    actions.sign_up(event, amina)
    actions.answer(event, amina, "We come", now=clock.now())
    actions.report(event, amina, Reason.OTHER, "", now=clock.now())
    db.session.commit()
    assert cast.people["bart"].guardian
    erasing.erase_guardian(cast.people["bart"].guardian.id, clock.now())
    db.session.commit()
    assert [member.id for member in db.session.query(Member)] == [amina.id]
    assert {entry.member_id for entry in db.session.query(Entry)} == {amina.id}
    assert [db.session.query(each).count() for each in (Seat, Report, Pair, EntryVersion, Host)] == [0, 0, 0, 0, 1]


def test_a_copy_for_the_family_holds_the_own_card_and_words_and_nobody_elses(cast, join, write):
    bart, amina = join("bart", phone="06 12345678", words="Hello"), join("amina", phone="06 87654321")
    post = write(bart, "Who helps?", Kind.HELP)
    actions.answer(post, amina, "Amina can", now=clock.now())
    copy = str(queries.exported_of(cast.people["bart"]))
    assert all(words in copy for words in ("12345678", "Hello", "Who helps?"))
    assert "87654321" not in copy and "Amina" not in copy


@pytest.mark.parametrize("deed", ["come", "stay-away"])
def test_whoever_comes_to_what_goes_at_that_moment_is_told_that_it_is_gone(
    deed, cast, visit, group_of, join, write, monkeypatch
):
    author = join("bart")
    event = write(author, "A walk.", Kind.EVENT, on_day=i18n.local_date(clock.now()) + timedelta(days=2), places=1)
    join("amina")
    hold = coming.hold

    def a_moment_later(entry: Entry) -> None:
        actions.leave(author, now=clock.now())
        monkeypatch.setattr(coming, "hold", hold)
        hold(entry)

    monkeypatch.setattr(coming, "hold", a_moment_later)
    assert visit("amina").post(f"/class-group/entries/{event.id}/{deed}").status == 404
