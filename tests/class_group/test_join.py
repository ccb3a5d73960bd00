"""A parent joins by an own choice, shows field by field, takes a field back, and leaves with everything."""

import pytest

from portal.class_group.models import Entry, Member
from portal.db import db
from tests.conftest import rows

FILLED = {
    "first_name": "y", "languages": ["ar", "nl"], "other_languages": "Tamazight", "phone": "06 12345678",
    "email": "us@home.example", "near": "near the park", "about": "We love <b>birds</b>.",
}  # fmt: skip


def test_nobody_is_in_a_group_until_they_choose_so(cast, visit, group_of):
    page = visit("amina").get(group_of)
    assert "Join the group" in page and "nobody sees anything of you" in page
    assert db.session.query(Member).count() == 0


def test_who_joined_shows_nothing_yet(visit, group_of, join):
    join("bart")
    amina = visit("amina")
    assert "choose below what you want to show" in amina.follow(amina.post(f"{group_of}/join"))
    page = visit("bart").get(f"{group_of}/people")
    assert "A parent" in page and "Amina" not in page and "Yusuf" not in page


def test_joining_twice_is_once(visit, group_of):
    amina = visit("amina")
    assert [amina.post(f"{group_of}/join").status for _press in range(2)] == [303, 303]
    assert db.session.query(Member).count() == 1


def test_others_see_what_is_ticked_and_filled_in(cast, visit, group_of, join):
    join("bart")
    amina = visit("amina")
    amina.post(f"{group_of}/join")
    assert amina.post(f"{group_of}/card", FILLED | {"children": [cast.pupils["yusuf"].id]}).status == 303
    page = visit("bart").get(f"{group_of}/people")
    for shown in ("Amina", "Yusuf", "Arabic", "Tamazight", "06 12345678", "us@home.example", "near the park"):
        assert shown in page, shown
    assert "We love <b>birds</b>." in page, "what was written is words, never markup"
    assert cast.people["amina"].last_name not in page


@pytest.mark.parametrize("field, gone", [
    ("first_name", "Amina"), ("languages", "Arabic"), ("other_languages", "Tamazight"), ("phone", "06 12345678"),
    ("email", "us@home.example"), ("near", "near the park"), ("about", "birds"),
])  # fmt: skip
def test_each_field_is_taken_back_by_itself(field, gone, visit, group_of, join):
    join("bart")
    amina = visit("amina")
    amina.post(f"{group_of}/join")
    amina.post(f"{group_of}/card", FILLED)
    amina.post(f"{group_of}/card", {name: value for name, value in FILLED.items() if name != field})
    bart = visit("bart").get(f"{group_of}/people")
    assert gone not in bart
    assert all(rest in bart for rest in ("Tamazight", "near the park") if rest != gone)


def test_a_card_is_sealed(visit, group_of):
    amina = visit("amina")
    amina.post(f"{group_of}/join")
    amina.post(f"{group_of}/card", FILLED)
    kept = str(rows("group_member")) + str(rows("group_entry"))
    assert not [word for word in ("12345678", "us@home", "near the park", "birds") if word in kept]


@pytest.mark.parametrize("field, typed", [("phone", "call me"), ("email", "not an address"), ("near", "x" * 81)])
def test_what_cannot_be_right_is_refused_and_stays_on_the_form(field, typed, visit, group_of, join):
    join("amina")
    page = visit("amina").post(f"{group_of}/card", {field: typed})
    assert page.status == 422 and page.alerts == 1 and typed in page.html


def test_a_child_of_somebody_else_cannot_be_shown(cast, visit, group_of, join):
    join("amina")
    assert visit("amina").post(f"{group_of}/card", {"children": [cast.pupils["fleur"].id]}).status == 422


def test_leaving_takes_everything_along_at_once(visit, group_of, join, write):
    amina, bart = join("amina", phone="06 12345678", words="Hello"), join("bart")
    write(amina, "A lift to swimming?")
    post = write(bart, "Who helps?")
    visit("amina").post(f"/class-group/entries/{post.id}/answer", {"text": "I can."})
    visitor = visit("amina")
    assert "is gone" in visitor.follow(visitor.post(f"{group_of}/leave"))
    assert db.session.query(Member).count() == 1 and db.session.query(Entry).count() == 2
    reader = visit("bart")
    for page in (reader.get(group_of), reader.get(f"{group_of}/people"), reader.get(f"/class-group/entries/{post.id}")):
        assert not [word for word in ("Amina", "swimming", "I can.", "12345678") if word in page]
    assert "Join the group" in visitor.get(group_of)


@pytest.mark.parametrize("who, status", [("olena", 404), ("vos", 404), ("noor", 403), ("head", 403), ("office", 403)])
def test_nobody_else_opens_it(who, status, visit, group_of, join):
    join("amina")
    assert visit(who).get(group_of).status == status
    assert visit(who).get(f"{group_of}/people").status in (403, 404)


def test_who_did_not_join_reads_and_writes_nothing(visit, group_of, join, write):
    post = write(join("amina"))
    bart = visit("bart")
    assert bart.get(f"{group_of}/people").status == 404
    assert bart.get(f"/class-group/entries/{post.id}").status == 404
    assert bart.post(f"{group_of}/write/help", {"text": "Hello"}).status == 404
    assert "Who comes to play?" not in bart.get(group_of)


def test_the_kiosk_shows_nothing_of_it(app, visit, group_of, join):
    join("amina")
    assert visit().get(group_of).location.startswith("/sign-in")
