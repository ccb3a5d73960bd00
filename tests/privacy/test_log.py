"""Who saw or changed what about whom: for the office all of it, for a family what concerns itself."""

import ast
import re

import pytest
from sqlalchemy import delete, update

from portal import audit, clock
from portal.audit import Audit
from portal.db import db
from portal.deeds import SENTENCES
from portal.home_context import actions as home
from portal.home_context.rules import Theme
from portal.privacy.actions import copying, holds
from portal.settings import ROOT
from tests.privacy.conftest import today
from tests.stories import a_home_item, told
from tests.test_the_rules_of_the_house import CODE

LOOKED = "Zeynep Çelik heeft gelezen wat het gezin over thuis deelt."


def looks(cast, who: str, pupil: str, household: str) -> None:
    """Somebody at school reads what one household shares about a child."""
    item = a_home_item(cast.people[household], cast.pupils[pupil], "Woorden")
    db.session.commit()
    home.note_look([item], cast.people[who], now=clock.now())


def in_dutch(cast, *names: str) -> None:
    for name in names:
        cast.people[name].language = "nl"
    db.session.commit()


def log_of(cast, pupil: str) -> str:
    return f"/privacy/children/{cast.pupils[pupil].id}"


def test_a_family_sees_who_read_what_it_shared(cast, visit):
    looks(cast, "celik", "fleur", "bart")
    page = visit("bart").get(log_of(cast, "fleur"))
    assert LOOKED in page and "Jij heeft iets over thuis geschreven." in page


def test_several_things_read_on_one_page_are_one_line(cast, visit):
    fleur, bart = cast.pupils["fleur"], cast.people["bart"]
    items = [a_home_item(bart, fleur, "Woorden", theme) for theme in (Theme.LOVES, Theme.HARD, Theme.HELPS)]
    db.session.commit()
    home.note_look(items, cast.people["celik"], now=clock.now())
    assert visit("bart").get(log_of(cast, "fleur")).text.count(LOOKED) == 1


def test_the_log_is_in_the_readers_language(cast, visit):
    looks(cast, "celik", "yusuf", "amina")
    page = visit("amina").get(log_of(cast, "yusuf"))
    assert "قراءة ما تشاركه الأسرة عن البيت" in page and 'dir="rtl"' in page.html and "Zeynep Çelik" in page


def test_a_family_sees_nothing_of_what_happens_around_the_other_home(cast, visit):
    in_dutch(cast, "dana", "pawel")
    looks(cast, "celik", "zofia", "dana")
    page = visit("pawel").get(log_of(cast, "zofia"))
    assert LOOKED not in page and "Dana" not in page.text and "staat het hier" in page
    assert LOOKED in visit("dana").get(log_of(cast, "zofia"))


def test_what_the_school_changes_about_the_child_in_general_both_homes_see(cast, visit):
    in_dutch(cast, "dana", "pawel")
    audit.did(cast.people["office"], "time blocked", cast.pupils["zofia"], now=clock.now())
    db.session.commit()
    for who in ("dana", "pawel"):
        assert "Olga Smit heeft een tijd geblokkeerd." in visit(who).get(log_of(cast, "zofia"))


def test_what_concerns_one_guardian_the_other_does_not_see_even_in_one_household(cast, visit):
    in_dutch(cast, "dana", "pawel")
    dana, pawel = cast.people["dana"], cast.people["pawel"]
    pawel.guardian.household_id = dana.guardian.household_id
    tie = next(tie for tie in cast.pupils["zofia"].guardianships if tie.guardian_id == dana.guardian.id)
    audit.did(cast.people["office"], "time blocked", tie, now=clock.now())
    audit.did(dana, "signed in", dana, now=clock.now())
    db.session.commit()
    assert "geblokkeerd" in visit("dana").get(log_of(cast, "zofia"))
    assert "geblokkeerd" not in visit("pawel").get(log_of(cast, "zofia"))
    assert "Dana" not in visit("pawel").get("/privacy/us").text


def test_what_is_decided_about_one_guardian_is_not_told_with_the_child(cast, visit):
    in_dutch(cast, "dana", "pawel")
    audit.did(cast.people["office"], "guardian changed", cast.pupils["zofia"], now=clock.now())
    audit.did(cast.people["office"], "guardian changed", cast.people["pawel"], now=clock.now())
    db.session.commit()
    for who in ("dana", "pawel"):
        assert "Olga" not in visit(who).get(log_of(cast, "zofia"))
    assert "Olga" in visit("pawel").get("/privacy/us") and "Olga" not in visit("dana").get("/privacy/us")


