"""Everybody reads the norm in their own language, says to have read it or not, and is asked once."""

import re

import pytest

from portal import clock
from portal.db import db
from portal.norms import actions
from portal.norms.models import NormReading, NormText, NormVersion
from portal.norms.rules import Side
from portal.school.models import Guardianship
from tests.norms.conftest import texts_of
from tests.stories import a_line, a_norm


def next_norm(cast) -> NormVersion:
    """A newer one, with one more line."""
    head = cast.people["head"]
    draft = actions.begin(head, now=clock.now())
    actions.add_line(draft, a_line(Side.SCHOOL, "Erbij."))
    actions.publish(draft, head, ["nl", "en", "ar"], now=clock.now())
    db.session.commit()
    return draft


@pytest.mark.parametrize("who, code", [("bart", "nl"), ("amina", "ar"), ("ravi", "en"), ("office", "nl")])
def test_everybody_reads_both_sides_in_their_own_language(who, code, cast, norm, visit):
    page = visit(who).get("/norm")
    assert page.status == 200
    assert f"{code}: We luisteren." in page and f"{code}: Blijf rustig." in page
    assert not [other for other in {"nl", "en", "ar"} - {code} if f"{other}: " in page]


def test_what_the_own_language_lacks_is_said_in_the_schools_and_says_so(cast, norm, visit):
    # A language that was added to the portal after the norm was published.
    db.session.query(NormText).filter_by(language="ar").delete()
    db.session.commit()
    page = visit("amina").get("/norm")
    assert re.search(r'<li lang="nl" dir="ltr">nl: We luisteren\.</li>', page.html)
    assert 'lang="nl"' not in visit("bart").get("/norm").html.partition("<main")[2].partition("</main>")[0]


def test_a_line_that_nobody_wrote_in_any_language_is_left_out(cast, norm, visit):
    db.session.query(NormText).filter_by(line_id=norm.lines[0].id).delete()
    db.session.commit()
    page = visit("bart").get("/norm")
    assert page.status == 200 and "We luisteren" not in page and "Blijf rustig" in page


def test_without_a_norm_the_page_says_so_and_asks_nothing(cast, visit):
    page = visit("bart").get("/norm")
    assert page.status == 200 and "nog niet opgeschreven" in page and "/norm/versions" not in page.html
    assert "/norm" not in visit("bart").get("/").html


def test_who_is_nobody_is_asked_to_sign_in(cast, norm, visit):
    assert visit().get("/norm").location.startswith("/sign-in")


def test_saying_to_have_read_it_twice_is_once(cast, norm, visit):
    bart = visit("bart")
    assert bart.post(f"/norm/versions/{norm.id}/read").location == "/norm"
    first = db.session.query(NormReading).one().read_at
    clock.advance(minutes=5)
    page = bart.follow(bart.post(f"/norm/versions/{norm.id}/read"))
    assert "dat je dit gelezen hebt" in page and f"/norm/versions/{norm.id}/read" not in page.forms
    assert db.session.query(NormReading).one().read_at == first


def test_it_can_be_taken_back_and_said_again(cast, norm, visit):
    bart = visit("bart")
    bart.post(f"/norm/versions/{norm.id}/read")
    page = bart.follow(bart.post(f"/norm/versions/{norm.id}/take-back"))
    assert f"/norm/versions/{norm.id}/read" in page.forms and db.session.query(NormReading).one().read_at is None
    assert f"/norm/versions/{norm.id}/put-away" not in bart.get("/").forms, "who took it back is not asked again"
    bart.post(f"/norm/versions/{norm.id}/read")
    assert db.session.query(NormReading).one().read_at is not None


def test_taking_back_what_was_never_said_changes_nothing(cast, norm, visit):
    assert visit("bart").post(f"/norm/versions/{norm.id}/take-back").status == 303
    assert db.session.query(NormReading).count() == 0


def test_what_one_says_nobody_else_has_said(cast, norm, visit):
    visit("bart").post(f"/norm/versions/{norm.id}/read")
    assert f"/norm/versions/{norm.id}/read" in visit("amina").get("/norm").forms


def test_an_older_norm_cannot_be_said_to_be_read_and_the_newer_is_shown(cast, norm, visit):
    newer = next_norm(cast)
    refused = visit("bart").post(f"/norm/versions/{norm.id}/read")
    assert refused.status == 422 and refused.alerts == 1 and "nl: Erbij." in refused
    assert f"/norm/versions/{newer.id}/read" in refused.forms and db.session.query(NormReading).count() == 0


def test_earlier_norms_stay_readable_and_say_that_they_hold_no_more(cast, norm, visit):
    next_norm(cast)
    bart = visit("bart")
    (link,) = [link for link in bart.get("/norm").links if link.startswith("/norm/versions/")]
    page = bart.get(link)
    assert link == f"/norm/versions/{norm.id}" and "Hij geldt niet meer" in page
    assert "nl: We luisteren." in page and "Erbij" not in page and page.forms.count("/norm") == 0


