"""What was said is put under themes; the school answers each, and every family reads it in its own language."""

from contextvars import Context
from dataclasses import replace

import pytest

from portal import clock
from portal.db import db
from portal.outbox import Message
from portal.taking_part import actions, queries
from portal.taking_part.actions import SameLanguage
from portal.taking_part.actions.answering import Answered
from portal.taking_part.models import Contribution, Occasion, OtherWords, Outcome
from portal.taking_part.rules import Decision
from tests.engine import an_engine
from tests.stories import an_occasion, hear_at_once
from tests.taking_part.test_say import worked

ANSWER = {
    "theme": "Het plein", "said": "Het plein is druk.", "decision": "done", "done": "Er komt een stille hoek.",
    "who": "De directeur", "due_on": "2027-02-01", "language": "nl",
}  # fmt: skip


@pytest.fixture
def said(cast, evening) -> Contribution:
    """Bart said something with his name."""
    actions.contribute(evening, cast.people["bart"], "Het plein!", "nl", key="k", is_anonymous=False, now=clock.now())
    db.session.commit()
    return db.session.query(Contribution).one()


def answered(cast, evening, **more) -> Outcome:
    outcome = actions.add_theme(evening, "Het plein", cast.people["head"])
    words = Answered("Het plein", "Het plein is druk.", "Er komt een stille hoek.", "De directeur", Decision.DONE)
    actions.write_outcome(outcome, replace(words, **more), "nl", cast.people["head"], now=clock.now())
    actions.publish_answer(evening, cast.people["head"], now=clock.now())
    db.session.commit()
    return outcome


def test_from_what_was_said_to_what_is_done_in_the_browser(cast, evening, said, visit, work):
    hear_at_once(cast.people["bart"])
    office = visit("office")
    office.post(f"/taking-part/{evening.id}/themes", {"theme": "Het plein"})
    theme = db.session.query(Outcome).one()
    office.post(f"/taking-part/contributions/{said.id}/theme", {"theme": theme.id})
    assert db.session.query(Contribution).one().outcome_id == theme.id
    page = office.get(f"/taking-part/outcomes/{theme.id}")
    assert "Het plein!" in page and "1 contribution under this theme" in page
    assert "Er komt" not in visit("amina").get(f"/taking-part/{evening.id}")
    assert office.post(f"/taking-part/outcomes/{theme.id}", ANSWER).status == 303
    page = office.follow(office.post(f"/taking-part/{evening.id}/publish"))
    assert "Every family reads it. 1 parent who took part is told." in page
    for who in ("amina", "bart", "celik"):
        page = visit(who).get(f"/taking-part/{evening.id}")
        assert "Er komt een stille hoek." in page and "We do this" in page and "Het plein!" not in page or who == "bart"
    assert [each.to for each in work() if "what we do" in each.subject] == [cast.people["bart"].email]
    assert "Pesten" in visit("amina").get("/taking-part") and "what we do" in visit("amina").get("/")


def test_publishing_twice_tells_once_and_withdrawing_takes_it_away(cast, evening, said, visit):
    answered(cast, evening)
    office = visit("office")
    office.post(f"/taking-part/{evening.id}/publish")
    told = [each for each in db.session.query(Message) if each.subject == "What you said, and what we do"]
    assert [each.person_id for each in told] == [cast.people["bart"].id]
    office.post(f"/taking-part/{evening.id}/withdraw-answer")
    assert "Er komt" not in visit("amina").get(f"/taking-part/{evening.id}")


def test_an_answer_that_is_not_whole_is_not_published(cast, evening, visit):
    office = visit("office")
    page = office.post(f"/taking-part/{evening.id}/publish")
    assert page.status == 422 and "There is no theme yet" in page
    office.post(f"/taking-part/{evening.id}/themes", {"theme": "Het plein"})
    page = office.post(f"/taking-part/{evening.id}/publish")
    assert page.status == 422 and "Say of each theme" in page and "Het plein" in page
    page = office.post(f"/taking-part/{evening.id}/themes", {"theme": " "})
    assert page.status == 422 and "Give the theme a name." in page


def test_a_published_answer_stays_whole(cast, evening, visit):
    outcome = answered(cast, evening)
    office = visit("office")
    page = office.post(f"/taking-part/outcomes/{outcome.id}", ANSWER | {"done": ""})
    assert page.status == 422 and "Families read this already" in page
    assert office.post(f"/taking-part/outcomes/{outcome.id}/remove").status == 422
    assert office.post(f"/taking-part/outcomes/{outcome.id}", ANSWER | {"done": "Twee hoeken."}).status == 303
    assert "Twee hoeken." in visit("amina").get(f"/taking-part/{evening.id}")


def test_a_theme_goes_and_what_stood_under_it_waits(cast, evening, said, visit):
    theme = actions.add_theme(evening, "Weg", cast.people["head"])
    actions.put_under(said, theme)
    db.session.commit()
    visit("office").post(f"/taking-part/outcomes/{theme.id}/remove")
    assert db.session.query(Outcome).count() == 0 and db.session.query(Contribution).one().outcome_id is None


def test_nothing_goes_under_the_theme_of_another_occasion(cast, evening, said, visit):
    other = actions.add_theme(an_occasion(cast.people["head"]), "Elders", cast.people["head"])
    db.session.commit()
    visit("office").post(f"/taking-part/contributions/{said.id}/theme", {"theme": other.id})
    assert db.session.query(Contribution).one().outcome_id is None