def test_a_verb_of_long_ago_is_said_in_general(cast, visit):
    audit.did(cast.people["office"], "a verb of long ago", cast.pupils["fleur"], now=clock.now())
    db.session.commit()
    assert "Olga Smit heeft iets gewijzigd." in visit("bart").get(log_of(cast, "fleur"))


def test_what_a_guardian_of_the_other_home_does_about_the_child_is_theirs(cast, visit):
    in_dutch(cast, "dana", "pawel")
    audit.did(cast.people["pawel"], "time blocked", cast.pupils["zofia"], now=clock.now())
    db.session.commit()
    assert "geblokkeerd" not in visit("dana").get(log_of(cast, "zofia"))
    assert "Jij heeft een tijd geblokkeerd." in visit("pawel").get(log_of(cast, "zofia"))


def test_incidents_and_holds_never_reach_a_family(cast, visit):
    told(cast)
    holds.place(cast.pupils["fleur"], cast.people["office"], reason="Klacht", review_on=today(), now=clock.now())
    db.session.commit()
    everything = "".join(visit("bart").get(path).text for path in (log_of(cast, "fleur"), "/privacy/us", "/privacy"))
    assert "een gesprek afgesproken" in everything
    for word in ("Noor", "voorlopig", "Klacht", "incident vastgelegd"):
        assert word not in everything


def test_somebody_elses_child_has_no_log(cast, visit):
    assert visit("bart").get(log_of(cast, "yusuf")).status == 404


def test_a_guardian_without_access_sees_nothing_of_the_child(cast, visit):
    looks(cast, "celik", "fleur", "bart")
    cast.pupils["fleur"].guardianships[0].has_access = False
    db.session.commit()
    assert visit("bart").get(log_of(cast, "fleur")).status == 404
    assert LOOKED not in visit("bart").get("/privacy/us")


def test_staff_see_what_concerns_their_own_account(cast, visit):
    page = visit("celik").get("/privacy/us")
    assert "Jij heeft zich aangemeld." in page and page.text.count("aangemeld") == 1


def test_the_office_finds_deeds_by_who_by_whom_and_by_day(cast, visit):
    looks(cast, "celik", "fleur", "bart")
    looks(cast, "vos", "salma", "amina")
    office = visit("office")
    everything = office.get("/privacy/audit")
    assert "Zeynep" in everything and "Pieter Vos" in everything and "Fleur Visser" in everything
    assert "Pieter" not in office.get("/privacy/audit?who=celik%20zeynep")
    assert "Zeynep" not in office.get("/privacy/audit?about=Salma")
    assert "Zeynep" in office.get("/privacy/audit?about=bart"), "what concerns his household counts"
    assert "Zeynep" in office.get(f"/privacy/audit?pupil={cast.pupils['fleur'].id}")
    assert "Pieter" not in office.get(f"/privacy/audit?person={cast.people['bart'].id}")
    clock.advance(days=3)
    later = today().isoformat()
    assert "niets gedaan" in visit("office").get(f"/privacy/audit?start={later}&about=Fleur")
    assert "Zeynep" in visit("office").get(f"/privacy/audit?end={later}&about=Fleur")


@pytest.mark.parametrize("question", [
    "start=2026-02-30", "end=nonsense", "who=%00", "about=%25", "pupil=99999999999", "before=-1",
    "before=10000000000000", "end=9999-12-31", "who=" + "x" * 500, "start=0001-01-01", "end=0001-01-01",
])  # fmt: skip
def test_a_strange_question_is_answered_or_refused_and_never_breaks(question, cast, visit):
    assert visit("office").get(f"/privacy/audit?{question}").status in (200, 422)


def test_a_long_log_comes_in_pages_with_few_questions_to_the_database(cast, visit, queries):
    now, fleur = clock.now(), cast.pupils["fleur"]
    for number in range(130):
        audit.did(cast.people["office" if number % 2 else "celik"], "time blocked", fleur, now=now)
    db.session.commit()
    for who, path in (("office", f"/privacy/audit?pupil={fleur.id}"), ("bart", log_of(cast, "fleur"))):
        visitor, seen = visit(who), []
        visitor.get("/account")
        while path:
            with queries() as asked:
                page = visitor.get(path)
            assert len(asked) <= 12, asked
            seen += re.findall(r"<time[^>]*>", page.html)
            path = next((re.sub("&amp;", "&", link) for link in page.links if "before=" in link), "")
        assert len(seen) == 130, who


