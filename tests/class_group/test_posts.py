"""What parents ask and offer each other: five kinds, short answers, changing and taking back one's own."""

from datetime import timedelta

import pytest
from sqlalchemy import event as happening

from portal import clock, i18n
from portal.class_group import actions
from portal.class_group.models import Entry
from portal.class_group.rules import POSTS, Kind
from portal.db import db
from tests.conftest import rows

TOMORROW = {"on_day": "", "text": "Picnic in the park", "place": "At the pond", "places": "3", "from_time": "14:30"}
NAUGHTY = "‮<script>alert(1)</script>\x00 ' OR 1=1 -- {{ 7*7 }} 🎈"


def in_days(days: int) -> str:
    return (i18n.local_date(clock.now()) + timedelta(days=days)).isoformat()


@pytest.mark.parametrize("kind", POSTS)
def test_a_post_of_each_kind_is_read_by_the_others(kind, visit, group_of, join):
    join("amina")
    join("bart")
    amina = visit("amina")
    assert amina.get(f"{group_of}/write/{kind}").status == 200
    sent = amina.post(f"{group_of}/write/{kind}", TOMORROW | {"on_day": in_days(1)})
    assert "It is on the page" in amina.follow(sent)
    page = visit("bart").get(group_of)
    assert "Picnic in the park" in page and "Amina" in page
    assert ("At the pond" in page) == ("14:30" in page) == (kind is not Kind.QUESTION)
    assert "Picnic" not in str(rows("group_entry")) and "pond" not in str(rows("group_entry")), "it is sealed"


@pytest.mark.parametrize("more", [{"text": ""}, {"text": "x" * 801}, {"on_day": ""}, {"places": ""}, {"places": "0"},
                                  {"places": "many"}, {"places": "61"}, {"on_day": "2020-01-01"}])  # fmt: skip
def test_what_an_event_lacks_is_said_beside_the_field(more, visit, group_of, join):
    join("amina")
    page = visit("amina").post(f"{group_of}/write/event", TOMORROW | {"on_day": in_days(1)} | more)
    assert page.status == 422 and page.alerts == 1
    assert db.session.query(Entry).filter_by(kind=Kind.EVENT).count() == 0


@pytest.mark.parametrize("kind", ["answer", "card", "complaint"])
def test_there_is_no_other_kind_and_no_channel_for_complaints(kind, visit, group_of, join):
    join("amina")
    assert visit("amina").post(f"{group_of}/write/{kind}", {"text": "Hello"}).status == 404
    page = visit("amina").get(f"{group_of}/write/question")
    assert "Worried about something at school?" in page and "Ask the teachers" in page


def test_what_is_naughty_is_only_words(visit, group_of, join):
    join("amina")
    visit("amina").post(f"{group_of}/write/question", {"text": NAUGHTY})
    page = visit("amina").get(group_of)
    assert "<script>alert" not in page.html and "{{ 7*7 }}" in page


def test_a_short_answer_reaches_who_asked(cast, visit, group_of, join, write, work):
    post = write(join("bart"), "Who helps?", Kind.HELP)
    join("amina")
    amina = visit("amina")
    assert amina.post(f"/class-group/entries/{post.id}/answer", {"text": ""}).status == 422
    page = amina.follow(amina.post(f"/class-group/entries/{post.id}/answer", {"text": "I can help."}))
    assert "I can help." in page
    assert "1 answer" in visit("bart").get(group_of)
    told = [each for each in work() if each.to == cast.people["bart"].email]
    assert any("Something for you" in each.subject for each in told)
    assert not [each for each in told if "help" in each.text + each.subject], "no content leaves the portal"


