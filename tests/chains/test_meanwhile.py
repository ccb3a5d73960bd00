"""What a colleague does between two looks of somebody else: a call keeps its people, a chain in use its steps."""

from collections.abc import Callable
from datetime import time

import pytest

from portal import clock
from portal.chains import actions, queries
from portal.chains.actions import drafts
from portal.chains.models import Chain, ChainResponder, ChainStep, DutyShift, HelpGroup, HelpGroupMember
from portal.chains.rules import Part, Who, WhoKind
from portal.db import db
from portal.school.models import Person
from tests.chains.conftest import ALL_WEEK, a_duty
from tests.meanwhile import Another, at_call, at_statement

TERMS = actions.Terms(wait_seconds=90, needed=2, channels=frozenset())
# What may be done with a draft, from its own page.
VERBS = {
    "throw away": lambda draft, cast: actions.throw_away(draft, cast.people["office"], now=clock.now()),
    "hours": lambda draft, cast: actions.set_chain_hours(draft, ("01234", time(8), time(12))),
    "add a step": lambda draft, cast: actions.add_step(draft),
    "change a step": lambda draft, cast: actions.change_step(draft.steps[0], TERMS),
    "move up": lambda draft, cast: actions.move_up(draft.steps[1]),
    "move down": lambda draft, cast: actions.move_down(draft.steps[0]),
    "remove a step": lambda draft, cast: actions.remove_step(draft.steps[0]),
    "one more": lambda draft, cast: actions.add_responder(draft.steps[0], Who(WhoKind.PERSON, cast.people["vos"].id)),
    "one less": lambda draft, cast: actions.remove_responder(draft.steps[0].responders[0]),
}


@pytest.fixture
def colleague(app, cast) -> Callable[[Callable[[Person], object]], Another]:
    """A colleague at another screen, who does this when it is time."""
    office = cast.people["office"].id
    return lambda deed: Another(app, lambda: deed(db.session.get_one(Person, office)))


@pytest.fixture
def meanwhile(colleague):
    """A colleague at another screen does this, and it is kept."""
    return lambda deed: colleague(deed).begin().result()


@pytest.fixture
def a_draft(cast, chain):
    """The draft of the chain in use at reception; or one for certain hours beside it."""

    def made(*, is_new: bool = False) -> Chain:
        office, now = cast.people["office"], clock.now()
        if not is_new:
            draft = actions.draft_of(chain, office, now=now)
        else:
            draft = actions.new_draft(cast.places["reception"], ("01234", time(8), time(12)), office, now=now)
            for who in ("ravi", "elif", "sam"):
                actions.add_responder(actions.add_step(draft), Who(WhoKind.PERSON, cast.people[who].id))
        db.session.commit()
        return draft

    return made


def who_are_called(cast) -> list[list[int]]:
    """By number, in each step of reception's chain."""
    steps = queries.chain_at(cast.places["reception"], now=clock.now())
    return [[each.person.id for each in step.called] for step in steps]


def put_in_use(number: int):
    return lambda office: actions.put_in_use(db.session.get_one(Chain, number), office, now=clock.now())


def test_a_call_has_its_people_while_a_draft_takes_the_place_of_its_chain(cast, a_draft, colleague):
    uses = colleague(put_in_use(a_draft().id))
    called = who_are_called(cast)
    db.session.commit()
    db.session.expunge_all()
    with at_statement("after", "chain_step", uses):
        found = who_are_called(cast)
    uses.result()
    assert len(called) > 1 and found == called


@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("verb", VERBS)
def test_what_is_in_use_by_now_is_changed_no_more(verb, is_new, cast, a_draft, meanwhile):
    draft = a_draft(is_new=is_new)
    assert len(draft.steps) > 1 and draft.steps[0].responders
    meanwhile(put_in_use(draft.id))
    with pytest.raises(actions.SomebodyWasFirst):
        VERBS[verb](draft, cast)
    db.session.rollback()
    db.session.expire_all()
    used = db.session.query(Chain).filter(Chain.in_use_since.is_not(None)).all()
    assert len(used) == 1 + is_new and all(step.responders for chain in used for step in chain.steps)


@pytest.mark.parametrize("verb", VERBS)
def test_what_is_thrown_away_by_now_is_changed_no_more(verb, cast, a_draft, meanwhile):
    draft = a_draft()
    assert len(draft.steps) > 1 and draft.steps[0].responders
    number = draft.id
    meanwhile(lambda office: actions.throw_away(db.session.get_one(Chain, number), office, now=clock.now()))
    with pytest.raises(actions.SomebodyWasFirst):
        VERBS[verb](draft, cast)
    with pytest.raises(actions.SomebodyWasFirst):
        actions.put_in_use(draft, cast.people["office"], now=clock.now())


def test_two_who_add_and_take_away_see_what_the_other_did(cast, a_draft, meanwhile):
    step = a_draft().steps[0]
    vos, taken = Who(WhoKind.PERSON, cast.people["vos"].id), step.responders[0]
    both = Who(vos.kind, vos.number, Part.WATCH_DOOR)
    draft, first, gone = step.chain_id, step.id, taken.id
    meanwhile(lambda office: actions.add_responder(db.session.get_one(ChainStep, first), vos))
    assert actions.add_responder(step, both).part is both.part, "the same line, with the other part"
    db.session.commit()
    meanwhile(lambda office: actions.remove_responder(db.session.get_one(ChainResponder, gone)))
    actions.remove_responder(taken)
    there = len(step.chain.steps)
    db.session.commit()
    meanwhile(lambda office: actions.add_step(db.session.get_one(Chain, draft)))
    assert actions.add_step(step.chain).position == there + 2


@pytest.mark.two_writers
def test_whoever_is_told_that_a_colleague_was_first_sees_how_it_is_now(office, a_draft, colleague):
    draft = a_draft()
    uses = colleague(put_in_use(draft.id))
    with at_call("before", drafts, "hold_draft", uses):
        page = office.follow(office.post(f"/office/chains/{draft.id}/discard"))
    uses.result()
    assert page.status == 200 and "A colleague was a moment earlier" in page
    assert "thrown away" not in page


def test_a_shift_and_a_group_that_two_change_at_once(cast, meanwhile):
    office, now = cast.people["office"], clock.now()
    duty = a_duty(cast, "Pleinwacht", ("ravi", ALL_WEEK, (time(8), time(17))))
    group = actions.add_group("Conciërges", [cast.people["ravi"].id], office, now=now)
    db.session.commit()
    shift, members = duty.shifts[0], [cast.people[who].id for who in ("ravi", "elif")]
    assert group.members
    one, some = shift.id, group.id
    db.session.commit()
    meanwhile(lambda by: actions.remove_shift(db.session.get_one(DutyShift, one), by, now=now))
    actions.remove_shift(shift, office, now=now)
    db.session.commit()
    meanwhile(lambda by: actions.change_group(db.session.get_one(HelpGroup, some), "Hulp", members, by, now=now))
    actions.change_group(group, "Hulp", members, office, now=now)
    db.session.commit()
    assert sorted(row.person_id for row in db.session.query(HelpGroupMember)) == sorted(members)
