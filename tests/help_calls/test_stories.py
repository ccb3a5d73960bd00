"""Calls for help told as stories: press, wait, expect a message to somebody; what people outside the portal read."""

import pytest

from portal import clock
from portal.aftercare.models import Care, CareStep
from portal.channels import Parcel
from portal.db import db
from portal.help_calls import actions, queries
from portal.help_calls.models import CallEvent, HelpCall
from portal.help_calls.rules import CallKind, Ended, Ending, Level, Services, State
from portal.incidents.models import Incident, InvolvedColleague, RegisterEntry, RegisterHead, RegisterKey
from tests.stories import a_call, a_chain

FAMILY_WORDS = ("agressi", "incident", "ouder", "parent", "leerling", "pupil", "schreeuw", "shout", "wapen", "weapon")


class Story:
    """The front desk, its colleagues' phones and a clock that is moved."""

    def __init__(self, cast, work):
        self.cast, self.work, self.presses = cast, work, 0
        a_call(cast, key="for the chain")
        actions.stand_down(self.call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
        for model in (CareStep, Care, InvolvedColleague, RegisterEntry, RegisterHead, RegisterKey, Incident):
            db.session.query(model).delete()
        db.session.commit()
        work()

    @property
    def call(self) -> HelpCall:
        db.session.expire_all()
        return db.session.query(HelpCall).order_by(HelpCall.id.desc()).first()  # type: ignore[return-value]

    def press(self, place: str = "reception", **how) -> HelpCall:
        self.presses += 1
        how.setdefault("is_quiet", False)
        call = actions.raise_call(self.cast.places[place], key=f"{self.presses}", now=clock.now(), **how)
        db.session.commit()
        return call

    def says(self, who: str, deed, call: HelpCall | None = None, **what) -> None:
        deed(call or self.call, self.cast.people[who], now=clock.now(), **what)
        db.session.commit()

    def later(self, seconds: int) -> None:
        """Time passes as it does for a worker: second by second it looks whether there is something to do."""
        for _part in range(seconds // 5):
            clock.advance(seconds=5)
        clock.advance(seconds=seconds % 5)

    def hears(self) -> dict[str, str]:
        """Who gets mail about a call now, with its subject."""
        return {p.to.partition("@")[0]: p.subject for p in self.sent() if "@" in p.to}

    def sent(self) -> list[Parcel]:
        """All that goes out about calls now, on every channel."""
        return [parcel for parcel in self.work() if "/help-calls/" in parcel.text]


@pytest.fixture
def desk(cast, work) -> Story:
    return Story(cast, work)


def test_a_shouting_visitor_and_two_who_come(desk):
    desk.press()
    assert set(desk.hears()) == {"ravi", "elif"}
    desk.later(20)
    desk.says("ravi", actions.answer_seen)
    actions.say_kind(desk.call, CallKind.SHOUTING, now=clock.now())
    desk.says("ravi", actions.answer_coming)
    desk.later(70)
    assert desk.hears() == {}, "one comes, and one was asked for"
    desk.says("ravi", actions.arrive)
    desk.says("elif", actions.answer_coming)
    desk.says("elif", actions.arrive)
    desk.later(600)
    assert desk.hears() == {}
    ended = Ended(Ending.SAFE, all_safe=True, children_looked_after=True, services=Services.NONE)
    desk.says("ravi", actions.stand_down, ended=ended)
    assert set(desk.hears()) == {"ravi", "elif"}
    call = desk.call
    assert (call.all_safe, call.children_looked_after, call.services) == (True, True, Services.NONE)
    assert db.session.query(Incident).filter_by(help_call_id=call.id).count() == 1
    events = db.session.query(CallEvent).filter_by(call_id=call.id).order_by(CallEvent.id)
    assert [event.what for event in events] == ["raised", "told", "told", "seen", "kind", "coming", "there",
                                                "coming", "there", "stood-down"]  # fmt: skip


def test_nobody_but_the_leader_and_she_not_at_once(desk):
    desk.press()
    desk.hears()
    desk.later(30)
    desk.says("ravi", actions.answer_cannot)
    assert desk.hears() == {}
    desk.says("elif", actions.answer_cannot)
    assert set(desk.hears()) == {"sam", "vos"}, "at once: all of the step said no"
    desk.later(60)
    assert set(desk.hears()) == {"head"}
    desk.later(45)
    assert set(desk.hears()) == {"ravi", "elif"}, "once more, also those who could not"
    assert desk.call.state is State.UNANSWERED
    sees = queries.what_the_caller_sees(desk.call, now=clock.now())
    assert sees.shows_numbers and sees.coming == [] and sees.there == []
    desk.says("elif", actions.answer_coming)
    assert desk.call.state is State.COMING
    sees = queries.what_the_caller_sees(desk.call, now=clock.now())
    assert [helper.name for helper in sees.coming] == ["Elif"] and not sees.shows_numbers


def test_who_promised_does_not_come_and_others_are_called(desk):
    desk.press()
    desk.hears()
    desk.says("ravi", actions.answer_coming)
    desk.later(119)
    assert desk.hears() == {}
    desk.later(1)
    assert set(desk.hears()) == {"sam", "vos"}
    desk.says("sam", actions.arrive)
    desk.later(300)
    assert desk.hears() == {}


def test_a_whole_night_with_nobody_never_falls_silent(desk):
    desk.press()
    heard = []
    for _step in range(100):
        heard.append(frozenset(desk.hears()))
        clock.advance(seconds=(desk.call.climbs_at - clock.now()).total_seconds())
    assert set(heard) == {frozenset({"ravi", "elif"}), frozenset({"sam", "vos"}), frozenset({"head"})}
    assert all(heard), "each look tells somebody"


def test_a_call_for_a_colleague_says_so_and_becomes_an_emergency_when_that_is_pressed(desk):
    desk.press(level=Level.ASSIST)
    assert desk.hears()["elif"] == "Een collega vraagt of je komt: Balie"
    desk.later(3)
    desk.press(level=Level.EMERGENCY)
    heard = desk.hears()
    assert set(heard) == {"sam", "vos"} and heard["vos"] == "Een collega heeft je nu nodig: Balie"
    assert desk.call.level is Level.EMERGENCY
    desk.later(20)
    desk.press(level=Level.ASSIST)
    assert desk.call.level is Level.EMERGENCY, "never less"


def test_pressing_in_panic_is_one_call_for_more(desk):
    desk.press()
    desk.hears()
    desk.later(15)
    for _panic in range(6):
        desk.press()
        clock.advance(seconds=1)
    assert set(desk.hears()) == {"sam", "vos"}, "one more step, not the whole chain"
    assert db.session.query(CallEvent).filter_by(call_id=desk.call.id, what="more").count() == 1


def test_a_mistake_is_taken_back_within_ten_seconds_and_everybody_hears_false_alarm(desk):
    desk.press()
    desk.hears()
    desk.later(8)
    desk.says("noor", actions.cancel)
    heard = desk.hears()
    assert heard["elif"] == "Vals alarm: Balie" and set(heard) == {"ravi", "elif"}
    assert desk.call.ending is Ending.FALSE_ALARM
    desk.later(900)
    assert desk.hears() == {}


def test_after_a_minute_it_is_ended_with_its_questions(desk):
    desk.press()
    desk.later(61)
    with pytest.raises(actions.TooLate):
        desk.says("noor", actions.cancel)
    assert desk.call.is_open


def test_two_places_call_at_once_and_a_colleague_sees_both(cast, desk):
    a_chain(cast.places["room 12"], [cast.people["ravi"]], wait_seconds=30)
    first, second = desk.press(), desk.press("room 12")
    desk.work()
    assert first.id != second.id
    assert [call.place.name for call in queries.unanswered_calls_for(cast.people["ravi"])] == [
        cast.places["reception"].name, cast.places["room 12"].name
    ]  # fmt: skip
    desk.says("ravi", actions.answer_coming, second)
    desk.says("ravi", actions.stand_down, second, ended=Ended(Ending.SAFE))
    assert first.is_open


def test_a_practice_says_so_first_on_every_message_and_leaves_no_draft(cast, desk):
    call = actions.start_drill(cast.places["reception"], cast.people["sam"], now=clock.now())
    db.session.commit()
    subjects = [p.subject for p in desk.sent()]
    desk.later(60)
    subjects += [p.subject for p in desk.sent()]
    desk.says("ravi", actions.stand_down, call, ended=Ended(Ending.SAFE))
    subjects += [p.subject for p in desk.sent()]
    marks = ("OEFENING", "PRACTICE", "تدريب")
    assert len(subjects) >= 8 and all(subject.startswith(marks) for subject in subjects), subjects
    assert call.ending is Ending.DRILL and db.session.query(Incident).count() == 0


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
@pytest.mark.parametrize("how", [{}, {"level": Level.ASSIST}, {"is_quiet": True}])
def test_no_message_names_a_matter_or_a_person_but_its_reader(cast, desk, with_sms, language, how):
    for who in ("ravi", "elif"):
        cast.people[who].language = language
    db.session.commit()
    call = desk.press(**how)
    actions.say_kind(call, CallKind.WEAPON, now=clock.now())
    db.session.commit()
    parcels = desk.sent()
    desk.says("ravi", actions.stand_down, ended=Ended(Ending.SAFE))
    parcels += desk.sent()
    assert {p.to for p in parcels if p.to.startswith("+")}, "text messages too"
    for parcel in parcels:
        text = parcel.subject + parcel.text
        assert not any(word in text.lower() for word in FAMILY_WORDS), text
        assert not any(person.last_name in text for person in cast.people.values() if len(person.last_name) > 4), text


def test_a_text_message_is_short(desk, with_sms):
    desk.press()
    texts = [p.subject + p.text for p in desk.sent() if p.to.startswith("+")]
    assert texts and all(len(text) <= 2 * 153 for text in texts), max(texts, key=len)