def test_ones_own_is_changed_taken_back_and_put_back(visit, group_of, join, write):
    join("amina")
    post = write(join("bart"), "Who helps?", Kind.HELP)
    bart, address = visit("bart"), f"/class-group/entries/{post.id}"
    assert "Who helps?" in bart.get(f"{address}/change")
    bart.post(f"{address}/change", {"text": "Who helps on Monday?"})
    assert "Who helps on Monday?" in visit("amina").get(address) and "changed" in visit("amina").get(address)
    page = bart.follow(bart.post(f"{address}/take-back"))
    assert "It is off the page" in page and "Undo" in page
    assert visit("amina").get(address).status == 404 and "Monday" not in visit("amina").get(group_of)
    assert bart.post(f"{address}/change", {"text": "Again"}).status == 404
    bart.post(f"{address}/bring-back")
    assert "Monday" in visit("amina").get(group_of)


def test_nobody_changes_what_is_not_theirs(visit, join, write):
    join("amina")
    post = write(join("bart"))
    for deed in ("change", "take-back", "bring-back"):
        assert visit("amina").post(f"/class-group/entries/{post.id}/{deed}", {"text": "Mine"}).status == 404
    assert post.text == "Who comes to play?" and post.taken_back_at is None


def test_an_answer_is_changed_too(visit, join, write):
    post, amina = write(join("bart")), join("amina")
    answer = actions.answer(post, amina, "We do", now=clock.now())
    db.session.commit()
    visit("amina").post(f"/class-group/entries/{answer.id}/change", {"text": "We come at four"})
    assert "We come at four" in visit("bart").get(f"/class-group/entries/{post.id}")
    assert visit("bart").post(f"/class-group/entries/{answer.id}/answer", {"text": "To an answer"}).status == 404


def test_who_is_muted_is_read_no_more_and_does_not_hear_of_it(visit, group_of, join, write):
    bart = join("bart")
    join("amina")
    post = write(bart)
    amina = visit("amina")
    amina.post(f"/class-group/members/{bart.id}/mute")
    assert "Who comes" not in amina.get(group_of) and amina.get(f"/class-group/entries/{post.id}").status == 404
    assert "Of whom you read nothing" in amina.get(f"{group_of}/people")
    assert "Amina" in visit("bart").get(f"{group_of}/people")
    amina.post(f"/class-group/members/{bart.id}/unmute")
    assert "Who comes" in amina.get(group_of)


def test_who_writes_far_too_much_waits_and_keeps_what_was_typed(visit, group_of, join):
    join("amina")
    amina = visit("amina")
    for number in range(10):
        assert amina.post(f"{group_of}/write/question", {"text": f"Question {number}"}).status == 303
    page = amina.post(f"{group_of}/write/question", {"text": "One more"})
    assert page.status == 422 and "Wait an hour" in page and "One more" in page.html
    clock.advance(hours=2)
    assert amina.post(f"{group_of}/write/question", {"text": "One more"}).status == 303


def questions_asked(visitor, path: str) -> int:
    asked: list[str] = []

    def note(*about) -> None:
        asked.append(about[2])

    happening.listen(db.engine, "before_cursor_execute", note)
    assert visitor.get(path).status == 200
    happening.remove(db.engine, "before_cursor_execute", note)
    return len([each for each in asked if each.lstrip().upper().startswith("SELECT")])


@pytest.mark.looks_only
def test_a_page_of_thirty_posts_asks_no_more_than_one_of_three(visit, group_of, join, write):
    members = [join(who) for who in ("bart", "dana")]
    reader = visit("amina")
    join("amina")

    def fill(number: int) -> None:
        for each in range(number):
            post = write(members[each % 2], f"Post {each}", Kind.EVENT, places=4)
            actions.answer(post, members[(each + 1) % 2], "Yes", now=clock.now())
            actions.sign_up(post, members[(each + 1) % 2])
        db.session.commit()

    fill(3)
    reader.get(group_of)
    few = questions_asked(reader, group_of)
    fill(30)
    reader.get(group_of)
    many = questions_asked(reader, group_of)
    assert many == few and many <= 17, (few, many)
    page = reader.get(group_of)
    assert "Older messages" in page and "Post 29" in page and "Post 2 " not in page.text[:200]