def test_the_norm_that_holds_has_one_address(cast, norm, visit):
    assert visit("bart").get(f"/norm/versions/{norm.id}").location == "/norm"


@pytest.mark.parametrize("path", ["", "/read", "/take-back", "/put-away"])
def test_a_draft_is_nothing_to_read_for_anybody(path, cast, draft, visit):
    for who in ("bart", "celik", "head"):
        visitor, address = visit(who), f"/norm/versions/{draft.id}{path}"
        assert (visitor.post(address) if path else visitor.get(address)).status == 404


def test_the_first_page_invites_once_and_quietly(cast, norm, visit):
    for who in ("bart", "celik", "noor"):
        first = visit(who).get("/")
        assert "/norm" in first.links and f"/norm/versions/{norm.id}/put-away" in first.forms


def test_an_invitation_that_was_put_away_stays_away_until_the_norm_changes(cast, norm, visit):
    bart = visit("bart")
    first = bart.follow(bart.post(f"/norm/versions/{norm.id}/put-away"))
    assert "/put-away" not in first.html and "/norm" in first.links, "it is still to be found"
    assert f"/norm/versions/{norm.id}/read" in bart.get("/norm").forms, "and can still be read and said"
    newer = next_norm(cast)
    assert f"/norm/versions/{newer.id}/put-away" in bart.get("/").forms


def test_who_has_read_it_is_not_invited_any_more(cast, norm, visit):
    bart = visit("bart")
    bart.post(f"/norm/versions/{norm.id}/read")
    assert "/put-away" not in bart.get("/").html


def test_nothing_depends_on_having_read_it(cast, norm, visit):
    """The invitation is all there is: no page of a family or of staff opens otherwise, or less."""
    for who in ("bart", "celik"):
        before = visit(who)
        pages = ["/conversations", "/home-context", f"/classes/{cast.classes['3B'].id}"]
        unread = [before.get(path) for path in pages]
        before.follow(before.post(f"/norm/versions/{norm.id}/read"))
        read = [before.get(path) for path in pages]
        assert [(page.status, page.location, page.text) for page in read] == [
            (page.status, page.location, page.text) for page in unread
        ]


def figures(page) -> list[tuple[int, int]]:
    section = page.html.partition('id="for-writers"')[2].partition("</section>")[0]
    return [(int(part), int(whole)) for part, whole in re.findall(r"<dd>(\d+) van (\d+)</dd>", section)]


def test_who_writes_it_sees_how_many_and_never_who(cast, norm, visit):
    head = visit("head")
    (none, families), (no_staff, staff) = figures(head.get("/norm"))
    assert none == no_staff == 0 and families > 10 and staff == 9
    for who in ("bart", "dana", "celik", "head"):
        visit(who).post(f"/norm/versions/{norm.id}/read")
    page = head.get("/norm")
    assert figures(page) == [(2, families), (2, staff)] == figures(visit("sam").get("/norm"))
    for who in ("bart", "dana", "celik", "amina"):
        assert cast.people[who].last_name not in page and cast.people[who].first_name not in page


def test_two_of_one_home_are_one_family_and_who_lost_access_or_left_is_none(cast, norm, visit):
    head, dana = visit("head"), cast.people["dana"]
    ((_none, families), (_no_staff, staff)) = figures(head.get("/norm"))
    cast.people["pawel"].guardian.household_id = dana.guardian.household_id
    db.session.commit()
    for who in ("dana", "pawel"):
        visit(who).post(f"/norm/versions/{norm.id}/read")
    assert figures(head.get("/norm"))[0] == (1, families - 1)
    db.session.query(Guardianship).filter_by(pupil_id=cast.pupils["zofia"].id).update({"has_access": False})
    cast.people["ravi"].left_on = clock.now().date()
    db.session.commit()
    assert figures(head.get("/norm")) == [(0, families - 2), (0, staff - 1)]


@pytest.mark.parametrize("who", ["bart", "celik", "office", "noor"])
def test_who_does_not_write_it_sees_no_numbers_and_no_draft(who, cast, draft, visit):
    page = visit(who).get("/norm")
    assert "for-writers" not in page.html and "/norm/draft" not in page.html


def test_the_page_asks_the_database_the_same_for_a_long_norm(cast, visit, queries):
    bart, asked = visit("bart"), []
    for lines in (2, 12):
        norm = a_norm(cast.people["head"], *[(list(Side)[n % 2], f"Regel {lines} {n}.") for n in range(lines)][:12])
        db.session.commit()
        assert len(texts_of(norm)) <= 12
        bart.get("/norm")
        with queries() as counted:
            bart.get("/norm")
        asked.append([each for each in counted if "norm_" in each])
        actions.begin(cast.people["head"], now=clock.now()).lines.clear()
        db.session.commit()
    assert len(asked[0]) == len(asked[1]) <= 6, asked
