"""The school leader sees shares of the whole school, and of nobody in particular."""

import re

from portal.contact.queries import shares
from portal.db import db
from portal.school.models import Role, StaffRole, Teaching
from tests.stories import a_contact


def test_the_leader_sees_shares_and_neither_class_nor_teacher_nor_family(cast, visit):
    a_contact(cast, "celik", "yusuf", words="Las een bladzijde.")
    a_contact(cast, "vos", "danylo")
    db.session.commit()
    page = visit("head").get("/contact")
    assert page.status == 200 and "van 47" in page and "2 van" in page
    main = page.html.split("<main")[1].split("</main>")[0]
    for secret in ("3B", "6A", "Çelik", "Vos", "Yusuf", "Haddad", "bladzijde"):
        assert secret not in main
    assert main.count('role="img"') == 3 and re.findall(r"<td>(\d+)%</td>", main) == ["4", "4", "4"]
    assert re.findall(r'<rect x="1.0" y="1" width="([\d.]+)"', main) == ["10.8"] * 3, "two of 47, of 300"


def test_in_arabic_the_bars_begin_at_the_right(cast, visit):
    a_contact(cast, "celik", "yusuf")
    cast.people["head"].language = "ar"
    db.session.commit()
    page = visit("head").get("/contact")
    assert (
        re.findall(
            r'<rect x="([\d.]+)" y="1" width="[\d.]+" height="22" rx="3" fill="currentColor" fill-opacity="1', page.html
        )[0]
        == "294.6"
    )


def test_too_few_families_are_no_share(cast, visit, monkeypatch):
    monkeypatch.setattr(shares, "FEWEST", 1000)
    assert "te weinig gezinnen" in visit("head").get("/contact")


def test_the_leader_opens_no_board_and_no_home(cast, visit, page_of):
    head = visit("head")
    for address in (f"/contact/classes/{cast.classes['3B'].id}", page_of("yusuf"), "/contact/mine"):
        assert head.get(address).status == 403


def test_a_leader_who_teaches_too_finds_both(cast, visit):
    db.session.add(Teaching(person_id=cast.people["head"].id, class_id=cast.classes["6A"].id))
    db.session.add(StaffRole(person_id=cast.people["head"].id, role=Role.TEACHER))
    db.session.commit()
    head = visit("head")
    board = head.follow(head.get("/contact"))
    assert "Groep 6A: gezinnen" in board and "/contact/shares" in board.links
    assert "van 47" in head.get("/contact/shares")
