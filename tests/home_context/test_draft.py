"""What a family is still writing is its own; sharing is a deed of its own. What it said before is its history."""

import pytest

from portal.audit import Audit
from portal.db import db
from portal.home_context import actions, queries
from portal.home_context.actions import writing
from portal.home_context.models import HomeDraft, HomeItem, HomeVersion
from tests.meanwhile import Another, at_call


def drafts() -> list[HomeDraft]:
    db.session.rollback()
    return db.session.query(HomeDraft).order_by(HomeDraft.id).all()


def test_a_draft_is_kept_and_nobody_at_school_reads_it(share, visit, zofias_page):
    assert share("dana", loves="Horses", more={"deed": "draft", "audience": "leader"}).status == 303
    page = visit("dana").get(f"{zofias_page}/loves")
    assert "Horses" in page.html and "Nobody at school reads it." in page
    assert "draft" in visit("dana").get(zofias_page)
    for who in ("celik", "head", "sam"):
        for path in (zofias_page, zofias_page.replace("context", "context/shared")):
            assert "Horses" not in visit(who).get(path)
    assert "Horses" not in visit("pawel").get(f"{zofias_page}/loves").html
    assert db.session.query(HomeItem).count() == 0 == db.session.query(Audit).filter_by(kind="home_draft").count()


def test_what_is_shared_stays_as_it_was_until_the_draft_is_shared(share, visit, zofias_page):
    share("dana", loves="Horses")
    share("dana", loves="Goats", more={"deed": "draft"})
    assert "Horses" in visit("celik").get(zofias_page) and "Goats" not in visit("celik").get(zofias_page)
    share("dana", loves="Goats")
    page = visit("celik").get(zofias_page)
    assert "Goats" in page and "Horses" not in page and drafts() == []


def test_a_draft_is_thrown_away(share, visit, zofias_page):
    share("dana", loves="Horses", more={"deed": "draft"})
    (draft,) = drafts()
    assert visit("dana").post(f"/home-context/drafts/{draft.id}/discard").status == 303
    assert drafts() == [] and "Horses" not in visit("dana").get(f"{zofias_page}/loves").html


def test_what_is_typed_is_kept_when_the_draft_goes_at_that_moment(share, the_item, app):
    share("dana", loves="Horses", more={"deed": "draft"})

    def throws_away() -> None:
        for draft in db.session.query(HomeDraft):
            actions.discard(draft)

    other = Another(app, throws_away)
    with at_call("after", writing, "kept", other):
        assert share("dana", loves="Goats").status == 303
    other.result()
    assert the_item().text == "Goats" and drafts() == []


@pytest.mark.parametrize("who, status", [("pawel", 404), ("bart", 404), ("celik", 403), ("head", 403), ("office", 403)])
def test_nobody_else_throws_a_draft_or_a_history_away(who, status, share, the_item, visit):
    share("dana", loves="Horses")
    share("dana", loves="Goats")
    share("dana", loves="Cats", more={"deed": "draft"})
    (draft,) = drafts()
    assert visit(who).post(f"/home-context/drafts/{draft.id}/discard").status == status
    assert visit(who).post(f"/home-context/items/{the_item().id}/forget-history").status == status
    assert len(drafts()) == 1 and db.session.query(HomeVersion).count() == 1


def test_the_family_finds_what_it_wrote_before_with_who_and_when(share, visit, zofias_page):
    share("dana", loves="Horses")
    share("dana", loves="Goats")
    page = visit("dana").get(f"{zofias_page}/loves")
    history = page.text.split("What you wrote before")[1]
    assert "Horses" in history and "Dana Kowalska" in history
    for who in ("celik", "pawel"):
        assert "Horses" not in visit(who).get(zofias_page).html
    assert "Horses" not in visit("pawel").get(f"{zofias_page}/loves").html


def test_only_another_end_is_no_other_version(share):
    share("dana", loves="Horses")
    share("dana", loves="Horses")
    assert db.session.query(HomeVersion).count() == 0


def test_the_family_erases_its_history(share, the_item, visit, zofias_page):
    share("dana", loves="Horses")
    share("dana", loves="Goats")
    assert visit("dana").post(f"/home-context/items/{the_item().id}/forget-history").status == 303
    assert db.session.query(HomeVersion).count() == 0
    assert "Horses" not in visit("dana").get(f"{zofias_page}/loves").html and the_item().text == "Goats"


def test_what_was_taken_back_is_begun_anew_without_a_history(share, the_item, visit):
    share("dana", loves="Horses")
    share("dana", loves="Goats")
    visit("dana").post(f"/home-context/items/{the_item().id}/remove")
    share("dana", loves="Cats")
    assert the_item().text == "Cats" and db.session.query(HomeVersion).count() == 0


def test_a_copy_for_the_family_holds_what_is_shared_what_was_before_and_the_draft(cast, share):
    share("dana", loves="Horses")
    share("dana", loves="Goats")
    share("dana", loves="Cats", more={"deed": "draft"})
    zofia = cast.pupils["zofia"].id
    dana, pawel = (cast.people[who].guardian.household_id for who in ("dana", "pawel"))
    assert [row["text"] for row in queries.exported(zofia, dana)] == ["Goats", "Horses", "Cats"]
    assert queries.exported(zofia, pawel) == []
