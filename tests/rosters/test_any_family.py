"""Whatever the files say of any family: households of a child stay apart, and the same file changes nothing twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.rosters.rules import Draft, planned
from portal.rosters.rules.deeds import number_or_name
from portal.rosters.rules.households import rows_of_homes
from portal.rosters.rules.known import Known, KnownPerson, KnownPupil, KnownTie
from portal.rosters.rules.roster import Roster, RosterGuardian, RosterPupil, RosterTie

CHILDREN, PARENTS = ("c1", "c2", "c3"), ("p1", "p2", "p3", "p4")
marks = st.dictionaries(st.sampled_from(CHILDREN), st.sampled_from(["A", "B", ""]), min_size=1)
families = st.dictionaries(st.sampled_from(PARENTS), marks, min_size=1)
homes = st.dictionaries(st.sampled_from(PARENTS), st.integers(1, 3))


def people(family: dict[str, dict[str, str]]) -> list[RosterGuardian]:
    return [
        RosterGuardian(key, key.upper(), "", "Olm", email=f"{key}@home.example",
                       ties=tuple(RosterTie(child, household=mark) for child, mark in ties.items()))
        for key, ties in family.items()
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(families, homes)
def test_two_whom_the_file_puts_apart_for_a_child_never_share_a_household(family, now_in):
    now_in = {key: number for key, number in now_in.items() if key in family}
    rows, _contradictions = rows_of_homes(people(family), now_in)
    assert set(rows) == set(family)
    for child in CHILDREN:
        marked = {key: ties[child] for key, ties in family.items() if ties.get(child)}
        for one, mark in marked.items():
            for other, other_mark in marked.items():
                if mark != other_mark:
                    assert number_or_name(rows[one]) != number_or_name(rows[other])


@settings(max_examples=200, deadline=None)
@given(families, homes)
def test_households_that_are_two_never_become_one(family, now_in):
    now_in = {key: number for key, number in now_in.items() if key in family}
    rows, _contradictions = rows_of_homes(people(family), now_in)
    for one, number in now_in.items():
        for other, other_number in now_in.items():
            if number != other_number:
                assert number_or_name(rows[one]) != number_or_name(rows[other])


@settings(max_examples=150, deadline=None)
@given(families, homes, st.sets(st.tuples(st.sampled_from(PARENTS), st.sampled_from(CHILDREN))))
def test_a_file_opens_no_door_that_is_closed(family, now_in, closed):
    known = _known(now_in, closed)
    roster = Roster("", "2026-2027", pupils=[RosterPupil(key, key, "", "Olm", "", None) for key in CHILDREN])
    roster.guardians, roster.carries = people(family), ("pupil", "guardian")
    plan = planned(roster, known)
    is_closed = {tie.person_id for tie in known.ties}, {tie.pupil_id for tie in known.ties}
    for deed in plan.all_deeds():
        if deed["table"] == "guardianship":
            assert "has_access" not in deed.get("old", {}), "an import never changes who has access"
            if deed["do"] == "add" and deed["new"]["has_access"]:
                assert deed["new"]["pupil_id"] not in is_closed[1] and deed["new"]["guardian_id"] not in is_closed[0]


def _known(now_in: dict[str, int], closed: set[tuple[str, str]]) -> Known:
    known = Known(year_id=1, current_year="2026-2027")
    known.pupils = [KnownPupil(n, key, "", "Olm", None, key, False) for n, key in enumerate(CHILDREN, 1)]
    known.people = [
        KnownPerson(n, key.upper(), "", "Olm", f"{key}@home.example", "nl", None, False, guardian_id=n,
                    household_id=now_in.get(key, 10 + n))
        for n, key in enumerate(PARENTS, 1)
    ]  # fmt: skip
    numbers = {key: n for n, key in enumerate(PARENTS, 1)}
    known.ties = [
        KnownTie(n, CHILDREN.index(child) + 1, numbers[who], "parent", "unknown", False, False)
        for n, (who, child) in enumerate(sorted(closed), 1)
    ]
    return known


def test_a_plan_is_the_same_for_the_same_school():
    known = _known({}, set())
    roster = Roster("", "2026-2027", pupils=[RosterPupil("c1", "c1", "", "Olm", "", None)])
    assert planned(roster, known).as_json() == planned(Roster.from_json(roster.as_json()), known).as_json()
    assert Draft(roster, known).year == 1
