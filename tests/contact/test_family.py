"""A family reads its own timeline and says what is not right; another home never sees a byte of it."""

import pytest

from portal import clock
from portal.audit import Audit
from portal.contact.rules import About
from portal.db import db
from portal.school.models import Guardianship
from tests.contact.conftest import logged
from tests.stories import a_contact


def test_a_parent_reads_the_own_timeline_in_the_own_language(cast, visit):
    a_contact(cast, "celik", "yusuf", words="Las een bladzijde.")
    db.session.commit()
    page = visit("amina").get("/contact/mine")
    assert "Las een bladzijde." in page and "خبر سار" in page and "Zeynep Çelik" in page


def test_each_home_of_a_child_has_its_own(cast, visit):
    a_contact(cast, "celik", "zofia", home=0, words="QZX eerste huis")
    a_contact(cast, "celik", "zofia", About.CONCERN, home=1, words="QZX tweede huis")
    db.session.commit()
    pages = {who: visit(who).get("/contact").html + visit(who).get("/").html for who in ("dana", "pawel")}
    assert "eerste huis" in pages["dana"] and "tweede huis" not in pages["dana"]
    assert "tweede huis" in pages["pawel"] and "eerste huis" not in pages["pawel"]


def test_good_news_is_on_the_first_page_of_that_home_only(cast, visit):
    a_contact(cast, "celik", "zofia", home=0, words="QZX las voor")
    db.session.commit()
    assert "QZX las voor" in visit("dana").get("/") and "QZX las" not in visit("pawel").get("/").html
    clock.advance(days=8)
    assert "QZX las voor" not in visit("dana").get("/")


def test_a_parent_corrects_and_the_teacher_reads_it(cast, visit, page_of):
    moment = a_contact(cast, "celik", "yusuf", words="Ze kwam niet.")
    db.session.commit()
    amina = visit("amina")
    page = amina.follow(amina.post(f"/contact/moments/{moment.id}/correct", {"words": "كنت هناك."}))
    assert "كنت هناك." in page
    page = visit("celik").get(page_of("yusuf"))
    assert "Ze kwam niet." in page and "كنت هناك." in page
    assert db.session.query(Audit).filter_by(did="saw", kind="contact_moment").count() == 1
    amina.post(f"/contact/moments/{moment.id}/correct", {"words": ""})
    assert "كنت هناك." not in visit("celik").get(page_of("yusuf"))
    assert logged()[0].words == "Ze kwam niet.", "what the teacher wrote stays"


def test_too_much_is_refused_and_nothing_typed_is_lost(cast, visit):
    moment = a_contact(cast, "celik", "yusuf", words="Iets.")
    db.session.commit()
    page = visit("amina").post(f"/contact/moments/{moment.id}/correct", {"words": "x" * 1001})
    assert page.status == 422 and "x" * 1001 in page.html and page.alerts


@pytest.mark.parametrize("who, status", [("pawel", 404), ("bart", 404), ("celik", 403), ("head", 403), ("office", 403)])
def test_nobody_else_corrects_it(who, status, cast, visit):
    moment = a_contact(cast, "celik", "zofia", home=0, words="Voor Dana.")
    db.session.commit()
    page = visit(who).post(f"/contact/moments/{moment.id}/correct", {"words": "Iets anders."})
    assert page.status == status and "Voor Dana." not in page


def test_what_was_taken_back_is_not_there_to_correct(cast, visit):
    moment = a_contact(cast, "celik", "zofia", home=0, words="Voor Dana.")
    db.session.commit()
    visit("celik").post(f"/contact/moments/{moment.id}/take-back")
    assert visit("dana").post(f"/contact/moments/{moment.id}/correct", {"words": "Wat?"}).status == 404


def test_without_access_nothing_is_read(cast, visit):
    a_contact(cast, "celik", "zofia", home=1, words="Voor Paweł.")
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["pawel"].guardian.id).update({"has_access": False})
    db.session.commit()
    assert "Voor Paweł." not in visit("pawel").get("/contact").html


def test_the_family_sees_in_its_log_who_read_it(cast, visit, page_of):
    a_contact(cast, "celik", "fleur", words="Hielp een klasgenoot.")
    db.session.commit()
    visit("jansen").get(page_of("fleur"))
    page = visit("bart").get(f"/privacy/children/{cast.pupils['fleur'].id}")
    assert "Marieke Jansen heeft gelezen wat is opgeschreven over contact met het gezin." in page
