"""Who sits in the safety working group: by own choice, and read by others only when they said so."""

from portal.db import db
from portal.taking_part.models import WorkingGroupMember
from portal.taking_part.rules import Kind
from tests.stories import an_occasion


def test_a_parent_joins_and_decides_whether_the_name_is_read(cast, visit):
    amina, name = visit("amina"), cast.people["amina"].full_name
    page = amina.follow(amina.post("/taking-part/working-group/join"))
    assert "Only school knows your name" in page
    page = visit("bart").get("/taking-part/working-group")
    assert name not in page and "1 parent, who keeps the name to school." in page
    assert name in visit("sam").get("/taking-part/working-group")
    assert name not in visit("celik").get("/taking-part/working-group")
    amina.post("/taking-part/working-group/join", {"shows_name": "y"})
    assert name in visit("bart").get("/taking-part/working-group")
    assert db.session.query(WorkingGroupMember).count() == 1


def test_a_parent_leaves_and_a_second_click_changes_nothing(cast, visit):
    amina = visit("amina")
    amina.post("/taking-part/working-group/join", {"shows_name": "y"})
    for _again in range(2):
        assert amina.post("/taking-part/working-group/leave").status == 303
    assert db.session.query(WorkingGroupMember).count() == 0 and "Nobody yet" in visit("bart").get(
        "/taking-part/working-group"
    )


def test_its_meetings_stand_there(cast, visit):
    an_occasion(cast.people["sam"], Kind.WORKING_GROUP, title="Veilig plein")
    an_occasion(cast.people["sam"], title="Iets anders")
    db.session.commit()
    page = visit("amina").get("/taking-part/working-group")
    assert "Veilig plein" in page and "Iets anders" not in page