def test_deeds_are_never_changed_or_deleted_but_by_retention():
    """Whoever wants to: erasing makes them name nobody (audit.forget_whom), the term deletes them (retention)."""
    pattern = re.compile(r"(update|delete)\(\s*Audit\b|Audit\.__table__\.(update|delete)|\"?(UPDATE|DELETE FROM) audit")
    changing = {str(path.relative_to(ROOT)) for path in CODE if pattern.search(path.read_text())}
    assert changing == {"portal/audit.py"}
    calling = {str(path.relative_to(ROOT)) for path in CODE if "forget_whom(" in path.read_text()}
    assert calling == {"portal/audit.py", "portal/privacy/actions/erasing.py"}


def test_a_deed_that_somebody_tries_to_change_is_refused(cast):
    audit.did(cast.people["office"], "time blocked", cast.pupils["fleur"], now=clock.now())
    db.session.commit()
    deed = db.session.query(Audit).order_by(Audit.id.desc()).limit(1).one()
    deed.did = "time given back"
    with pytest.raises(audit.OnlyAdded):
        db.session.flush()
    db.session.rollback()
    db.session.delete(db.session.query(Audit).order_by(Audit.id.desc()).first())
    with pytest.raises(audit.OnlyAdded):
        db.session.flush()
    db.session.rollback()
    for statement in (update(Audit).values(did="x"), delete(Audit)):
        with pytest.raises(audit.OnlyAdded):
            db.session.execute(statement)
    db.session.rollback()


def verbs_in_code() -> set[str]:
    """Every verb that is given to `audit.did`, or written in an Audit row."""
    found = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            given = [keyword.value for keyword in node.keywords if keyword.arg == "did"]
            if ast.unparse(node.func) in ("audit.did", "_write_down"):
                given.append(node.args[1])
            for value in given:
                words = [each.value for each in ast.walk(value) if isinstance(each, ast.Constant)]
                assert words or ast.unparse(value) == "verb", f"{path}: name the verb where it is used"
                found |= set(words)
    return found


def test_every_verb_of_the_code_is_said_in_a_plain_sentence():
    verbs = verbs_in_code()
    assert len(verbs) > 20
    assert verbs - set(SENTENCES) == set(), "Add a sentence to SENTENCES in portal/deeds.py."
    unused = {verb for verb in SENTENCES if not verb.startswith("saw")} - verbs
    assert not unused, "SENTENCES holds verbs that no code uses."
    assert all("%(who)s" in str(sentence) for sentence in SENTENCES.values())


def test_what_was_seen_is_said_by_its_kind(cast, visit):
    things = told(cast)
    visit("celik").get(f"/home-context/{cast.pupils['fleur'].id}")
    visit("sam").get(f"/incidents/{things['incident']}")
    seen = db.session.query(Audit).filter_by(did="saw").all()
    assert {deed.kind for deed in seen} == {"home_item", "incident"}
    assert all(deed.sentence is not SENTENCES["saw"] for deed in seen)


def test_every_thing_says_whom_it_concerns(cast):
    things = told(cast)
    bart, fleur = cast.people["bart"], cast.pupils["fleur"]
    home_of_bart = bart.guardian.household_id
    by_kind = {deed.kind: deed for deed in db.session.query(Audit).order_by(Audit.id)}
    item, booking = by_kind["home_item"], by_kind["booking"]
    assert (item.pupil_id, item.household_id, item.subject_id) == (fleur.id, home_of_bart, None)
    assert (booking.pupil_id, booking.household_id) == (fleur.id, home_of_bart)
    assert by_kind["user_session"].subject_id == bart.id
    assert by_kind["data_export"].household_id == home_of_bart
    for kind in ("incident", "post", "round", "kiosk_device"):
        deed = by_kind[kind]
        assert (deed.pupil_id, deed.household_id, deed.subject_id) == (None, None, None), kind
    tie, guardian = fleur.guardianships[0], bart.guardian
    assert audit.concerned(tie) == audit.Whom(fleur.id, home_of_bart, bart.id)
    assert audit.concerned(guardian) == audit.Whom(None, home_of_bart, bart.id)
    assert audit.concerned(bart) == audit.Whom(subject_id=bart.id)
    assert audit.concerned(guardian.household) == audit.Whom(household_id=home_of_bart)
    assert things["household"] == home_of_bart


def test_a_copy_that_the_office_makes_stands_in_the_familys_log(cast, visit):
    copying.ask(cast.people["bart"], cast.people["office"], reason="Aan de balie", now=clock.now())
    db.session.commit()
    page = visit("bart").get("/privacy/us")
    assert "Olga Smit heeft om een kopie van de gegevens gevraagd." in page and "Aan de balie" not in page
