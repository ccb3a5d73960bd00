"""Staff look through the phrases; the office or a teacher adds, changes and retires the school's own."""

import re
import threading

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db, transaction
from portal.phrases import actions, queries
from portal.phrases.actions import NoLongerOffered, Texts
from portal.phrases.models import OwnPhrase
from portal.school.models import Person

PYJAMAS = {"group": "practical", "text_nl": "Op {date} is het pyjamadag.", "text_en": "Pyjama day is on {date}."}


@pytest.fixture
def own(cast):
    texts = Texts("practical", {"nl": PYJAMAS["text_nl"], "en": PYJAMAS["text_en"]})
    row = actions.add(cast.people["office"], texts, now=clock.now())
    db.session.commit()
    return row


def test_a_teacher_looks_in_a_group_and_sees_a_phrase_in_every_language(visit):
    celik = visit("celik")
    page = celik.get("/phrases")
    assert "Gym en zwemmen" in page and "Goed nieuws over een kind" in page and "Er is geen gym" not in page
    group = celik.get("/phrases?group=gym")
    assert "Er is geen gym op" not in page and '<span class="open-place">dag</span>' in group.html
    phrase = celik.get("/phrases/swimming")
    for each in i18n.languages():
        assert re.search(rf'<dd lang="{each.code}" dir="{each.dir}">', phrase.html), each.code
    assert celik.get("/phrases?group=nothing").status == 200


@pytest.mark.parametrize("words, finds", [
    ("luizen", "luizen"), ("LICE", "luizen"), ("hoofdluis", ""), ("gel vlechten", "vlechten"), ("المسبح", ""),
])  # fmt: skip
def test_a_word_finds_its_phrases_also_in_english(words, finds, visit):
    page = visit("vos").get("/phrases", query_string={"q": words})
    assert (finds in page) if finds else ("In geen zin staat dit woord" in page)


@pytest.mark.parametrize("key", ["nothing", "own-7", "own-0", "own-99999999999999"])
def test_a_phrase_that_is_not_there_is_not_found(key, visit):
    assert visit("head").get(f"/phrases/{key}").status == 404


def test_the_office_adds_a_phrase_that_says_which_languages_it_lacks(cast, visit):
    office = visit("office")
    assert "De school heeft nog geen eigen zinnen" in office.get("/phrases/own")
    page = office.follow(office.post("/phrases/own/new", PYJAMAS))
    assert "is het pyjamadag" in page and "العربية" in page
    row = db.session.query(OwnPhrase).one()
    assert row.by_language == {"nl": PYJAMAS["text_nl"], "en": PYJAMAS["text_en"]}
    assert "pyjamadag" in visit("celik").get("/phrases?group=practical")
    arabic = visit("celik").get(f"/phrases/{row.key}")
    assert "Er is nog geen tekst in deze taal" in arabic
    assert [deed.did for deed in db.session.query(Audit).filter_by(kind="own_phrase")] == ["phrase added"]


@pytest.mark.parametrize("fields, reason", [
    ({}, "Schrijf de zin in minstens één taal."),
    ({"text_nl": " "}, "Schrijf de zin in minstens één taal."),
    ({"text_nl": "Op {datum} is het feest."}, "Er is niets in te vullen dat {datum} heet."),
    ({"text_nl": "Op {date is het feest."}, "Er is niets in te vullen dat {} heet."),
    ({"text_nl": "Op {date}.", "text_en": "At {time}."}, "In de tekst van elke taal moet hetzelfde"),
    ({"text_nl": "x" * 401}, "400"),
    ({"text_nl": "Feest.", "group": "nothing"}, "Onderwerp"),
])  # fmt: skip
def test_a_phrase_that_cannot_be_said_is_refused_and_nothing_is_lost(fields, reason, cast, visit):
    page = visit("office").post("/phrases/own/new", {"group": "practical"} | fields)
    assert page.status == 422 and page.alerts == 1 and reason in page
    assert all(text[:60] in page.html for text in fields.values() if text.strip() and text != "nothing")
    assert db.session.query(OwnPhrase).count() == 0


def test_a_language_more_is_added_to_the_same_phrase_and_reaches_what_was_sent(own, visit):
    line = {"key": own.key, "slots": {"date": "2026-12-08"}, "language": "nl"}
    visit("celik").post(f"/phrases/own/{own.id}", PYJAMAS | {"text_ar": "يوم البيجامة: {date}."})
    assert db.session.query(OwnPhrase).count() == 1
    assert queries.said([line], "ar").text == "يوم البيجامة: الثلاثاء، 8 ديسمبر."


def test_other_words_are_another_phrase_and_what_was_sent_keeps_its_own(own, visit):
    celik = visit("celik")
    page = celik.follow(celik.post(f"/phrases/own/{own.id}", PYJAMAS | {"text_nl": "Trek op {date} je pyjama aan."}))
    assert "je pyjama aan" in page and "is het pyjamadag" not in page
    line = {"key": own.key, "slots": {"date": "2026-12-08"}, "language": "nl"}
    assert queries.said([line], "nl").text == "Op dinsdag 8 december is het pyjamadag."
    late = celik.post(f"/phrases/own/{own.id}", PYJAMAS | {"text_nl": "Nog eens {date}."})
    assert late.status == 422 and "net veranderd of opgeborgen" in late
    assert celik.post(f"/phrases/own/{own.id}/bring-back").status == 422, "the words that took its place are offered"


def test_what_is_retired_is_offered_no_more_until_it_is_brought_back(own, visit):
    office = visit("office")
    page = office.follow(office.post(f"/phrases/own/{own.id}/retire"))
    assert "Niet meer te kiezen" in page
    office.post(f"/phrases/own/{own.id}/retire")
    assert "pyjamadag" not in visit("celik").get("/phrases?group=practical")
    office.follow(office.post(f"/phrases/own/{own.id}/bring-back"))
    assert "pyjamadag" in visit("celik").get("/phrases?group=practical")
    verbs = [deed.did for deed in db.session.query(Audit).filter_by(kind="own_phrase").order_by(Audit.id)]
    assert verbs == ["phrase added", "phrase retired", "phrase brought back"]


def test_of_two_who_change_it_at_once_one_does(own, app, cast):
    wanted, ends = [cast.people[who].id for who in ("celik", "vos")], []
    number, gate = own.id, threading.Barrier(2)

    def change(person_id: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                with transaction():
                    row = db.session.get_one(OwnPhrase, number)
                    person = db.session.get_one(Person, person_id)
                    actions.change(row, person, Texts("practical", {"nl": f"Van {person_id}."}), now=clock.now())
                ends.append("changed")
            except NoLongerOffered:
                ends.append("refused")

    threads = [threading.Thread(target=change, args=(each,)) for each in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["changed", "refused"]
    assert len(queries.own_phrases()) == 1


def test_a_parent_does_not_come_here(visit):
    for path in ("/phrases", "/phrases/swimming", "/phrases/own", "/phrases/own/new"):
        assert visit("bart").get(path).status == 403
    assert visit("head").get("/phrases/own").status == 403 and visit("head").get("/phrases").status == 200
