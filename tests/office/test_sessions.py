"""The office sees who is signed in, and signs somebody out everywhere, or everybody."""

from portal.audit import Audit
from portal.db import db


def test_the_office_finds_somebody_and_signs_them_out_everywhere(cast, visit):
    phone, laptop, bart, office = visit("amina"), visit("amina"), visit("bart"), visit("office")
    page = office.get("/office/sessions?q=hadd")
    assert "Amina Haddad" in page and "2 apparaten" in page and "Bart Visser" not in page
    page = office.follow(office.post(f"/office/people/{cast.people['amina'].id}/sign-out"))
    assert "Amina Haddad is overal uitgelogd." in page
    assert [v.get("/").status for v in (phone, laptop, bart, office)] == [303, 303, 200, 200]
    deed = db.session.query(Audit).filter_by(did="signed out").one()
    assert deed.person_id == cast.people["office"].id and deed.about == cast.people["amina"].id


def test_everybody_is_signed_out_after_one_question(cast, visit):
    amina, head, office = visit("amina"), visit("head"), visit("office")
    page = office.get("/office/sessions/end-all")
    assert page.status == 200 and amina.get("/").status == 200, "asking does nothing yet"
    office.follow(office.post("/office/sessions/end-all"))
    assert [v.get("/").status for v in (amina, head, office)] == [303, 303, 200]


def test_the_office_goes_on_when_it_signs_itself_out_everywhere(cast, visit):
    here, elsewhere = visit("office"), visit("office")
    here.post(f"/office/people/{cast.people['office'].id}/sign-out")
    assert here.get("/").status == 200 and elsewhere.get("/").status == 303


def test_signs_of_a_pattern_are_only_letters(cast, visit):
    visit("bart")
    office = visit("office")
    for words in ("%", "_", "zzz"):
        assert "Niemand met deze naam is ingelogd." in office.get("/office/sessions", query_string={"q": words})
    assert "Bart Visser" in office.get("/office/sessions?q=BART%20viss")
