"""Who may do what stands on a page straight from the table, in words, complete, and for one kind of people."""

import re

import pytest

from portal.access import RULES, Kiosk, Rule, To
from portal.office.queries import rights
from portal.school.models import Role


def test_every_right_has_its_words_and_every_limit_too():
    assert set(rights.WORDS) == set(To), "Say in words what the right is: portal/office/queries/rights.py."
    no_limit = Rule.__dataclass_fields__["thing"].default
    named = {rule.thing for rule in RULES.values() if rule.thing.__name__ != "<lambda>"}
    assert named - {no_limit} == set(rights.LIMITS), "Say over which things the right goes."


def test_every_kind_of_people_has_its_words():
    assert set(rights.WHO) == {"parent", "kiosk", *(role.value for role in Role)}


def lines(page) -> dict[str, str]:
    """Each right on the page with who has it."""
    found = re.findall(r'<th scope="row">([^<]*)<.*?<td>(.*?)</td>', page.html, re.S)
    return {words.strip().replace("&#39;", "'"): re.sub(r"\s+", " ", who).strip() for words, who in found}


def test_the_page_is_the_table(office):
    shown = lines(office.get("/office/rights"))
    assert len(shown) == len(To)
    assert shown["change pupils, guardians, staff and classes"] == "office"
    assert shown["look up pupils, guardians and staff"] == "school leader · office"
    assert shown["book a conversation"] == "parents"
    assert shown["use the screen at the front desk"] == "the screen at the front desk"
    assert shown["read a class's news"] == "parents · teacher · school leader"


def test_it_says_which_rights_go_over_own_things_only(office):
    page = office.get("/office/rights")
    assert "Parents: the classes of their children. Teachers: their own classes. The school leader: all." in page
    assert "Only incidents they logged; school leader and safety coordinator: all." in page
    assert "Only over what is one's own." in page, "a device"


@pytest.mark.parametrize("of", ["parent", "teacher", "office", "kiosk"])
def test_what_one_kind_of_people_may_do(of, office):
    shown = lines(office.get(f"/office/rights?of={of}"))
    assert 0 < len(shown) < len(To)
    assert all(str(rights.WHO[of]) in who or who for who in shown.values())
    assert len(shown) == sum(of in right.who for right in rights.rights())


def test_an_unknown_kind_shows_the_whole_table(office):
    assert len(lines(office.get("/office/rights?of=king"))) == len(To)


def test_a_kiosk_may_do_one_thing_and_nobody_else_may_do_that(app):
    mine = [right.to for right in rights.rights("kiosk")]
    assert mine == [to for to in To if RULES[to].role(Kiosk())] == [To.USE_KIOSK]
    (line,) = [right for right in rights.rights() if right.to is To.USE_KIOSK]
    assert line.who == ["kiosk"] and line.limit == ""
