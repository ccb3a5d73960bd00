"""The office's page: how the engine is doing, what it costs, and the school's own words."""

from portal import clock
from portal.db import db
from portal.translating import actions
from portal.translating.models import EngineState, GlossaryTerm
from tests.translating.test_asking import fails, turn


def test_a_school_without_an_engine_reads_that_it_needs_none(cast, visit):
    page = visit("office").get("/translating")
    assert "Deze school heeft geen vertaalmachine" in page and "Nog geen woorden." in page
    assert "/translating" in visit("office").get("/office").links


def test_the_office_sees_what_it_costs(cast, visit, school_with_engine):
    turn("Goed zo.", now=clock.now())
    actions.check_one(clock.now())
    page = visit("office").get("/translating")
    assert "De vertaalmachine werkt goed." in page and "Deze maand: 8 van 100000 tekens." in page
    assert "العربية" in page and ("1200 van 500000" in page) == (school_with_engine.kind == "deepl")


def test_an_engine_that_refuses_us_is_shown_where_people_look_and_wakes_nobody(cast, visit, school_with_engine):
    office = visit("office")
    assert visit().get("/health").response.get_json()["translating"] == "well"
    assert 'id="engine"' not in office.get("/office/readiness").html
    school_with_engine.status = 403
    fails(now=clock.now())
    page = office.get("/translating")
    assert "Kijk naar de sleutel" in page and "403" in page
    assert "De vertaalmachine rust" in office.get("/office/readiness")
    health = visit().get("/health").response.get_json()
    assert health["translating"] == "resting" and "translating" not in [
        key for key, is_well in health.items() if is_well is False
    ]
    office.follow(office.post("/translating/again"))
    assert db.session.get_one(EngineState, 1).rests_until is None
    school_with_engine.status = 200
    assert turn("Goed zo.", now=clock.now()).words == "GOED ZO."


def test_no_page_asks_the_engine_anything(cast, visit, school_with_engine):
    office = visit("office")
    for path in ("/translating", "/office/readiness", "/health", "/translating/terms"):
        office.get(path)
    office.post("/translating/again")
    assert school_with_engine.paths == []


def test_a_word_of_the_school_is_added_changed_and_taken_off(cast, visit):
    office = visit("office")
    sent = {"term": "  Parro-map ", "language": "nl", "words_en": "Parro folder", "words_nl": "x", "words_ar": ""}
    page = office.follow(office.post("/translating/terms", sent))
    assert "Parro-map" in page and "met ons woord in andere talen" in page
    term = db.session.query(GlossaryTerm).one()
    assert (term.term, term.words) == ("Parro-map", {"en": "Parro folder"})
    form = office.get(f"/translating/terms/{term.id}")
    assert 'value="Parro folder"' in form.html
    office.follow(office.post(f"/translating/terms/{term.id}", sent | {"term": "Parromap", "words_en": ""}))
    db.session.refresh(term)
    assert (term.term, term.words) == ("Parromap", {})
    assert "Parromap" not in office.follow(office.post(f"/translating/terms/{term.id}/remove"))


def test_the_same_word_twice_is_refused_and_nothing_is_lost(cast, visit):
    office = visit("office")
    for term in ("Tuinklas", "Kring"):
        office.post("/translating/terms", {"term": term, "language": "nl"})
    again = office.post("/translating/terms", {"term": "tuinklas", "language": "nl", "words_en": "Garden class"})
    assert again.status == 422 and "staat al op de lijst" in again and 'value="Garden class"' in again.html
    kring = db.session.query(GlossaryTerm).filter_by(term="Kring").one()
    assert office.post(f"/translating/terms/{kring.id}", {"term": "Tuinklas", "language": "nl"}).status == 422
    assert office.post("/translating/terms", {"term": "Tuinklas", "language": "en"}).status == 303


def test_a_word_needs_letters_and_a_language(cast, visit):
    office = visit("office")
    for wrong in (
        {"term": "", "language": "nl"},
        {"term": " a ", "language": "nl"},
        {"term": "Kring", "language": "xx"},
    ):
        assert office.post("/translating/terms", wrong).status == 422
    assert office.post("/translating/terms", {"term": "a" * 81, "language": "nl"}).status == 422
    assert db.session.query(GlossaryTerm).count() == 0
