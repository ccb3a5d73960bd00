"""Whom a guardian of a file means: an address anywhere, a phone number or a name only among the child's own."""

from datetime import UTC, datetime

import pytest

from portal import clock
from portal.accounts import actions as accounts
from portal.db import db
from portal.school.models import Custody, Guardian, Guardianship, Household, Person, Pupil, Role, StaffRole
from tests.rosters.conftest import contents
from tests.rosters.sheets import child, parent, sheet

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def bring(command, tmp_path, empty):
    """Bring these rows in: `bring(child(...), child(...))`."""

    def run(*rows: dict):
        (tmp_path / "list.csv").write_bytes(sheet(*rows))
        return command("import-roster", tmp_path / "list.csv")

    return run


def children() -> dict[str, list[str]]:
    """By guardian, with the number of the person, the children."""
    found: dict[str, list[str]] = {}
    for row in db.session.query(Guardianship).order_by(Guardianship.pupil_id, Guardianship.id):
        found.setdefault(row.guardian.person.full_name, []).append(row.pupil.first_name)
    return found


def person(first_name: str) -> Person:
    return db.session.query(Person).filter_by(first_name=first_name).one()


def tie(first_name: str = "Mila") -> Guardianship:
    return next(row for row in db.session.query(Guardianship) if row.guardian.person.first_name == first_name)


def mila(**more: str) -> dict[str, str]:
    return parent("Mila Appel", **more)


def test_one_address_is_one_person_for_all_children_whatever_the_name(bring):
    bring(
        child("Ada Appel", "3A", mila(email="mila@home.example")),
        child("Bo Appel", "6B", parent("M. Appel-Den", email="MILA@home.example")),
    )
    assert children() == {"Mila Appel": ["Ada", "Bo"]}
    assert bring(child("Cas Appel", "1A", parent("Mila A", email="mila@home.example"))).counts["added"] == 2
    assert len(children()) == 1, "a class and a pupil came, and no person"


def test_a_name_and_a_number_in_one_file_are_one_person_without_an_address(bring):
    bring(child("Ada Appel", "3A", mila(mobile="06 12345678")), child("Bo Appel", "6B", mila(mobile="+31612345678")))
    assert children() == {"Mila Appel": ["Ada", "Bo"]}


@pytest.mark.parametrize("more", [{}, {"mobile": "06 12345678"}])
def test_a_name_alone_or_a_number_alone_is_nobody_elsewhere(more, bring):
    other = mila() if not more else parent("Nel Tak", **more)
    bring(child("Ada Appel", "3A", mila(**more)), child("Bo Berk", "6B", other))
    assert db.session.query(Person).count() == 2
    bring(child("Ada Appel", "3A", mila(**more)), child("Bo Berk", "6B", other), child("Cas Den", "6B", mila()))
    assert db.session.query(Person).count() == 3


def test_among_the_childs_own_a_name_is_enough_and_the_rest_is_changed(bring):
    bring(child("Ada Appel", "3A", mila(email="old@home.example")))
    outcome = bring(child("Ada Appel", "3A", parent("mila Áppel", email="new@home.example", mobile="0612345678")))
    assert outcome.changes == (0, 1, 0)
    assert (person("mila").email, person("mila").phone) == ("new@home.example", "+31612345678")


def test_among_the_childs_own_a_number_is_enough_however_it_is_written(bring):
    bring(child("Ada Appel", "3A", mila(mobile="06-12345678")))
    before = person("Mila").id
    assert bring(child("Ada Appel", "3A", parent("M. Appel-Den", mobile="0031 6 12345678"))).changes == (0, 1, 0)
    assert person("M.").id == before


def test_a_number_that_partners_share_does_not_turn_one_into_the_other(bring):
    bring(child("Ada Appel", "3A", mila(mobile="030 2345678")))
    assert bring(child("Ada Appel", "3A", parent("Daan Appel", mobile="030 2345678"))).changes == (1, 0, 1)
    assert children() == {"Mila Appel": ["Ada"], "Daan Appel": ["Ada"]}


