"""A talk comes after the colleague's answer, stands with the family's others, and names no matter outside."""

import pytest

from portal import clock
from portal.conversations.rules import Interpreter
from portal.db import db, transaction
from portal.outbox import Message
from portal.recovery import actions, queries
from portal.recovery.actions import FamilyElsewhere, MovedOn, NotAnswered, NotYet, SaidNo, TooLate
from portal.recovery.models import RecoveryCard, RecoveryCase
from portal.recovery.rules import Answer, CardSide
from portal.school.models import Person
from tests.meanwhile import Another, at_call
from tests.stories import a_round, a_talk


def calendars_words(item: str) -> str:
    """What a reader sees of a calendar item: not who is invited."""
    return " ".join(line for line in item.splitlines() if not line.startswith((" ", "ATTENDEE", "ORGANIZER")))


MATTER = ("incident", "recovery", "way back", "Noor", "Fleur", "aggress")


def test_the_colleague_is_asked_on_the_own_page_and_may_answer_later(cast, case, consent, visit, work):
    told = [parcel for parcel in work() if parcel.to == cast.people["noor"].email]
    assert any("You may say no" in parcel.text for parcel in told)
    noor = visit("noor")
    page = noor.get("/recovery")
    assert "Would you sit at a talk" in page and "You may answer later" in page
    noor.post(f"/recovery/consents/{consent.id}/no")
    assert consent.answer is Answer.NO and "You said no." in noor.get("/recovery")
    noor.post(f"/recovery/consents/{consent.id}/yes")
    assert consent.answer is Answer.YES


def test_no_talk_is_planned_before_the_colleague_answered(cast, case, consent, visit):
    head = cast.people["head"]
    with pytest.raises(NotAnswered):
        actions.plan(case, a_talk(), head, now=clock.now())
    form = {"day": "2027-03-01", "starts": "09:00", "minutes": "45", "meet": "school", "interpreter": "none"}
    page = visit("head").post(f"/recovery/cases/{case.id}/plan", form)
    assert page.status == 422 and "has not answered yet" in page


def test_a_no_does_not_stop_a_talk_with_only_the_leader(cast, case, consent, visit):
    visit("head").post(f"/recovery/consents/{consent.id}/said-no")
    assert consent.answer is Answer.NO
    with pytest.raises(SaidNo):
        actions.plan(case, a_talk(cast.people["noor"]), cast.people["head"], now=clock.now())
    assert actions.plan(case, a_talk(), cast.people["head"], now=clock.now()).attending == []


def test_a_colleague_who_left_is_not_waited_for(cast, case, consent):
    cast.people["noor"].left_on = clock.now().date()
    assert actions.plan(case, a_talk(), cast.people["head"], now=clock.now())


def test_outside_the_portal_it_is_a_conversation_and_nothing_else(cast, case, planned, work, recorded):
    work()
    recorded.clear()
    planned()
    work()
    bart = [parcel for parcel in recorded if parcel.to == cast.people["bart"].email]
    assert len(bart) == 1 and "conversation" in bart[0].subject and bart[0].calendar
    for parcel in recorded:
        if parcel.calendar:
            body = parcel.text.partition("\n")[2].lower().replace("/recovery", "")
            said = f"{parcel.subject} {body} {calendars_words(parcel.calendar)}".lower()
            assert not any(word.lower() in said for word in MATTER), said
    told = {parcel.to for parcel in recorded if parcel.calendar}
    assert {cast.people[who].email for who in ("noor", "head")} <= told


def test_only_the_one_home_hears_of_it(cast, case, planned):
    planned()
    told = {row.person_id for row in db.session.query(Message).filter_by(kind="recovery_talk")}
    home = {guardian.person_id for guardian in cast.people["bart"].guardian.household.guardians}
    staff = {cast.people["noor"].id, cast.people["head"].id}
    assert told <= home | staff


