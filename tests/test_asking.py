"""What a page asks of the database, and what it leaves behind."""

import gc

import pytest
from sqlalchemy import delete, select

from portal.asking import columns
from portal.db import db
from portal.school import queries as school
from portal.school.models import Enrolment, School, SchoolClass


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


def test_a_file_of_the_portal_asks_nothing_of_the_database(cast, visit, queries):
    bart = visit("bart")
    with queries() as asked:
        assert bart.get("/static/js/samen.js").status == 200
    assert asked == []


def test_the_school_comes_along_with_who_is_signed_in(cast, visit, queries):
    bart = visit("bart")
    bart.get("/agenda")
    with queries() as asked:
        bart.get("/agenda")
    assert not [words for words in asked if words.startswith("SELECT school.id")]


def test_what_a_question_brought_along_is_forgotten_when_something_changes(cast):
    the_school = db.session.get(School, 1)
    school.came_along(None)
    assert school.the_school() is None
    cast.people["bart"].language = "en"
    db.session.flush()
    assert school.the_school() is the_school


def test_columns_are_those_of_this_transaction(cast):
    cast.classes["3B"].name = "3C"
    query = select(SchoolClass.name).where(SchoolClass.id == cast.classes["3B"].id)
    assert [row.name for row in columns(query)] == ["3C"]


def test_a_class_that_was_taken_from_a_family_is_not_found_again_in_the_next_request(cast, visit, page_of):
    bart, page = visit("bart"), page_of
    assert bart.get(page).status == 200
    db.session.execute(delete(Enrolment).where(Enrolment.pupil_id == cast.pupils["fleur"].id))
    db.session.commit()
    assert bart.get(page).status == 404


def test_who_changes_something_is_asked_whose_child_it_is_after_waiting_for_the_turn(cast, visit, queries, stage):
    bart = visit("bart")
    with queries() as asked:
        assert bart.post(f"/home-context/{cast.pupils['fleur'].id}/still-right").status == 303
    # PostgreSQL waits for no turn: it waits where two want the same.
    turn = asked.index("BEGIN IMMEDIATE") if stage.kind == "sqlite" else 0
    families = [at for at, words in enumerate(asked) if words.startswith("SELECT pupil.id") and "guardianship" in words]
    assert families and min(families) > turn


def test_a_class_page_leaves_next_to_nothing_for_the_collector(cast, visit, page_of):
    bart = visit("bart")
    # The first visits make what is kept: compiled templates and questions.
    for _visit in range(3):
        bart.get(page_of)
        gc.collect()
    gc.disable()
    try:
        bart.get(page_of)
        assert gc.collect() < 100
    finally:
        gc.enable()
