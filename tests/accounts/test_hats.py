"""A guardian who is also staff has one account and one hat at a time; only a call for help looks through it."""

import pytest

from portal import clock
from portal.db import db
from portal.demo.rules import PASSWORD
from portal.home_context.rules import Theme
from portal.incidents import actions
from portal.school.models import Hat, Role, StaffRole, Teaching
from tests.accounts.conftest import link_in
from tests.stories import a_call, a_home_item, a_post, a_round, some_facts

CELIK = {"email": "celik@regenboog.example", "password": PASSWORD}


@pytest.fixture
def as_parent(both, visit):
    return visit("celik")


@pytest.fixture
def as_staff(both, visit):
    celik = visit()
    celik.sign_in("celik", Hat.STAFF)
    return celik


def test_the_hat_is_shown_in_words_and_a_drawing_with_the_way_to_the_other(as_parent, as_staff, visit):
    page = as_parent.get("/account")
    assert "Je bent hier als ouder" in page and "Ga verder als leerkracht" in page and "#people" in page.html
    page = as_staff.get("/account")
    assert "Je bent hier als leerkracht" in page and "Ga verder als ouder" in page and "#cap" in page.html
    for who in ("amina", "vos", "office"):
        assert "/hat/" not in visit(who).get("/").html, "who has one hat is not asked"


def test_the_menu_and_the_first_page_follow_the_hat(as_parent, as_staff, cast):
    a_post(cast.people["vos"], cast.classes["6A"], title="Spreekbeurten")
    db.session.commit()
    parent, staff = as_parent.get("/"), as_staff.get("/")
    mine, taught = cast.classes["6A"].id, cast.classes["3B"].id
    assert "Salma" in parent and f"/classes/{mine}" in parent.links and "/incidents" not in parent.links
    assert f"/classes/{taught}" not in parent.links
    assert "Salma" not in staff and f"/classes/{taught}" in staff.links and "/incidents" in staff.links
    assert f"/classes/{mine}" not in staff.links
    assert "/help-calls" in parent.links and "/help-calls" in staff.links


def test_under_a_parents_hat_the_staffs_rights_do_not_apply(as_parent, cast):
    teaches = cast.classes["3B"].id
    posts = (f"/classes/{teaches}/write", f"/conversations/classes/{teaches}/open", "/incidents/log")
    for path in posts:
        assert as_parent.post(path).status == 403
    assert as_parent.post("/hat/nobody").status == 404