def test_words_by_hand_are_read_by_who_reads_that_language(cast, evening, visit):
    outcome, office = answered(cast, evening), visit("office")
    assert "العربية" in office.get(f"/taking-part/{evening.id}/languages")
    office.post(f"/taking-part/{evening.id}/languages/en", {"title": "Bullying", "text": "Join us.", "where": "Hall"})
    words = {"theme": "The yard", "said": "It is busy.", "done": "A quiet corner.", "who": "The leader"}
    assert office.post(f"/taking-part/outcomes/{outcome.id}/languages/en", words).status == 303
    page = visit("amina").get(f"/taking-part/{evening.id}")
    assert "Bullying" in page and "A quiet corner." in page and "Original (Dutch)" in page
    cast.people["bart"].language = "nl"
    db.session.commit()
    assert "Er komt een stille hoek." in visit("bart").get(f"/taking-part/{evening.id}")
    actions.write_outcome(outcome, Answered("Het plein", "Druk.", "Anders.", "", Decision.NOT), "nl",
                          cast.people["head"], now=clock.now())  # fmt: skip
    db.session.commit()
    assert "older than the original" in visit("amina").get(f"/taking-part/{evening.id}")
    office.post(f"/taking-part/outcomes/{outcome.id}/languages/en/remove")
    assert "A quiet corner." not in visit("amina").get(f"/taking-part/{evening.id}")


def test_who_organises_sees_in_which_languages_parents_cannot_read_it_yet(cast, evening, visit):
    outcome, office = answered(cast, evening), visit("office")
    for path in (f"/taking-part/{evening.id}", f"/taking-part/{evening.id}/contributions"):
        assert "Not yet in: English." in office.get(path)
    words = {"theme": "The yard", "said": "It is busy.", "done": "A quiet corner.", "who": "The leader"}
    office.post(f"/taking-part/outcomes/{outcome.id}/languages/en", words)
    assert "Not yet in" not in office.get(f"/taking-part/{evening.id}/contributions")


def test_words_need_every_part_and_another_language(cast, evening, visit):
    office = visit("office")
    page = office.post(f"/taking-part/{evening.id}/languages/en", {"title": "Bullying", "text": "", "where": "Hall"})
    assert page.status == 422 and "Write this one as well." in page and "Bullying" in page.html
    assert office.get(f"/taking-part/{evening.id}/languages/nl").status == 404
    assert office.get(f"/taking-part/{evening.id}/languages/xx").status == 404
    with pytest.raises(SameLanguage):
        actions.write_words(evening, "nl", {}, cast.people["head"], now=clock.now())
    assert office.post(f"/taking-part/{evening.id}/languages").status == 422, "there is no engine"


def test_an_engine_makes_what_is_missing_and_never_writes_over_a_person(app, cast, evening, visit, monkeypatch):
    with an_engine("libretranslate") as engine:
        more = {"engine": engine.kind, "engine_url": engine.url, "engine_key": "k", "engine_seconds": 2}
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **more))
        office = visit("office")
        assert office.post(f"/taking-part/{evening.id}/languages").status == 303
        Context().run(worked, app, actions.translate_one)
        page = visit("amina").get(f"/taking-part/{evening.id}")
        assert "PESTEN" in page and "Translated automatically" in page
        office.post(f"/taking-part/{evening.id}/languages/en", {"title": "Own", "text": "Words.", "where": "Hall"})
        found = db.session.query(Occasion).one()
        found.words = dict(found.words) | {"title": "Anders"}
        db.session.commit()
        office.post(f"/taking-part/{evening.id}/languages")
        Context().run(worked, app, actions.translate_one)
        page = visit("amina").get(f"/taking-part/{evening.id}")
    assert "Own" in page and "older than the original" in page
    assert db.session.query(OtherWords).filter_by(language="en").one().checked_at is not None


def test_an_engine_that_fails_is_said_and_the_original_is_read(app, cast, evening, visit, monkeypatch):
    with an_engine("libretranslate") as engine:
        engine.status = 400
        more = {"engine": engine.kind, "engine_url": engine.url, "engine_key": "k", "engine_seconds": 2}
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], **more))
        visit("office").post(f"/taking-part/{evening.id}/languages")
        Context().run(worked, app, actions.translate_one)
        assert "The engine could not do it" in visit("office").get(f"/taking-part/{evening.id}/languages")
        assert "Pesten" in visit("amina").get(f"/taking-part/{evening.id}")


def test_a_page_of_an_answer_asks_as_much_for_ten_themes_as_for_one(cast, evening, visit, queries):
    answered(cast, evening)
    amina = visit("amina")
    amina.get(f"/taking-part/{evening.id}")
    with queries() as one:
        amina.get(f"/taking-part/{evening.id}")
    for _more in range(9):
        outcome = actions.add_theme(evening, "Nog een", cast.people["head"])
        actions.write_outcome(outcome, Answered("Nog een", "a", "b", "", Decision.PARTLY), "nl", cast.people["head"],
                              now=clock.now())  # fmt: skip
    db.session.commit()
    amina.get(f"/taking-part/{evening.id}")
    with queries() as ten:
        amina.get(f"/taking-part/{evening.id}")
    assert len(ten) == len(one) <= 20


def test_who_took_part_are_those_with_a_name(cast, evening, said):
    actions.contribute(evening, cast.people["amina"], "x", "nl", key="2", is_anonymous=True, now=clock.now())
    assert queries.took_part(evening) == [cast.people["bart"]]
