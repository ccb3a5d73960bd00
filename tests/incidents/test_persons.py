"""Whom it was about: by role, in sealed words, from the school's own lists when that is needed; never elsewhere."""

import pytest

from portal import clock
from portal.db import db
from portal.incidents import actions, queries
from portal.incidents.actions import Somebody
from portal.incidents.rules import Role
from tests.conftest import rows


def test_a_parent_from_the_schools_own_list_is_known_with_child_and_household(cast, incident, visit):
    amina, yusuf = cast.people["amina"], cast.pupils["yusuf"]
    sam, address = visit("sam"), f"/incidents/{incident.id}/persons?words=amina"
    assert f'value="{yusuf.id}-{amina.guardian.id}"' in sam.get(address).html
    page = sam.follow(sam.post(address, {"role": "parent", "listed": f"{yusuf.id}-{amina.guardian.id}", "name": ""}))
    assert amina.full_name in page.text
    [one] = queries.persons_of(incident)
    assert (one.role, one.name) == (Role.PARENT, amina.full_name)
    assert (one.person_id, one.pupil_id, one.household_id) == (amina.id, yusuf.id, amina.guardian.household_id)
    assert incident.roles == ["parent"]


def test_a_visitor_has_a_name_in_words_only_and_it_is_sealed(incident, visit):
    noor, address = visit("noor"), f"/incidents/{incident.id}/persons"
    noor.post(address, {"role": "visitor", "name": "QZXJMAN Jansen"})
    assert "QZXJMAN" in noor.get(f"/incidents/{incident.id}")
    assert "QZXJMAN" not in str([rows(table) for table in ("incident", "register_entry", "audit", "pupil")])


def test_a_child_with_one_home_brings_the_household_and_one_with_two_none(cast, incident):
    for name in ("yusuf", "zofia"):
        listed = queries.Listed(cast.pupils[name])
        actions.name_person(incident, Somebody(Role.PUPIL, listed=listed), cast.people["sam"], now=clock.now())
    one, two = queries.persons_of(incident)
    assert one.household_id == cast.people["amina"].guardian.household_id and two.household_id is None
    assert one.person_id is None and two.pupil_id == cast.pupils["zofia"].id


def test_the_same_twice_is_one(incident, visit):
    noor = visit("noor")
    for _twice in range(2):
        noor.post(f"/incidents/{incident.id}/persons", {"role": "visitor", "name": "Een man"})
    assert len(queries.persons_of(incident)) == 1


def test_taken_back_it_stands_in_the_chronology_only_and_the_role_goes(incident, visit):
    noor, address = visit("noor"), f"/incidents/{incident.id}/persons"
    noor.post(address, {"role": "family", "name": "QZXJ Oom"})
    [one] = queries.persons_of(incident)
    page = noor.follow(noor.post(f"{address}/{one.number}/take-back"))
    assert queries.persons_of(incident) == [] and incident.roles == []
    assert "QZXJ Oom" not in page
    assert "QZXJ Oom" in visit("sam").get(f"/incidents/{incident.id}")
    before = rows("register_entry")
    assert noor.post(f"{address}/{one.number}/take-back").status == 303 and rows("register_entry") == before
    assert noor.post(f"{address}/1/take-back").status == 404, "that entry names nobody"
    assert list(queries.broken()) == []


@pytest.mark.parametrize("typed", [
    {"role": "visitor", "name": " "}, {"role": "", "name": "Een man"}, {"role": "colleague", "name": "Een man"},
    {"role": "visitor", "name": "x" * 121}, {"role": "parent", "listed": "999-999", "name": ""},
])  # fmt: skip
def test_what_cannot_be_is_refused_beside_the_field(typed, incident, visit):
    refused = visit("noor").post(f"/incidents/{incident.id}/persons", typed)
    assert refused.status == 422 and refused.alerts == 1
    assert queries.persons_of(incident) == []


def test_others_see_only_whom_they_named_and_find_only_whom_they_teach(cast, incident, visit):
    name = Somebody(Role.PARENT, "QZXJ Moeder")
    actions.name_person(incident, name, cast.people["head"], now=clock.now())
    db.session.commit()
    [one] = queries.persons_of(incident)
    noor, address = visit("noor"), f"/incidents/{incident.id}/persons"
    assert "QZXJ Moeder" not in noor.get(address) and "QZXJ Moeder" not in noor.get(f"/incidents/{incident.id}")
    assert noor.post(f"{address}/{one.number}/take-back").status == 404
    assert noor.get(f"{address}?words=amina").html.count('name="listed"') == 0
    assert [each.pupil.first_name for each in queries.listed_for(cast.people["celik"], "yusuf")][:1] == ["Yusuf"]


@pytest.mark.parametrize("who, status", [("vos", 404), ("office", 404), ("amina", 403)])
def test_nobody_else_names_or_searches(who, status, incident, visit):
    visitor, address = visit(who), f"/incidents/{incident.id}/persons"
    assert visitor.get(f"{address}?words=amina").status == status
    assert visitor.post(address, {"role": "visitor", "name": "Ik"}).status == status


def test_without_the_key_nobody_is_named_any_more(cast, incident):
    actions.name_person(incident, Somebody(Role.VISITOR, "Een man"), cast.people["sam"], now=clock.now())
    db.session.delete(incident.identity_key)
    db.session.commit()
    db.session.expire_all()
    assert queries.persons_of(incident) == []
