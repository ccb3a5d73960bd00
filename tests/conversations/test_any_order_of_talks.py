"""Whatever homes and the team write before and after conversations, in any order: nothing is lost or crosses."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import Agreed, MovedOn, NotYet
from portal.conversations.models import Agreement, AgreementAnswer, Booking, TalkCard
from portal.conversations.rules import SHARED_BEFORE, Side, Way
from portal.db import Refusal, db
from portal.demo.actions.people import Cast
from portal.outbox import Message
from tests.stories import a_round

# Zofia has two homes: what one writes may not be taken for the other's.
FAMILIES = (("dana", "zofia"), ("pawel", "zofia"), ("bart", "fleur"))
families = st.sampled_from(FAMILIES)
words = st.sampled_from(("Ze leest graag.", "Het gaat goed.", "Hij slaapt slecht."))
numbers = st.integers(0, 5)


class BeforeAndAfter(RuleBasedStateMachine):
    """Conversations of three homes; `cards`, `agreed` and `answers` are what somebody with a pencil wrote down."""

    cast: Cast

    def __init__(self):
        super().__init__()
        self.now, self.celik = clock.now(), self.cast.people["celik"]
        self.slots = a_round(self.celik, self.cast.classes["3B"], times=6)
        for slot, (who, child) in zip(self.slots, FAMILIES, strict=False):
            actions.book(slot, self.cast.pupils[child], self.cast.people[who], now=self.now)
        self.cards: dict[tuple[tuple[str, str], Side], str] = {}
        self.agreed: dict[tuple[str, str], list[str]] = {}
        self.answers: dict[tuple[tuple[str, str], int], tuple[bool, str]] = {}

    def teardown(self):
        db.session.rollback()
        # Bookings are kept without an object that stands for a new row: the session does not forget them by itself.
        for each in [each for each in db.session() if isinstance(each, Booking)]:
            db.session.expunge(each)

    @rule(family=families, number=numbers)
    def book_or_move(self, family, number):
        who, child = self.cast.people[family[0]], self.cast.pupils[family[1]]
        held = self._booking(family)
        if held is None:
            self._tried(lambda: actions.book(self.slots[number], child, who, now=self.now))
        else:
            self._tried(lambda: actions.swap(held, self.slots[number], who, now=self.now))

    @rule(family=families)
    def cancel(self, family):
        if held := self._booking(family):
            self._tried(lambda: actions.cancel(held, self.cast.people[family[0]], now=self.now))

    @rule(family=families, side=st.sampled_from(Side), text=words)
    def write_a_card(self, family, side, text):
        if (held := self._booking(family)) is None:
            return
        by = self.celik if side is Side.TEAM else self.cast.people[family[0]]
        answers = {"feels": text} if side is Side.CHILD else {"proud": {"text": text, "in_conversation": False}}
        actions.write_card(held, side, answers, by, now=self.now)
        self.cards[family, side] = text

    @rule(hours=st.sampled_from((2, 150, 170)))
    def time_passes(self, hours):
        if self.now < self.slots[-1].starts_at + timedelta(days=2):
            self.now += timedelta(hours=hours)

    @rule(family=families, text=words, behind=st.integers(0, 1), way=st.sampled_from((None, Way.PHONE)))
    def write_what_was_agreed(self, family, text, behind, way):
        if (held := self._booking(family)) is None:
            return
        before, told = self.agreed.get(family, []), self._told("agreement")
        on = max(len(before) - behind, 0)
        done = self._tried(lambda: actions.write_agreement(
            held, Agreed({"agreed": text}, way, None, True), self.celik, on=on, now=self.now
        ))  # fmt: skip
        if self.now < held.slot.starts_at:
            assert isinstance(done, NotYet), "nothing is agreed before the conversation"
            return
        newest = queries.versions_of(held)
        assert done is None or (isinstance(done, MovedOn) and on < len(before))
        if len(newest) > len(before):
            self.agreed[family] = [*before, text]
            assert self._told("agreement") > told, "the home is asked whether it is right"

    @rule(family=families, text=words, is_right=st.booleans(), behind=st.integers(0, 1))
    def answer(self, family, text, is_right, behind):
        held, written = self._booking(family), self.agreed.get(family, [])
        if held is None or not written:
            return
        on, said = len(written) - behind, "" if is_right else text
        done = self._tried(lambda: actions.answer_agreement(
            held, self.cast.people[family[0]], is_right=is_right, words=said, on=on, now=self.now
        ))  # fmt: skip
        assert isinstance(done, MovedOn) is (on != len(written)), "one answers to what one read"
        if done is None:
            self.answers[family, on] = is_right, said

    @invariant()
    def every_card_says_what_was_written_last_by_that_home_or_for_it(self):
        found = {}
        for card in db.session.query(TalkCard).order_by(TalkCard.id):
            (answer,) = card.answers.values()
            found[self._whose(card), card.side] = answer if isinstance(answer, str) else answer["text"]
        assert found == self.cards

    @invariant()
    def no_version_changes_and_none_is_missing(self):
        found: dict[tuple[str, str], list[str]] = {}
        for each in db.session.query(Agreement).order_by(Agreement.household_id, Agreement.version):
            versions = found.setdefault(self._whose(each), [])
            versions.append(each.lines["agreed"])
            assert each.version == len(versions)
        assert {family: said for family, said in self.agreed.items() if said} == found

    @invariant()
    def an_answer_is_one_homes_and_about_one_version(self):
        found = {
            (self._whose(each.agreement), each.agreement.version): (each.is_right, each.words)
            for each in db.session.query(AgreementAnswer).order_by(AgreementAnswer.id)
        }
        assert found == self.answers

    @invariant()
    def each_side_sees_its_own_and_in_time_the_other_side_and_never_the_other_home(self):
        for family in FAMILIES:
            if (held := self._booking(family)) is None:
                continue
            cards = queries.cards_of(held)
            assert {self._whose(card) for card in cards} <= {family}
            others = queries.cards_of_others(cards, held, is_family=True, now=self.now)
            is_near = self.now >= held.slot.starts_at - SHARED_BEFORE
            assert {card.side for card in others} == (
                {Side.TEAM} if is_near and (family, Side.TEAM) in self.cards else set()
            )
            assert [each.lines["agreed"] for each in reversed(queries.versions_of(held))] == self.agreed.get(family, [])

    def _booking(self, family) -> Booking | None:
        home = self.cast.people[family[0]].guardian
        assert home
        mine = db.session.query(Booking).filter_by(pupil_id=self.cast.pupils[family[1]].id, cancelled_at=None)
        return mine.filter_by(household_id=home.household_id).one_or_none()

    def _whose(self, thing) -> tuple[str, str]:
        return next(
            family for family in FAMILIES
            if (self.cast.pupils[family[1]].id, self._home(family)) == (thing.pupil_id, thing.household_id)
        )  # fmt: skip

    def _home(self, family) -> int:
        guardian = self.cast.people[family[0]].guardian
        assert guardian
        return guardian.household_id

    @staticmethod
    def _told(kind: str) -> int:
        return db.session.query(Message).filter_by(kind=kind).count()

    @staticmethod
    def _tried(deed) -> Refusal | None:
        try:
            with db.session.begin_nested():
                deed()
        except Refusal as refusal:
            return refusal
        return None


def test_no_order_of_cards_and_agreements_loses_or_mixes_what_was_written(cast):
    """hypothesis tries sequences of booking, moving, writing, answering, and time that passes."""

    class WithThisCast(BeforeAndAfter):
        pass

    WithThisCast.cast = cast
    shared = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        WithThisCast, settings=settings(max_examples=12, stateful_step_count=20, deadline=None,
                                        suppress_health_check=shared, print_blob=True)
    )  # fmt: skip