def test_two_with_one_name_stay_two_however_often_the_list_comes(bring):
    rows = child("Ada Appel", "3A", parent("Jan Dam", mobile="0612345678"), parent("Jan Dam", mobile="0687654321"))
    bring(rows)
    assert bring(rows).changes == (0, 0, 0)
    without = child("Ada Appel", "3A", parent("Jan Dam"), parent("Jan Dam"))
    assert bring(without).changes == (0, 0, 0) and db.session.query(Person).count() == 2


def test_an_address_that_two_guardians_of_a_child_share_is_neithers(bring):
    rows = child("Ada Appel", "3A", mila(email="wij@home.example"), parent("Daan Dam", email="wij@home.example"))
    bring(rows)
    assert {each.email for each in db.session.query(Person)} == {None} and len(children()) == 2
    assert bring(rows).changes == (0, 0, 0)


def test_an_address_that_is_somebody_elses_stays_theirs(bring):
    bring(child("Ada Appel", "3A", mila(email="a@home.example"), parent("Daan Dam", email="b@home.example")))
    swapped = child("Ada Appel", "3A", mila(email="b@home.example"), parent("Daan Dam", email="a@home.example"))
    assert bring(swapped).status == 0
    assert db.session.query(Person).count() == 2


def test_staff_who_are_a_parent_keep_their_name_address_and_account(bring):
    db.session.add(Person(first_name="Eef", last_name="Els", email="eef@school.example",
                          staff_roles=[StaffRole(role=Role.TEACHER)]))  # fmt: skip
    bring(child("Ada Els", "3A", parent("Evelien van Els", email="eef@school.example")))
    assert children() == {"Eef Els": ["Ada"]} and person("Eef").roles == {Role.TEACHER}


def test_what_a_person_chose_and_proved_stays(bring):
    said = {"email": "mila@home.example", "mobile": "0612345678", "language": "en"}
    bring(child("Ada Appel", "3A", mila(**said)))
    person("Mila").email_verified_at = person("Mila").phone_verified_at = LONG_AGO
    person("Mila").language = "ar"
    before = contents()
    more = said | {"email": "other@home.example", "mobile": "0687654321"}
    assert bring(child("Ada Appel", "3A", mila(**more) | {"reads easily": "no"})).changes == (0, 0, 0)
    assert contents() == before


def test_whoever_has_been_in_keeps_the_language_and_whoever_has_not_gets_the_right_one(bring):
    bring(child("Ada Appel", "3A", mila(language="en", email="m@home.example")))
    assert bring(child("Ada Appel", "3A", mila(language="ar", email="m@home.example"))).changes == (0, 1, 0)
    accounts.start_session(person("Mila"), "a phone", now=clock.now())
    assert bring(child("Ada Appel", "3A", mila(language="nl", email="m@home.example"))).changes == (0, 0, 0)
    assert person("Mila").language == "ar"


def test_custody_that_the_office_recorded_with_a_document_stays_and_other_custody_follows_the_file(bring):
    bring(child("Ada Appel", "3A", mila(custody="unknown")))
    assert bring(child("Ada Appel", "3A", mila(custody="yes"))).changes == (0, 1, 0)
    tie().custody, tie().document_reference = Custody.NO, "beschikking 12"
    assert bring(child("Ada Appel", "3A", mila(custody="yes"))).changes == (0, 0, 0)
    assert tie().custody is Custody.NO


def test_a_restriction_stays_and_a_file_never_opens_a_door(bring):
    bring(child("Ada Appel", "3A", mila(email="m@home.example", custody="yes")))
    tie().has_access, tie().restriction = False, "contactverbod"
    bring(child("Ada Appel", "3A", mila(email="m@home.example", custody="yes")))
    assert tie().has_access is False and tie().restriction == "contactverbod"
    # The same person with other words, another child, and somebody new beside: none of it opens anything.
    bring(
        child("Ada Appel", "3A", parent("Mirjam Peer", email="new@home.example")),
        child("Bo Appel", "6B", mila(email="m@home.example")),
    )
    assert [row.has_access for row in db.session.query(Guardianship)] == [False, False, False]


