"""The pages: found from the account and from the office, in words that fit who reads, and the office finds people."""

import pytest

from tests.privacy.conftest import leaves
from tests.stories import told


def test_a_family_finds_its_data_from_the_account(cast, visit):
    family = visit("amina")
    assert "/privacy" in family.get("/account").links
    page = family.get("/privacy")
    assert {f"/privacy/children/{cast.pupils[child].id}" for child in ("yusuf", "salma")} <= set(page.links)
    assert "/privacy/us" in page.links and "/privacy/copy" in page.forms and "/privacy/office" not in page.links


def test_staff_find_what_is_kept_but_no_copy(cast, visit):
    page = visit("celik").get("/privacy")
    assert "Wat we bewaren" in page and "/privacy/copy" not in page.forms and "/privacy/office" not in page.links


@pytest.mark.parametrize("who", ["office", "head"])
def test_office_and_leader_find_their_page(who, cast, visit):
    assert "/privacy/office" in visit(who).get("/privacy").links


def test_the_office_finds_it_from_its_first_page(cast, visit):
    assert "/privacy/office" in visit("office").get("/office").links


def test_the_office_finds_somebody_by_part_of_a_name_or_by_address(cast, visit):
    office = visit("office")
    fleur, bart = cast.pupils["fleur"], cast.people["bart"].guardian
    assert f"/privacy/pupils/{fleur.id}" in office.get("/privacy/office?q=fleur+vis").links
    assert f"/privacy/guardians/{bart.id}" in office.get("/privacy/office?q=bart@regenboog").links
    assert "Niemand heet zo." in office.get("/privacy/office?q=Rumpelstiltskin")
    assert "Niemand heet zo." in office.get("/privacy/office?q=%25")
    assert "Typ meer van de naam" in office.get("/privacy/office?q=ouder")
    assert office.get("/privacy/office?q=" + "x" * 500).status == 200


def test_a_child_that_left_is_found_too_and_says_since_when(cast, visit):
    leaves(cast.pupils["fleur"], days_ago=40)
    office = visit("office")
    assert "leerling, vertrokken op" in office.get("/privacy/office?q=fleur")
    page = office.get(f"/privacy/pupils/{cast.pupils['fleur'].id}")
    assert "Vertrokken op" in page and "Bart Visser" in page


def test_the_leader_holds_but_does_not_copy_or_erase(cast, visit):
    leader = visit("head")
    page = leader.get(f"/privacy/guardians/{cast.people['bart'].guardian.id}")
    assert "Zet deze volwassene vast" in page and "Wissen" not in page.text and "copy" not in "".join(page.forms)


def test_the_office_sees_what_waits_with_few_questions_to_the_database(cast, visit, queries):
    told(cast)
    office = visit("office")
    office.get("/account")
    with queries() as asked:
        page = office.get("/privacy/office")
    assert "Puck" in page and "Ouder van Ali" in page and "Bart Visser" in page
    assert len(asked) <= 14, asked


def test_somebody_who_was_erased_is_found_nowhere(cast, visit, run):
    leaves(cast.pupils["fleur"], days_ago=800)
    run("retention")
    office = visit("office")
    assert "Niemand heet zo." in office.get("/privacy/office?q=visser")
