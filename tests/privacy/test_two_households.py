"""Walls between households: over made-up families no byte of one home reaches another, whatever either of them does.

A case is one generated family and one address: the family has lived in the portal (real actions), and one of its
guardians opens the address with the own things in it, the other home's or the neighbours'. Its messages, what its
teacher reads and the log are read as well. How much is looked at: WALLS_FAMILIES and WALLS_LOOKS (walls.py).
"""

import logging
from dataclasses import replace
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from portal import guards
from portal.access import RULES, To
from portal.class_group.actions import guarding
from portal.class_group.queries import circle
from portal.guards import Rule
from portal.school.models import Custody
from portal.whose import guardian
from tests.engine import an_engine
from tests.privacy.made_up import Shape, Tie, shapes
from tests.privacy.reading import a_parent, forgotten, marks_in, open_to, opened
from tests.privacy.walls import FAMILIES, LOOKS, OF_ALL, TOGETHER, Walls, every, things_of
from tests.privacy.written import WRITERS
from tests.stories import a_post

# Two guardians who live apart, with one child; they do all that there is to do, but for speaking together.
ONE = Tie(Custody.YES, True, False)
APART = Shape((("Jan", "nl", False), ("Jan", "en", False)), (0, 1, 0, 0), ((0, 1),), (ONE, ONE, ONE),
              tuple(range(1, len(WRITERS))), 0)  # fmt: skip
# Where a guardian meets what is the own home's: the search would have found another's.
OWN_PLACES = {"GET class_group.card", "GET class_group.change", "GET class_group.entry", "GET class_group.group",
              "GET contact.mine", "GET conversations.agreement", "GET conversations.cards", "GET home_context.child",
              "GET home_context.theme", "GET home_context.voice", "GET news.question", "GET recovery.talk",
              "GET taking_part.occasion", "GET today.today"}  # fmt: skip


@pytest.fixture
def walls(app, things) -> Walls:
    return Walls(app, things)


def test_no_byte_of_one_household_reaches_another(walls, stage, caplog):
    classes = -(-FAMILIES // TOGETHER) if stage.kind == "sqlite" else 2

    @settings(max_examples=classes, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip
    @given(st.lists(shapes, min_size=TOGETHER, max_size=TOGETHER))
    def families_live(made_up):
        walls.check(made_up)

    with caplog.at_level(logging.INFO):
        families_live()
    assert not walls.met, "\n".join(walls.met[:40])
    assert not marks_in(caplog.text.encode()), "the log names nobody"
    assert (
        walls.families >= classes * TOGETHER and walls.own["of one home"] and sum(walls.own.values()) > walls.families
    )
    assert LOOKS == "all" or walls.looks >= 2000 or walls.families < FAMILIES


def test_every_address_of_a_parent_is_looked_at_with_what_families_leave_there(app, walls):
    scene, (family,) = walls.live([APART])
    known = {*OF_ALL, *scene.things, *things_of(family)}
    assert not forgotten(open_to(app, a_parent()), known), (
        "Nothing in tests/privacy makes what stands in these addresses, so that nobody looks there for another home's "
        "words. Add what a family does there to WRITERS in written.py; or, if no family leaves anything there, its "
        "part to OF_ALL in walls.py."
    )


def test_an_address_that_nothing_is_made_for_is_named(app):
    rules = [rule for rule in open_to(app, a_parent()) if rule.endpoint == "conversations.cards"]
    assert forgotten(rules, {"booking"}) == []
    assert forgotten(rules, {"pupil"}) == ["/conversations/bookings/<int:booking>/cards (conversations.cards): booking"]


@pytest.mark.looks_only
def test_two_who_live_apart_and_do_all_there_is_meet_their_own_everywhere(walls):
    scene, (family,) = walls.live([APART])
    for person in family.people:
        walls.read(person, every(walls.looks_of(scene, family, family)), Random(0))
    assert not walls.met, "\n".join(walls.met)
    assert set(walls.own) >= OWN_PLACES, "the search sees what is there"


# What each of these rights opens is walled in the table alone.
@pytest.mark.looks_only
def test_without_a_wall_in_the_table_of_rights_the_search_finds_it(app, walls):
    scene, (family,) = walls.live([APART])
    looks = walls.looks_of(scene, family, family)
    unseen = []
    for to in (To.SEE_CARDS, To.SEE_AGREEMENT, To.SEE_QUESTION, To.CHANGE_BOOKING, To.SEE_RECOVERY_TALK):
        behind = [each for each in every(looks) if app.view_functions[each[0]].access is to and each[1] == "GET"]
        guards.keep_to({to: Rule(guardian)}, never_asks=frozenset())
        walls.met.clear()
        for person in family.people:
            walls.read(person, behind, Random(0))
        unseen += [] if walls.met else [to]
        guards.keep_to({to: RULES[to]}, never_asks=frozenset())
    assert not unseen


@pytest.mark.looks_only
def test_without_the_wall_in_a_group_of_a_class_the_search_finds_it(walls, monkeypatch):
    for module in (circle, guarding):
        monkeypatch.setattr(module, "walled_households", lambda _household: frozenset())
    scene, (family,) = walls.live([APART])
    looks = [each for each in every(walls.looks_of(scene, family, family)) if each[0].startswith("class_group")]
    for person in family.people:
        walls.read(person, [each for each in looks if each[1] == "GET"], Random(0))
    met = {each.split()[1] for each in walls.met}
    assert met >= {"class_group.entry", "class_group.group", "class_group.people", "class_group.reports"}


@pytest.mark.looks_only
def test_what_leaves_the_school_is_of_one_home_and_an_engine_is_given_nothing_of_any(app, walls, work, monkeypatch):
    with an_engine("libretranslate") as engine:
        has_one = {"engine": engine.kind, "engine_url": engine.url, "engine_key": "a-key", "engine_seconds": 1}
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **has_one))
        scene, (family,) = walls.live([APART])
        a_post(scene.teacher, scene.school_class, title="Naar het bos")
        numbers = {person.email: person.id for person in family.people}
        letters = [parcel for parcel in work() if parcel.to in numbers]
    for letter in letters:
        walls.note("a letter", "", numbers[letter.to], str(letter).encode())
    assert len(letters) >= 4 and walls.own["a letter"] and not walls.met, walls.met
    # What somebody writes to the parents of the class is made readable for them; nothing else is.
    for_class = {home.group_mark for home in family.homes}
    assert engine.seen and for_class >= set(marks_in("\n".join(engine.seen).encode()))
    for home in family.homes:
        (person,), (export,) = home.people, home.things["export"]
        walls.read(person, [("privacy.fetch", "GET", f"/privacy/copies/{export}/file")], Random(0))
    assert walls.own["GET privacy.fetch"] >= 2 and not walls.met, walls.met


def test_the_search_looks_into_files_and_over_the_ends_of_lines():
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("data.json", "van QZX000007Q")
    assert set(marks_in(opened(packed.getvalue(), "application/zip"))) == {"qzx000007q"}
    assert set(marks_in(opened(b"SUMMARY:Met qzx000\r\n 007q\r\n", "text/calendar"))) == {"qzx000007q"}
    assert set(marks_in(b"tel:+316800000701")) == {"qzx000007q"}
    assert marks_in(b"qzx7q") == {}
