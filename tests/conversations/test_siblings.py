"""All children of a family at once: the best times after each other, booked all or not at all."""

from datetime import UTC, datetime, timedelta
from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.conversations import actions
from portal.conversations.actions import HouseholdBusy, SlotTaken
from portal.conversations.models import Booking
from portal.conversations.rules import Time, fits, proposals
from portal.db import db, transaction
from portal.school.models import Enrolment, Guardianship, Pupil
from tests.stories import a_round

NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)
WALK = timedelta(minutes=5)


def at(minute: int, team: int, length: int = 15) -> Time:
    start = NOON + timedelta(minutes=minute)
    return Time(start, start + timedelta(minutes=length), team * 1000 + minute, team)


def stay(row) -> timedelta:
    return max(t.ends_at for t in row) - min(t.starts_at for t in row)


def test_the_shortest_stay_comes_first_with_time_to_walk():
    best = proposals([[at(0, 1), at(60, 1)], [at(15, 2), at(80, 2), at(200, 2)]], walking=WALK)[0]
    assert best == (at(60, 1), at(80, 2)), "at 15 there is no time to walk"


def test_two_children_with_the_same_team_are_back_to_back():
    assert proposals([[at(0, 1), at(15, 1)]] * 2, walking=WALK)[0] in [(at(0, 1), at(15, 1)), (at(15, 1), at(0, 1))]


def test_where_the_family_is_already_is_left_out():
    busy = [(NOON, NOON + timedelta(minutes=30))]
    assert proposals([[at(0, 1), at(40, 1)], [at(20, 2), at(60, 2)]], walking=WALK, busy=busy)[0][0] == at(40, 1)


minutes = st.lists(st.integers(0, 20).map(lambda n: n * 10), min_size=1, max_size=5, unique=True)


@given(st.lists(minutes, min_size=2, max_size=3), st.booleans())
def test_no_set_is_better_than_the_first(rows, same_team):
    wanted = [[at(m, 1 if same_team else n) for m in row] for n, row in enumerate(rows)]
    possible = [row for row in product(*wanted) if len(set(row)) == len(row) and fits(row, walking=WALK)]
    possible = [row for row in possible if stay(row) <= timedelta(hours=4)]
    found = proposals(wanted, walking=WALK)
    assert bool(found) == bool(possible)
    assert all(fits(row, walking=WALK) for row in found) and len(set(found)) == len(found)
    if possible:
        assert stay(found[0]) == min(map(stay, possible))


def test_four_children_with_sixty_times_each_are_quick():
    began = process_time()
    assert len(proposals([[at(n * 20 + team, team) for n in range(60)] for team in range(4)], walking=WALK)) == 3
    assert process_time() - began < 1


@pytest.fixture
def both(cast):
    mine = a_round(cast.people["celik"], cast.classes["3B"]), a_round(cast.people["vos"], cast.classes["6A"])
    db.session.commit()
    return mine


def test_a_family_books_the_first_proposal_in_one_press(cast, both, visit, work):
    work()
    ours, theirs = both
    amina = visit("amina")
    page = amina.get("/conversations")
    form = page.html[page.html.index('class="book-all"') :]
    pairs = [piece.partition('"')[0] for piece in form[: form.index("</form>")].split('name="time" value="')[1:]]
    assert len(pairs) == 2
    booked = amina.follow(amina.post("/conversations/all", {"time": pairs}))
    assert booked.html.count("data-booked-slot") == 2 and "book-all" not in booked.html
    assert len([p for p in work() if p.to.startswith("amina")]) == 2
    assert amina.post("/conversations/all", {"time": pairs}).status == 303, "twice is once"
    assert db.session.query(Booking).count() == 2


def test_when_one_time_is_gone_nothing_is_booked(cast, both, visit):
    ours, theirs = both
    actions.book(theirs[2], cast.pupils["danylo"], cast.people["olena"], now=clock.now())
    pairs = [f"{ours[0].id}-{cast.pupils['yusuf'].id}", f"{theirs[2].id}-{cast.pupils['salma'].id}"]
    refused = visit("amina").post("/conversations/all", {"time": pairs})
    assert refused.status == 422 and refused.alerts == 1
    assert db.session.query(Booking).count() == 1
    wanted = [(ours[0], cast.pupils["yusuf"]), (theirs[2], cast.pupils["salma"])]
    with pytest.raises(SlotTaken), transaction():
        actions.book_set(wanted, cast.people["amina"], now=clock.now())
    assert db.session.query(Booking).count() == 1


def test_a_set_that_overlaps_is_refused(cast, both):
    ours, theirs = both
    wanted = [(ours[0], cast.pupils["yusuf"]), (theirs[0], cast.pupils["salma"])]
    with pytest.raises(HouseholdBusy):
        actions.book_set(wanted, cast.people["amina"], now=clock.now())


def test_two_children_with_the_same_teacher_are_booked_after_each_other(cast, both):
    ours, _theirs = both
    twin = Pupil(first_name="Younes")
    amina = cast.people["amina"]
    year = cast.classes["3B"].year_id
    db.session.add_all([twin, Enrolment(pupil=twin, school_class=cast.classes["3B"], year_id=year)])
    db.session.add(Guardianship(pupil=twin, guardian=amina.guardian))
    db.session.flush()
    wanted = [(ours[0], cast.pupils["yusuf"]), (ours[1], twin)]
    assert len(actions.book_set(wanted, amina, now=clock.now())) == 2


def test_somebody_elses_child_or_class_does_not_exist(cast, both, visit):
    ours, theirs = both
    amina = visit("amina")
    for pairs in (
        [f"{ours[0].id}-{cast.pupils['fleur'].id}", f"{theirs[2].id}-{cast.pupils['salma'].id}"],
        [f"{ours[0].id}-{cast.pupils['salma'].id}", f"{theirs[2].id}-{cast.pupils['salma'].id}"],
        [f"{ours[0].id}-{cast.pupils['yusuf'].id}"],
        ["x", "y"],
    ):
        assert amina.post("/conversations/all", {"time": pairs}).status == 404
