"""Parents say something in their own language, with or without a name; only who organises reads it."""

from contextvars import Context
from dataclasses import replace

import pytest
from sqlalchemy import text

from portal import audit, clock
from portal.db import db
from portal.taking_part import actions
from portal.taking_part.actions import contributing
from portal.taking_part.models import Contribution, ContributionWords
from portal.taking_part.rules import MOST_EACH, Kind
from tests.conftest import rows
from tests.engine import an_engine
from tests.stories import an_occasion

ARABIC = "نريد مكانًا هادئًا في الساحة."


@pytest.fixture
def asked(cast, _english):
    """The school leader asks what families think, for two weeks."""
    made = an_occasion(cast.people["head"], Kind.CONSULTATION, title="Onze visie")
    db.session.commit()
    return made


def words(**more) -> dict:
    return {"words": ARABIC, "language": "ar", "name": "with", "key": "a form"} | more


def test_a_parent_writes_in_the_own_language_and_school_reads_it_with_the_name(cast, asked, visit):
    amina = visit("amina")
    page = amina.follow(amina.post(f"/taking-part/{asked.id}/say", words()))
    assert "Thank you" in page and ARABIC in page and 'lang="ar"' in page.html
    page = visit("head").get(f"/taking-part/{asked.id}/contributions")
    assert ARABIC in page and cast.people["amina"].full_name in page and "Arabic" in page
    assert ARABIC not in visit("bart").get(f"/taking-part/{asked.id}")


def test_without_a_name_nothing_in_the_database_says_who_it_was(cast, asked, visit):
    visit("bart").post(f"/taking-part/{asked.id}/say", words(key="before"))
    amina = visit("amina")
    db.session.commit()
    before = {table: len(rows(table)) for table in ("attempt", "audit", "message", "sign_up", "opened", "kept_fields")}
    page = amina.follow(amina.post(f"/taking-part/{asked.id}/say", words(name="without")))
    assert "nobody knows that it was you" in page and ARABIC not in page
    said = db.session.query(Contribution).filter_by(key="a form").one()
    assert said.person_id is None
    columns = {column.name for column in Contribution.__table__.columns}
    assert columns == {"id", "occasion_id", "person_id", "outcome_id", "language", "words", "given_on", "key"}
    assert {table: len(rows(table)) for table in before} == before, "no trace beside it either"
    page = visit("head").get(f"/taking-part/{asked.id}/contributions")
    assert ARABIC in page and "Without a name" in page and cast.people["amina"].full_name not in page


def test_what_was_said_lies_sealed(cast, asked, visit):
    visit("amina").post(f"/taking-part/{asked.id}/say", words())
    (lies,) = db.session.execute(text("SELECT words FROM contribution")).scalars()
    assert ARABIC not in str(lies) and ARABIC.encode() not in bytes(str(lies), "utf-8")


def test_the_same_form_twice_is_once(cast, asked, visit):
    for name in ("with", "without"):
        for _again in range(2):
            assert visit("amina").post(f"/taking-part/{asked.id}/say", words(name=name, key=name)).status == 303
    assert db.session.query(Contribution).count() == 2


def test_each_page_has_a_key_of_its_own(cast, asked, visit):
    amina = visit("amina")
    keys = {amina.get(f"/taking-part/{asked.id}").html.split('name="key"')[1].split('value="')[1].split('"')[0]
            for _each in range(2)}  # fmt: skip
    assert len(keys) == 2


def test_it_can_be_taken_back_by_who_wrote_it_and_by_nobody_else(cast, asked, visit):
    visit("amina").post(f"/taking-part/{asked.id}/say", words())
    number = db.session.query(Contribution.id).scalar()
    assert visit("bart").post(f"/taking-part/contributions/{number}/take-back").status == 404
    amina = visit("amina")
    page = amina.follow(amina.post(f"/taking-part/contributions/{number}/take-back"))
    assert "taken back" in page and db.session.query(Contribution).count() == 0


def test_what_should_not_lie_there_is_removed_by_school_and_the_log_says_who(cast, asked, visit):
    visit("amina").post(f"/taking-part/{asked.id}/say", words(name="without"))
    number = db.session.query(Contribution.id).scalar()
    assert visit("celik").post(f"/taking-part/contributions/{number}/remove").status == 403
    head = visit("head")
    page = head.follow(head.post(f"/taking-part/contributions/{number}/remove"))
    assert "gone for good" in page and ARABIC not in page and db.session.query(Contribution).count() == 0
    (deed,) = audit.deeds_about(asked, verb="contribution removed")
    assert deed.person_id == cast.people["head"].id


def test_nothing_said_is_refused_and_so_is_too_much(cast, asked, visit, monkeypatch):
    amina = visit("amina")
    page = amina.post(f"/taking-part/{asked.id}/say", words(words=" "))
    assert page.status == 422 and "Write something first." in page
    for number in range(MOST_EACH):
        actions.contribute(asked, cast.people["amina"], "Nog iets.", "nl", key=f"{number}", is_anonymous=False,
                           now=clock.now())  # fmt: skip
    db.session.commit()
    page = amina.post(f"/taking-part/{asked.id}/say", words())
    assert page.status == 422 and "said a lot" in page and ARABIC in page.html
    monkeypatch.setattr(contributing, "MOST_ANONYMOUS_A_DAY", 1)
    assert amina.post(f"/taking-part/{asked.id}/say", words(name="without")).status == 303
    page = amina.post(f"/taking-part/{asked.id}/say", words(name="without", key="another"))
    assert page.status == 422 and "Try again tomorrow" in page


def test_when_it_is_over_nothing_more_is_said(cast, asked, visit):
    clock.advance(days=20)
    page = visit("amina").post(f"/taking-part/{asked.id}/say", words())
    assert page.status == 422 and "closed now" in page and "say-form" not in page.html


def test_without_an_engine_the_original_stands_with_its_language(cast, asked, visit):
    visit("amina").post(f"/taking-part/{asked.id}/say", words())
    head = visit("head")
    assert "ask-form" not in head.get(f"/taking-part/{asked.id}/contributions").html
    assert head.post(f"/taking-part/{asked.id}/contributions").status == 422


def test_an_engine_translates_when_a_reader_asks_and_never_by_itself(app, cast, asked, visit, monkeypatch):
    with an_engine("libretranslate") as engine:
        more = {"engine": engine.kind, "engine_url": engine.url, "engine_key": "k", "engine_seconds": 2}
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **more))
        visit("bart").post(f"/taking-part/{asked.id}/say", words(words="Meer groen.", language="nl"))
        assert engine.bodies == [] and db.session.query(ContributionWords).count() == 0
        head = visit("head")
        head.post(f"/taking-part/{asked.id}/contributions")
        head.post(f"/taking-part/{asked.id}/contributions")
        Context().run(worked, app, actions.translate_contribution_one)
        page = head.get(f"/taking-part/{asked.id}/contributions")
    assert "MEER GROEN." in page and "Meer groen." in page and "Translated automatically" in page
    assert db.session.query(ContributionWords).count() == 1


def worked(app, job) -> None:
    with app.app_context():
        while job(clock.now()):
            pass
