"""What was changed about somebody stands on their page, in words, complete, with who did it and when."""

import re
from dataclasses import fields

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.office.queries import history
from portal.school.actions import Contact, Identity, Reading, Terms
from portal.settings import ROOT

DEED = re.compile(r'(?:audit\.did|_write_down)\(by, "([^"]+)"')


def test_every_deed_and_every_field_has_its_words():
    code = "".join(path.read_text() for path in (ROOT / "portal" / "school" / "actions").glob("*.py"))
    others = {"class added", "class renamed", "class removed", "team changed", "place added", "place changed",
              "stand-in named", "stand-in ended"}  # fmt: skip
    years = {"year prepared", "year started", "year taken back"}
    told = set(DEED.findall(code)) - others - years | {"has left", "is still here"}
    assert told == history.TOLD, "Tell the deed on the page of whom it is about: portal/office/queries/history.py."
    written = {field.name for kind in (Contact, Identity, Reading, Terms) for field in fields(kind)}
    assert written <= set(history.FIELDS)
    assert set(history.UNDOABLE) <= history.TOLD


def test_it_says_who_did_it_and_when_newest_first(cast, office):
    fleur = cast.pupils["fleur"]
    for name in ("Floor", "Fleur-Marie"):
        office.post(f"/office/pupils/{fleur.id}/change", {"first_name": name, "last_name": "Visser"})
        clock.advance(minutes=1)
    page = office.get(f"/office/pupils/{fleur.id}").text
    assert page.index("Floor became Fleur-Marie") < page.index("Fleur became Floor") and "Olga Smit" in page


def test_every_kind_of_value_is_said_in_words(cast, office):
    detail = {
        "needs_interpreter": [False, True],
        "custody": ["unknown", "no"],
        "language": ["nl", "ar"],
        "email": [None, "a@b.c"],
        "roles": [[], ["leader", "office"]],
        "classes": [["3B"], []],
        "left_on": [None, "2026-03-01"],
        "relation": ["tante", "mother"],
        "restriction": ["", "No visits."],
        "person": 1,
        "unheard of": [1, 2],
    }
    bart = cast.people["bart"]
    db.session.add(Audit(at=clock.now(), did="person changed", kind="person", about=bart.id, detail=detail))
    db.session.commit()
    page = office.get(f"/office/people/{bart.id}")
    for words in ("interpreter in conversations: No became Yes", "Custody: We do not know became No",
                  "Nederlands became العربية", "– became a@b.c", "– became school leader, office", "3B became –",
                  "Left on: – became 1 March 2026", "tante became mother", "– became No visits."):  # fmt: skip
        assert words in page, words
    assert "unheard of" not in page


def test_a_long_history_shows_its_last_part(cast, office):
    bart = cast.people["bart"]
    for number in range(history.MOST + 5):
        detail = {"first_name": [f"B{number}", f"B{number + 1}"]}
        db.session.add(Audit(at=clock.now(), did="person changed", kind="person", about=bart.id, detail=detail))
    db.session.commit()
    page = office.get(f"/office/people/{bart.id}").text
    assert page.count("became") == history.MOST and "B0 became" not in page


def test_somebody_who_was_never_changed_has_an_empty_history(cast, office):
    assert "Nothing was changed here yet." in office.get(f"/office/people/{cast.people['bart'].id}")
