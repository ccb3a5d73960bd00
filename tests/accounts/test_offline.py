"""What a phone may keep for when there is no connection: whose page it is, is said by the school."""

import pytest

READER = "X-Reader"


def test_the_page_for_without_a_connection_names_nobody(visit):
    page = visit("amina").get("/offline")
    assert page.status == 200 and "أنت غير متصل" in page and "Amina" not in page.html
    assert "csrf" not in page.html and READER not in page.response.headers
    assert visit().get("/offline").status == 200


def test_a_guardians_pages_say_whose_they_are_and_tell_nobody_who_that_is(cast, visit):
    amina, bart = visit("amina"), visit("bart")
    mark = amina.get("/").response.headers[READER]
    assert amina.get(f"/classes/{cast.classes['3B'].id}").response.headers[READER] == mark
    assert bart.get("/").response.headers[READER] != mark, "somebody else"
    assert visit("amina").get("/").response.headers[READER] != mark, "the same person, signed in anew"


def test_another_language_is_another_mark(visit):
    bart = visit("bart")
    before = bart.get("/").response.headers[READER]
    bart.post("/language/en", {"next": "/"})
    assert bart.get("/").response.headers[READER] != before


@pytest.mark.parametrize("who", ["celik", "office", None])
def test_nothing_is_kept_for_staff_or_for_nobody(who, visit):
    page = visit(who).get("/sign-in" if who is None else "/account")
    assert READER not in page.response.headers and "data-keeps" not in page.html


def test_refusals_and_files_are_nobodys(visit):
    amina = visit("amina")
    assert READER not in amina.get("/office").response.headers
    assert READER not in amina.get("/static/manifest.webmanifest").response.headers


def test_signing_out_clears_what_the_browser_holds(visit):
    answer = visit("amina").post("/sign-out", {})
    assert answer.response.headers["Clear-Site-Data"] == '"cache", "storage"'