def test_a_new_guardian_without_custody_waits_for_the_office(bring):
    bring(child("Ada Appel", "3A", mila(custody="no"), parent("Daan Dam", custody="unknown"), parent("Nel Tak")))
    assert [row.has_access for row in db.session.query(Guardianship).order_by(Guardianship.id)] == [False, True, True]


def test_a_guardian_whom_the_file_no_longer_names_stays(bring):
    bring(child("Ada Appel", "3A", mila(), parent("Daan Dam")))
    assert bring(child("Ada Appel", "3A", mila())).changes == (0, 0, 1)
    assert len(children()) == 2


def test_needs_come_in_and_can_be_told_anew(bring):
    bring(child("Ada Appel", "3A", mila() | {"reads easily": "no", "needs an interpreter": "yes"}))
    guardian = db.session.query(Guardian).one()
    assert (guardian.reads_easily, guardian.prefers_call, guardian.needs_interpreter) == (False, False, True)
    assert bring(child("Ada Appel", "3A", mila() | {"needs an interpreter": "no"})).changes == (0, 1, 0)


# Households.


def homes() -> dict[str, int]:
    return {row.person.first_name: row.household_id for row in db.session.query(Guardian)}


def test_a_and_b_are_two_households_and_one_letter_is_one(bring):
    bring(child("Ada Appel", "3A", mila(), parent("Daan Dam", household="B"), parent("Nel Tak", household="B")))
    home = homes()
    assert home["Daan"] == home["Nel"] != home["Mila"] and db.session.query(Household).count() == 2


def test_siblings_share_a_home_and_who_comes_later_joins_it(bring):
    bring(child("Ada Appel", "3A", mila(email="m@home.example")))
    bring(
        child("Ada Appel", "3A", mila(email="m@home.example")),
        child("Bo Appel", "6B", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example")),
    )
    assert homes()["Mila"] == homes()["Daan"] and db.session.query(Household).count() == 1


def test_two_households_of_a_child_are_never_made_one(bring):
    apart = child(
        "Ada Appel", "3A", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example", household="B")
    )
    bring(apart)
    before = homes()
    together = child("Ada Appel", "3A", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example"))
    assert bring(together).changes == (0, 0, 0)
    # Not by another child either, nor through somebody new who lives with both.
    bring(together, child("Bo Appel", "6B", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example"),
                          parent("Nel Tak", email="n@home.example")))  # fmt: skip
    assert {name: homes()[name] for name in before} == before and homes()["Nel"] in before.values()


def test_marks_that_contradict_each_other_keep_the_two_apart(bring):
    bring(
        child(
            "Ada Appel", "3A", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example", household="B")
        ),
        child("Bo Appel", "6B", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example")),
    )
    assert homes()["Mila"] != homes()["Daan"]


def test_two_who_part_get_two_households_when_the_file_says_so(bring):
    bring(child("Ada Appel", "3A", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example")))
    before = homes()
    assert before["Mila"] == before["Daan"]
    apart = child(
        "Ada Appel", "3A", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example", household="B")
    )
    assert bring(apart).changes == (0, 1, 0)
    assert homes()["Mila"] == before["Mila"] != homes()["Daan"]
    assert bring(apart).changes == (0, 0, 0)


def test_a_new_partner_does_not_come_into_the_home_of_the_other_parent(bring):
    bring(
        child(
            "Ada Appel", "3A", mila(email="m@home.example"), parent("Daan Dam", email="d@home.example", household="B")
        )
    )
    daan = parent("Daan Dam", email="d@home.example", household="B")
    nel = parent("Nel Tak", email="n@home.example", household="B")
    bring(child("Ada Appel", "3A", mila(email="m@home.example"), daan, nel))
    assert homes()["Nel"] == homes()["Daan"] != homes()["Mila"]


def test_a_pupil_who_comes_back_under_another_row_keeps_the_family(bring):
    bring(child("Ada Appel", "3A", mila()))
    before = contents()
    assert bring(child("Bo Berk", "3A"), child("Ada Appel", "3A", mila())).changes == (1, 0, 0)
    assert contents()["guardianship"] == before["guardianship"] and db.session.query(Pupil).count() == 2