def test_it_stands_with_the_familys_other_conversations(cast, case, planned, visit):
    talk, bart = planned(), visit("bart")
    page = bart.get("/conversations")
    assert f"/recovery/talks/{talk.id}" in page.links and "Directiekamer" in page
    assert cast.people["head"].full_name in bart.get("/")
    family = bart.get(f"/recovery/talks/{talk.id}")
    assert "A conversation with the school" in family and "incident" not in family.text.lower()
    assert f"/recovery/talks/{talk.id}" not in visit("amina").get("/conversations").links


def test_the_other_home_of_the_same_child_finds_nothing(cast, incident, visit):
    from portal.contact import queries as contact

    homes = contact.homes_of_pupil(cast.pupils["zofia"].id)
    assert len(homes) == 2
    case = actions.open_case(incident, actions.Whom(homes[0]), cast.people["head"], now=clock.now())
    actions.answer(case.consents[0], Answer.NO, cast.people["noor"], now=clock.now())
    talk = actions.plan(case, a_talk(), cast.people["head"], now=clock.now())
    db.session.commit()
    names = {person.id: key for key, person in cast.people.items()}
    one, other = (visit(names[home.adults[0].person_id]) for home in homes)
    path = f"/recovery/talks/{talk.id}"
    assert one.get(path).status == 200 and path in one.get("/conversations").links
    assert other.get(path).status == 404 and path not in other.get("/conversations").links
    assert other.post(f"{path}/decline").status == 404


def test_the_family_may_rather_not_come(cast, case, planned, visit, work, recorded):
    talk, bart = planned(), visit("bart")
    work()
    recorded.clear()
    bart.post(f"/recovery/talks/{talk.id}/decline")
    assert case.talk_declined_at and talk.cancelled_at
    work()
    assert any(parcel.to == cast.people["head"].email for parcel in recorded)
    assert bart.post(f"/recovery/talks/{talk.id}/decline").status == 422
    assert "does not take place" in bart.get(f"/recovery/talks/{talk.id}")


