"""Who organises makes an occasion, opens it, and every family hears of it in its own language."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.norms import actions as norms
from portal.norms.rules import Side
from portal.outbox import Channel, Message
from portal.taking_part import actions, queries
from portal.taking_part.models import Occasion, OccasionClass
from portal.taking_part.rules import Kind, Ready, State, Times, free_numbers, state_of, who_goes_on
from tests.stories import a_line, a_norm, an_occasion, hear_at_once


def filled(**more) -> dict:
    day = i18n.local_date(clock.now() + timedelta(days=10)).isoformat()
    return {
        "kind": "theme evening", "ready": "", "title": "Media", "text": "Praat mee.", "language": "nl", "day": day,
        "from_time": "19:30", "until_time": "21:00", "where": "Aula", "places": "20", "has_childcare": "y",
    } | more  # fmt: skip


@pytest.mark.parametrize("who", ["office", "head", "sam"])
def test_a_draft_is_seen_by_who_organises_and_by_nobody_else(who, cast, visit):
    maker = visit(who)
    page = maker.follow(maker.post("/taking-part/new", filled()))
    assert "This is a draft" in page and "Media" in maker.get("/taking-part")
    number = db.session.query(Occasion.id).scalar()
    assert visit("amina").get(f"/taking-part/{number}").status == 404
    assert visit("celik").get(f"/taking-part/{number}").status == 404
    assert "Media" not in visit("amina").get("/taking-part") and "Media" not in visit("amina").get("/")


def test_opening_tells_every_parent_once_with_the_next_class_news(cast, visit, work):
    evening = an_occasion(cast.people["office"], is_open=False)
    hear_at_once(cast.people["bart"])
    cast.people["amina"].language = "ar"
    db.session.commit()
    office = visit("office")
    page = office.follow(office.post(f"/taking-part/{evening.id}/open"))
    assert "parents are told" in page and "This is a draft" not in page
    office.post(f"/taking-part/{evening.id}/open")
    told = db.session.query(Message).filter_by(kind="occasion").all()
    parents = {person.id for person in queries.invited_to(evening)}
    assert {each.person_id for each in told} == parents and len(told) == len(parents)
    by = {each.person_id: each for each in told}
    bart, amina = by[cast.people["bart"].id], by[cast.people["amina"].id]
    assert bart.due_at <= clock.now() < amina.due_at, "the digest's moment, for who chose nothing"
    assert amina.language == "ar" and "Pesten" not in bart.body + bart.subject, "no free words outside the portal"


def test_for_one_class_only_its_families_are_told_and_read_it(cast, visit):
    evening = an_occasion(cast.people["head"], class_ids=[cast.classes["6A"].id])
    db.session.commit()
    assert cast.people["bart"] not in queries.invited_to(evening)
    assert visit("bart").get(f"/taking-part/{evening.id}").status == 404
    assert visit("bart").post(f"/taking-part/{evening.id}/sign-up", {"people": 1}).status == 404
    assert visit("olena").get(f"/taking-part/{evening.id}").status == 200
    assert db.session.query(OccasionClass).count() == 1


@pytest.mark.parametrize("more, words", [
    ({"title": ""}, "Write a title, or choose a ready-made subject."),
    ({"day": ""}, "Choose a day."),
    ({"from_time": ""}, "Choose the time at which it begins."),
    ({"until_time": ""}, "Choose the time at which it ends."),
    ({"until_time": "19:00"}, "The end is before the beginning."),
    ({"day": "2020-01-01"}, "This day has passed."),
    ({"sign_up_until": "2090-01-01"}, "This is after the day itself."),
    ({"places": "0"}, "Fill in a number from 1 to 1000."),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(more, words, cast, visit):
    page = visit("office").post("/taking-part/new", filled(**more))
    assert page.status == 422 and words in page and "Praat mee." in page.html
    assert db.session.query(Occasion).count() == 0


def test_a_ready_made_subject_is_in_the_readers_language_without_an_engine(cast, visit):
    made = visit("office").post("/taking-part/new", filled(ready=Ready.BULLYING.value, title="", text=""))
    assert made.status == 303
    evening = db.session.query(Occasion).one()
    actions.open_up(evening, cast.people["office"], now=clock.now())
    cast.people["amina"].language = "nl"
    db.session.commit()
    page = visit("amina").get(f"/taking-part/{evening.id}")
    assert "Vriendschap en pesten" in page and "Geschreven in" not in page


def test_a_change_of_time_tells_who_comes_and_moves_the_item(cast, evening, visit, work):
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", {"people": 1})
    work()
    office = visit("office")
    assert "Pesten" in office.get(f"/taking-part/{evening.id}/change").html
    page = office.post(f"/taking-part/{evening.id}/change", filled(where="Gymzaal"))
    assert page.status == 303, page.text
    (mail,) = [each for each in work() if "Changed" in each.subject]
    assert "SEQUENCE:2" in mail.calendar and "Gymzaal" in mail.calendar
    office.post(f"/taking-part/{evening.id}/change", filled(where="Gymzaal", text="Anders."))
    assert not [each for each in work() if "Changed" in each.subject], "other words move nothing"


def test_fewer_places_than_are_taken_is_refused(cast, evening, visit):
    visit("amina").post(f"/taking-part/{evening.id}/sign-up", {"people": 2})
    page = visit("office").post(f"/taking-part/{evening.id}/change", filled(places="1"))
    assert page.status == 422 and "2 places are taken already" in page


def test_what_families_saw_is_not_thrown_away_and_what_is_over_not_called_off(cast, evening, visit):
    office = visit("office")
    assert office.post(f"/taking-part/{evening.id}/throw-away").status == 422
    clock.advance(days=30)
    office = visit("office")
    assert office.post(f"/taking-part/{evening.id}/call-off").status == 422
    draft = an_occasion(cast.people["office"], is_open=False)
    db.session.commit()
    assert office.post(f"/taking-part/{draft.id}/throw-away").location == "/taking-part"
    assert db.session.query(Occasion).count() == 1


def test_what_is_called_off_or_passed_is_not_opened_or_changed(cast, evening, visit):
    office = visit("office")
    office.post(f"/taking-part/{evening.id}/call-off")
    assert office.post(f"/taking-part/{evening.id}/change", filled()).status == 422
    assert office.post(f"/taking-part/{evening.id}/open").status == 422
    draft = an_occasion(cast.people["office"], is_open=False, days=1)
    db.session.commit()
    clock.advance(days=3)
    assert visit("office").post(f"/taking-part/{draft.id}/open").status == 422


def test_the_draft_of_the_norm_stands_beside_the_norm_only_on_purpose(cast, visit):
    head = cast.people["head"]
    a_norm(head)
    draft = norms.begin(head, now=clock.now())
    norms.change_line(draft.lines[0], a_line(Side.SCHOOL, "We luisteren altijd."))
    asked = an_occasion(head, Kind.CONSULTATION, norm_version_id=draft.id)
    plain = an_occasion(head, Kind.CONSULTATION)
    db.session.commit()
    page = visit("amina").get(f"/taking-part/{asked.id}")
    assert "We luisteren." in page and "We luisteren altijd." in page and "does not hold yet" in page
    assert "We luisteren altijd." not in visit("amina").get(f"/taking-part/{plain.id}")
    assert "We luisteren altijd." not in visit("amina").get("/norm")
    norms.publish(draft, head, list(i18n.LANGUAGES), now=clock.now())
    db.session.commit()
    page = visit("amina").get(f"/taking-part/{asked.id}")
    assert "We luisteren." in page and "it holds since" in page and "does not hold yet" not in page


def test_a_draft_of_the_norm_that_is_thrown_away_leaves_the_question(cast, visit):
    head = cast.people["head"]
    draft = norms.begin(head, now=clock.now())
    asked = an_occasion(head, Kind.CONSULTATION, norm_version_id=draft.id)
    norms.throw_away(draft, head, now=clock.now())
    db.session.commit()
    page = visit("amina").get(f"/taking-part/{asked.id}")
    assert page.status == 200 and "norm-draft" not in page.html


def test_families_without_an_address_get_a_letter_in_their_languages(cast, evening, visit):
    for who, code in (("amina", "ar"), ("bart", "nl")):
        cast.people[who].email, cast.people[who].language = None, code
        cast.people[who].phone = None
    db.session.commit()
    names = [person.full_name for home in queries.homes_without_address(evening) for person in home.people]
    assert {cast.people["amina"].full_name, cast.people["bart"].full_name} <= set(names)
    assert cast.people["olena"].full_name not in names
    page = visit("office").get(f"/taking-part/{evening.id}/letter")
    assert 'lang="ar" dir="rtl"' in page.html and 'lang="nl" dir="ltr"' in page.html and "<svg" in page.html
    assert db.session.query(Message).filter_by(kind="occasion", person_id=cast.people["amina"].id).count() == 1


def test_the_first_page_asks_little_more(cast, evening, visit, queries):
    amina = visit("amina")
    amina.get("/")
    with queries() as asked:
        amina.get("/")
    mine = [each for each in asked if "occasion" in each or "other_words" in each or "sign_up" in each]
    assert len(mine) <= 3


def test_where_it_stands_and_who_goes_on():
    now = clock.now()
    later = now + timedelta(hours=1)
    assert state_of(Times(later, later), now) is State.DRAFT
    assert state_of(Times(later, later, opened_at=now), now) is State.OPEN
    assert state_of(Times(now, now, opened_at=now), now) is State.OVER
    assert state_of(Times(now, now, opened_at=now, answered_at=now), now) is State.ANSWERED
    assert state_of(Times(later, later, opened_at=now, called_off_at=now), now) is State.CALLED_OFF
    assert free_numbers(3, [1], 2) == [2, 3] and free_numbers(3, [1, 5], 2) is None
    assert who_goes_on(1, [(7, 2), (8, 1)]) == 8 and who_goes_on(0, [(7, 2)]) is None


def test_a_message_goes_to_the_screen_when_there_is_no_address(cast, visit):
    amina = cast.people["amina"]
    amina.email = amina.phone = None
    evening = an_occasion(cast.people["office"])
    db.session.commit()
    found = db.session.query(Message).filter_by(kind="occasion", about=evening.id, person_id=amina.id).one()
    assert found.channel == Channel.SCREEN
