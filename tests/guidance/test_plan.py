"""The school's safety plan: a PDF or an address, in its versions, for all staff."""

from io import BytesIO

import pytest
from sqlalchemy import select

from portal import documents
from portal.db import db
from portal.guidance.models import SafetyPlan
from tests.stories import A_PDF


def put(visitor, **change):
    data = {"version": "3", "dated_on": "2026-09-01", "address": "https://school.example/plan"} | change
    return visitor.post("/guidance/plan/put", data)


def a_file(data: bytes = A_PDF, name: str = "plan.pdf"):
    return BytesIO(data), name


def test_an_address_is_put_and_all_staff_find_it(cast, visit):
    sam = visit("sam")
    assert "staat hier nog niet" in visit("celik").get("/guidance/plan")
    page = sam.follow(put(sam))
    assert "Versie 3" in page and "1 september 2026" in page
    page = visit("celik").get("/guidance/plan")
    assert "https://school.example/plan" in page.links and "Haal het weg" not in page
    assert "versie 3" in visit("celik").get("/guidance")


def test_a_pdf_is_kept_and_fetched(cast, visit):
    assert put(visit("head"), address="", document=a_file()).status == 303
    plan = db.session.scalars(select(SafetyPlan)).one()
    answer = visit("noor").get(f"/guidance/plans/{plan.id}/file").response
    assert answer.get_data() == A_PDF and "attachment" in answer.headers["Content-Disposition"]


def test_the_newest_by_its_own_date_holds(cast, visit):
    sam = visit("sam")
    put(sam)
    put(sam, version="2", dated_on="2025-09-01")
    page = visit("celik").get("/guidance/plan")
    assert page.text.index("Versie 3 deze geldt") < page.text.index("Versie 2")


@pytest.mark.parametrize("change", [
    {"version": ""}, {"dated_on": ""}, {"address": ""}, {"address": "javascript:alert(1)"}, {"address": "//x"},
    {"address": "ftp://x/y"}, {"version": "x" * 61}, {"address": "https://x/" + "y" * 300},
])  # fmt: skip
def test_what_is_no_plan_is_refused(change, cast, visit):
    assert put(visit("sam"), **change).status == 422
    assert db.session.query(SafetyPlan).count() == 0


@pytest.mark.parametrize("data", [b"not a pdf", b"<html>", b""])
def test_another_file_is_refused(data, cast, visit):
    page = put(visit("sam"), address="", document=a_file(data))
    assert page.status == 422 and db.session.query(SafetyPlan).count() == 0


def test_a_file_and_an_address_at_once_are_one_too_many(cast, visit):
    assert put(visit("sam"), document=a_file()).status == 422


def test_a_version_taken_away_is_gone_with_its_file(cast, visit):
    head = visit("head")
    put(head, address="", document=a_file())
    plan = db.session.scalars(select(SafetyPlan)).one()
    path = documents.path_of(plan.key or "", documents.folder())
    assert path and path.is_file()
    number = plan.id
    assert head.post(f"/guidance/plans/{number}/remove").status == 303 and not path.exists()
    assert head.post(f"/guidance/plans/{number}/remove").status == 404
    assert head.get(f"/guidance/plans/{number}/file").status == 404


def test_others_put_and_remove_nothing(cast, visit):
    put(visit("sam"))
    plan = db.session.scalars(select(SafetyPlan)).one()
    for who in ("noor", "celik", "office"):
        assert put(visit(who)).status == 403
        assert visit(who).post(f"/guidance/plans/{plan.id}/remove").status == 403