def test_a_family_is_not_planned_where_it_sits_already(cast, case, consent):
    from portal.conversations import actions as conversations

    slot = a_round(cast.people["celik"], cast.classes["3B"])[0]
    conversations.book(slot, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    actions.answer(consent, Answer.NO, cast.people["noor"], now=clock.now())
    wanted = a_talk()
    wanted = actions.Planned(slot.starts_at, slot.ends_at, *list(vars(wanted).values())[2:])
    with pytest.raises(FamilyElsewhere):
        actions.plan(case, wanted, cast.people["head"], now=clock.now())


def test_what_is_planned_can_be_changed_and_called_off(cast, case, planned, work, recorded):
    talk, head = planned(), cast.people["head"]
    assert actions.plan(case, a_talk(cast.people["noor"]), head, now=clock.now()).sequence == 0, "nothing changed"
    moved = actions.plan(case, a_talk(days=11), head, now=clock.now())
    assert moved.id == talk.id and moved.sequence == 1
    actions.call_off(case, head, now=clock.now())
    assert queries.talk_of(case) is None
    with pytest.raises(TooLate):
        actions.call_off(case, head, now=clock.now())
    assert actions.plan(case, a_talk(), head, now=clock.now()).id != talk.id
    work()
    withdrawn = [parcel for parcel in recorded if parcel.calendar_method == "CANCEL"]
    assert cast.people["noor"].email in {parcel.to for parcel in withdrawn}


def test_the_office_arranges_the_interpreter_and_learns_no_more(cast, case, planned, visit):
    talk, office = planned(interpreter=Interpreter.SCHOOL), visit("office")
    page = office.get("/conversations/interpreters")
    assert "Turks" in page and "Fleur" in page and "/recovery/cases" not in page.html
    office.post(f"/recovery/talks/{talk.id}/interpreter")
    assert talk.interpreter_confirmed_at and "confirmed" in visit("bart").get("/conversations")


def test_each_side_prepares_and_only_the_school_reads_the_colleagues(cast, case, planned, visit):
    talk = planned()
    bart, noor, head = visit("bart"), visit("noor"), visit("head")
    bart.post(f"/recovery/talks/{talk.id}", {"worry": "BARTS WORRY"})
    noor.post(f"/recovery/talks/{talk.id}/card", {"say": "NOORS WORD"})
    assert "NOORS WORD" in noor.get(f"/recovery/talks/{talk.id}/card").html
    assert "BARTS WORRY" in noor.get(f"/recovery/talks/{talk.id}/card").html
    seen = head.get(f"/recovery/cases/{case.id}").html
    assert "BARTS WORRY" in seen and "NOORS WORD" in seen
    assert "NOORS WORD" not in bart.get(f"/recovery/talks/{talk.id}").html
    other = visit("sam").get(f"/recovery/cases/{case.id}")
    assert other.status == 200 and "NOORS WORD" not in other.html and "BARTS WORRY" not in other.html
    assert visit("celik").get(f"/recovery/talks/{talk.id}/card").status == 404
    bart.post(f"/recovery/talks/{talk.id}", {"worry": ""})
    assert db.session.query(RecoveryCard).filter_by(side=CardSide.FAMILY).count() == 0, "emptied it is none"
    assert bart.post(f"/recovery/talks/{talk.id}", {"worry": "x" * 1001}).status == 422


def test_what_two_of_a_family_prepare_at_once_is_one_card(cast, case, planned, app):
    planned()
    numbers = case.id, cast.people["bart"].id
    db.session.commit()

    def prepares(worry: str) -> None:
        found, bart = db.session.get_one(RecoveryCase, numbers[0]), db.session.get_one(Person, numbers[1])
        actions.write_card(found, CardSide.FAMILY, {"worry": worry}, bart, now=clock.now())

    other = Another(app, lambda: prepares("FIRST"))
    with at_call("after", queries, "card_of", other), transaction():
        prepares("SECOND")
    other.result()
    assert db.session.query(RecoveryCard).one().answers["worry"] in ("FIRST", "SECOND")


def test_of_two_who_write_down_at_once_what_was_agreed_one_hears_that_another_was_first(cast, case, planned, app):
    planned()
    actions.speak_first_word(case, cast.people["head"], now=clock.now())
    case_id, numbers = case.id, [cast.people[who].id for who in ("head", "sam")]
    refused: list[int] = []
    db.session.commit()

    def agrees(number: int) -> None:
        found, by = db.session.get_one(RecoveryCase, case_id), db.session.get_one(Person, number)
        try:
            actions.agree(found, {"agreed": by.full_name}, by, was_read_back=True, on=0, now=clock.now())
        except MovedOn:
            refused.append(number)

    other = Another(app, lambda: agrees(numbers[0]))
    with at_call("after", queries, "agreement_of", other), transaction():
        agrees(numbers[1])
    other.result()
    (written,) = queries.agreements_of(db.session.get_one(RecoveryCase, case_id))
    assert {*refused, written.written_by_id} == set(numbers)


def test_the_family_says_whether_what_was_agreed_is_right(cast, case, planned, visit):
    talk, head = planned(), cast.people["head"]
    with pytest.raises(NotYet):
        actions.agree(case, {"agreed": "x"}, head, was_read_back=True, on=0, now=clock.now())
    actions.speak_first_word(case, head, now=clock.now())
    first = actions.agree(case, {"agreed": "We phone."}, head, was_read_back=True, on=0, now=clock.now())
    bart = visit("bart")
    page = bart.get(f"/recovery/talks/{talk.id}")
    assert "We phone." in page and f"/recovery/agreements/{first.id}/right" in page.forms
    assert bart.post(f"/recovery/agreements/{first.id}/not-right", {"words": ""}).status == 422
    bart.post(f"/recovery/agreements/{first.id}/not-right", {"words": "We meet first."})
    assert first.is_right is False and "We meet first." in visit("head").get(f"/recovery/cases/{case.id}")
    with pytest.raises(MovedOn):
        actions.agree(case, {"agreed": "Other."}, head, was_read_back=True, on=0, now=clock.now())
    second = actions.agree(case, {"agreed": "We meet."}, head, was_read_back=True, on=1, now=clock.now())
    assert bart.post(f"/recovery/agreements/{first.id}/right").status == 422
    bart.post(f"/recovery/agreements/{second.id}/right")
    assert second.is_right is True