def test_a_teacher_does_not_read_the_homes_of_the_class_as_a_parent(as_parent, as_staff, cast, visit):
    a_home_item(cast.people["bart"], cast.pupils["fleur"], "Fleur houdt van paarden.")
    db.session.commit()
    fleur = f"/home-context/{cast.pupils['fleur'].id}"
    assert "paarden" in as_staff.get(fleur)
    asked = as_parent.get(fleur)
    assert asked.status == 303 and asked.location == f"/hat?next={fleur}", "her other hat opens it: she is asked"
    assert "paarden" not in as_parent.follow(asked)
    part = as_parent.get(fleur, headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/agenda"})
    assert part.response.headers["HX-Redirect"] == "/hat?next=/agenda", "back to the page, not to a part of it"
    assert "Fleur" not in as_parent.get("/home-context")


def test_under_the_hat_of_the_staff_a_parents_rights_do_not_apply(as_parent, as_staff, cast):
    salma = f"/home-context/{cast.pupils['salma'].id}"
    assert f"{salma}/loves" in as_parent.get(salma).html
    assert as_staff.get(salma).location == f"/hat?next={salma}"
    assert as_staff.post(f"{salma}/{Theme.LOVES}", {"text": "x"}).status == 403
    slots = a_round(cast.people["vos"], cast.classes["6A"])
    db.session.commit()
    book = f"/conversations/slots/{slots[0].id}/book"
    assert as_staff.post(book, {"pupil": cast.pupils["salma"].id}).status == 403
    assert as_parent.post(book, {"pupil": cast.pupils["salma"].id}).status == 303


def test_conversations_show_the_family_or_the_team(as_parent, as_staff, cast):
    a_round(cast.people["vos"], cast.classes["6A"])
    a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    assert "Salma" in as_parent.get("/conversations") and "form" in as_parent.get("/conversations").html
    assert "Fleur" in as_staff.get("/conversations") and "Salma" not in as_staff.get("/conversations")
    assert as_staff.get("/conversations/team").status == 200
    assert as_parent.get("/conversations/team").location == "/hat?next=/conversations/team"


def test_incidents_are_not_read_as_a_parent(as_parent, as_staff, cast):
    logged = actions.log(cast.people["celik"], some_facts(cast), now=clock.now())
    db.session.commit()
    path = f"/incidents/{logged.id}"
    assert as_staff.get(path).status == 200
    assert as_parent.get(path).location == f"/hat?next={path}"
    assert as_parent.post(f"{path}/additions", {"text": "x"}).status == 403


def test_what_neither_hat_opens_is_refused_without_a_question(as_parent, as_staff, cast):
    for celik in (as_parent, as_staff):
        assert celik.get("/office").status == 403
        assert celik.get("/home-context/987654").status == 404


def test_the_question_leads_to_the_page_under_the_other_hat(as_staff, cast):
    salma = f"/home-context/{cast.pupils['salma'].id}"
    page = as_staff.follow(as_staff.get(salma))
    assert "Deze pagina is voor ouders" in page
    answer = as_staff.post("/hat/parent", {"next": salma})
    assert answer.location == salma and f"{salma}/loves" in as_staff.get(salma).html
    assert as_staff.post("/hat/staff", {"next": "https://elsewhere.example"}).location == "/"


def test_the_hat_is_remembered_for_this_session_and_no_other(as_staff, both, visit):
    as_staff.post("/hat/parent")
    for _ in range(2):
        assert "Je bent hier als ouder" in as_staff.get("/")
    other = visit()
    other.sign_in("celik", Hat.STAFF)
    assert "Je bent hier als leerkracht" in other.get("/")


def test_a_link_opens_the_parents_side_and_the_staffs_side_asks_for_the_password(both, visit, work):
    celik = visit()
    celik.post("/sign-in", {"email": CELIK["email"]})
    celik.post(link_in(work()[0].text))
    celik.token = ""
    assert "Je bent hier als ouder" in celik.get("/")
    asked = celik.post("/hat/staff", {"next": "/incidents"})
    assert asked.location == "/prove?next=/incidents"
    page = celik.get(asked.location)
    assert 'type="password"' in page.html and "send-email" not in page.html
    assert celik.get("/incidents").location.startswith("/hat")
    assert celik.post("/prove/password?next=/incidents", {"password": PASSWORD}).location == "/incidents"
    assert celik.get("/incidents").status == 200 and "Je bent hier als leerkracht" in celik.get("/")


def test_a_proof_for_something_else_does_not_change_the_hat(both, visit, sensitive_for_parents):
    celik = visit("celik")
    assert celik.post("/hat/staff").location.startswith("/prove"), "and she goes elsewhere instead"
    clock.advance(minutes=16)
    assert celik.get("/conversations").location.startswith("/prove")
    celik.post("/prove/password", {"password": PASSWORD})
    assert "Je bent hier als ouder" in celik.get("/")


def test_the_password_opens_the_staffs_side(both, visit):
    celik = visit()
    celik.post("/sign-in/staff", CELIK)
    assert "Je bent hier als leerkracht" in celik.get("/")


def test_the_hat_of_the_staff_comes_off_after_twelve_hours_of_rest(as_staff):
    clock.advance(hours=12, minutes=1)
    assert "Je bent hier als ouder" in as_staff.get("/")
    assert as_staff.post("/hat/staff").location.startswith("/prove")


def test_a_call_for_help_reaches_staff_under_any_hat(both, cast, visit):
    both.staff_roles.append(StaffRole(role=Role.COORDINATOR))
    call = a_call(cast)
    db.session.commit()
    celik = visit("celik")
    page = celik.get("/")
    assert f"/help-calls/{call.id}" in page.links and "Je bent hier als ouder" in page
    clock.advance(hours=13)
    assert celik.get(f"/help-calls/{call.id}").status == 200
    assert celik.get(f"/help-calls/{call.id}/status").status == 200
    assert celik.post(f"/help-calls/{call.id}/coming").status == 303
    assert "Je bent hier als ouder" in celik.get("/"), "answering changes nothing else"


def test_who_stops_being_staff_or_a_guardian_keeps_the_other_side(both, as_staff, cast):
    db.session.query(Teaching).filter_by(person_id=both.id).delete()
    both.staff_roles.clear()
    db.session.commit()
    page = as_staff.get("/")
    assert page.status == 200 and "Salma" in page and "/hat/" not in page.html


def test_news_of_the_own_class_is_read_under_its_hat(as_parent, as_staff, cast):
    taught, childs = f"/classes/{cast.classes['3B'].id}", f"/classes/{cast.classes['6A'].id}"
    assert as_parent.get(childs).status == 200 and as_staff.get(taught).status == 200
    assert as_parent.get(taught).location == f"/hat?next={taught}"
    assert as_staff.get(childs).location == f"/hat?next={childs}"


def test_somebody_with_one_hat_cannot_put_on_another(cast, visit):
    for who in ("amina", "celik", "office"):
        visitor = visit(who)
        assert visitor.post("/hat/staff").status == visitor.post("/hat/parent").status == 403
        assert visitor.get("/hat").status == 403
