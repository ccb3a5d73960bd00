"""The office brings a list in: it sees first what would change, confirms, and can undo."""

from tests.rosters.conftest import classes_of_pupils, contents, the_import
from tests.rosters.sheets import child, parent, sheet

ADA = child("Ada Appel", "3B", parent("Bea Appel", email="bea@example.org", relation="mother"))


def test_a_list_is_previewed_confirmed_and_undone(office, send, work):
    before = contents()
    page = send(sheet(ADA))
    assert page.status == 200 and "Ada Appel" in page and "Bea Appel" in page
    assert contents()["pupil"] == before["pupil"], "a preview changes nothing"
    row = the_import()
    page = office.follow(office.post(f"/office/rosters/{row.id}/confirm"))
    assert "We are working on it." in page
    work()
    page = office.get(f"/office/rosters/{row.id}")
    assert "Brought in on" in page and classes_of_pupils()["Ada Appel"] == {"3B": True}
    page = office.follow(office.post(f"/office/rosters/{row.id}/undo"))
    assert "It is undone" in page
    after = contents()
    for table in (
        "pupil",
        "person",
        "guardian",
        "guardianship",
        "household",
        "enrolment",
        "school_class",
        "school_year",
    ):
        assert after[table] == before[table], table
