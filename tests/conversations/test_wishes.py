"""A family says when it can: once for all its children, on one page, until the day of the round."""

from datetime import timedelta

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import Round, RoundClass, WishSet
from portal.conversations.rules import Interpreter, Planning
from portal.conversations.rules.wishes import Mood
from portal.db import db
from tests.stories import a_round


@pytest.fixture
def asked(cast) -> Round:
    """A round of 3B and 6A, for which families say when they can."""
    first = a_round(cast.people["celik"], cast.classes["3B"])[0].round
    second = a_round(cast.people["vos"], cast.classes["6A"])
    for slot in second:
        slot.round_id = first.id
    db.session.query(RoundClass).filter_by(class_id=cast.classes["6A"].id).update({"round_id": first.id})
    first.planning, first.wishes_until = Planning.WISHES, clock.now() + timedelta(days=2)
    db.session.commit()
    return first


def asked_of(cast, who: str):
    (asking,) = queries.wishes_asked_of(cast.people[who], now=clock.now())
    return asking


def address(cast, who: str) -> str:
    return f"/conversations/wishes/{asked_of(cast, who).row.id}"


def test_one_page_asks_for_all_children_once(asked, cast, visit):
    page = visit("amina").get("/conversations/wishes")
    assert page.status == 303 and page.location.endswith(address(cast, "amina"))
    asking = asked_of(cast, "amina")
    assert {pupil.first_name for pupil in asking.children} == {"Yusuf", "Salma"} and len(asking.parts) == 2


def test_what_is_said_is_kept_and_can_be_changed(asked, cast, visit):
    early, late = asked_of(cast, "bart").parts
    bart = visit("bart")
    bart.get(address(cast, "bart"))
    for fields, said in (
        ({early.key: "can", late.key: "rather"}, {early.key: Mood.CAN, late.key: Mood.RATHER}),
        ({early.key: "rather"}, {early.key: Mood.RATHER}),
    ):
        assert bart.post(address(cast, "bart"), fields | {"interpreter": "none"}).status == 303
        db.session.expire_all()
        assert asked_of(cast, "bart").said() == said
    assert db.session.query(WishSet).count() == 1


def test_an_interpreter_is_asked_for_with_its_language(asked, cast, visit):
    early = asked_of(cast, "amina").parts[0]
    amina = visit("amina")
    amina.get(address(cast, "amina"))
    refused = amina.post(address(cast, "amina"), {early.key: "can", "interpreter": "school", "language": ""})
    assert refused.status == 422
    amina.post(address(cast, "amina"), {early.key: "can", "interpreter": "school", "language": "Arabisch"})
    given = db.session.query(WishSet).one()
    assert (given.interpreter, given.interpreter_language) == (Interpreter.SCHOOL, "Arabisch")


def test_who_can_never_come_is_told_to_call(asked, cast, visit):
    bart = visit("bart")
    bart.get(address(cast, "bart"))
    assert bart.post(address(cast, "bart"), {"interpreter": "none"}).status == 422
    assert db.session.query(WishSet).count() == 0


def test_after_the_day_nothing_is_changed_any_more(asked, cast, visit):
    early = asked_of(cast, "bart").parts[0]
    asked.wishes_until = clock.now() - timedelta(minutes=1)
    db.session.commit()
    bart = visit("bart")
    assert "wish-form" not in bart.get(address(cast, "bart")).html
    refused = bart.post(address(cast, "bart"), {early.key: "can", "interpreter": "none"})
    assert refused.status == 422 and db.session.query(WishSet).count() == 0


def test_another_household_sees_nothing_of_it(asked, cast, visit):
    early = asked_of(cast, "dana").parts[0]
    actions.wish(asked, cast.people["dana"], {(early.day, early.part): Mood.CAN}, now=clock.now())
    db.session.commit()
    assert asked_of(cast, "pawel").given is None
    assert {h.id for h in queries.without_answer(asked.id)} & {cast.people["dana"].guardian.household_id} == set()


def test_a_child_in_another_class_opens_nothing(asked, cast, visit):
    assert visit("olena").get(address(cast, "bart")).status == 404


def test_only_who_did_not_answer_is_asked(asked, cast):
    early = asked_of(cast, "bart").parts[0]
    before = actions.ask_families(asked, cast.people["head"], now=clock.now())
    actions.wish(asked, cast.people["bart"], {(early.day, early.part): Mood.CAN}, now=clock.now())
    assert actions.ask_families(asked, cast.people["head"], now=clock.now()) == before - 1


def test_an_interpreter_is_not_asked_for_too_late_and_what_was_asked_stays(asked, cast, visit):
    early = asked_of(cast, "amina").parts[0]
    amina, bart = visit("amina"), visit("bart")
    fields = {early.key: "can", "interpreter": "school", "language": "Arabisch"}
    assert amina.post(address(cast, "amina"), fields).status == 303
    asked.interpreter_until = clock.now()
    db.session.commit()
    assert amina.post(address(cast, "amina"), fields | {early.key: "rather"}).status == 303, "as it was"
    assert amina.post(address(cast, "amina"), fields | {"interpreter": "phone"}).status == 422
    page = bart.get(address(cast, "bart"))
    assert "te laat om hier een tolk" in page and 'value="school"' not in page.html
    refused = bart.post(address(cast, "bart"), fields)
    assert refused.status == 422 and "te laat om hier een tolk" in refused and refused.alerts == 1
    assert queries.wishes_of(asked.id, cast.people["bart"].guardian.household_id) is None
    assert bart.post(address(cast, "bart"), {early.key: "can", "interpreter": "none"}).status == 303
    assert amina.post(address(cast, "amina"), fields | {"interpreter": "none"}).status == 303, "taking it back is fine"
