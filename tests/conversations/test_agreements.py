"""After a conversation: five lines that the team writes, and that each home finds right or corrects."""

from datetime import timedelta

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import Agreed, Happened, MovedOn, NotYet
from portal.conversations.models import Agreement, AgreementAnswer
from portal.conversations.rules import Often, Way
from portal.db import db
from tests.conftest import rows
from tests.stories import a_round

SAID = {
    "on": "0", "expect": "We bellen elkaar eerst.", "agreed": "Elke dag tien minuten lezen.", "way": "phone",
    "often": "six_weeks", "read_back": "y",
}  # fmt: skip


@pytest.fixture
def talk(cast):
    """Dana's conversation about Zofia, who has another home with Paweł."""
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    return booking


@pytest.fixture
def spoken(talk):
    """The same conversation, an hour after it began."""
    clock.advance(seconds=(talk.slot.starts_at + timedelta(hours=1) - clock.now()).total_seconds())
    return talk


def address(booking, deed: str = "") -> str:
    return f"/conversations/bookings/{booking.id}/agreement" + (f"/{deed}" if deed else "")


def agreed(words: str) -> Agreed:
    return Agreed({"agreed": words}, Way.PHONE, Often.MONTHLY, was_read_back=False)


def written(booking) -> list[Agreement]:
    db.session.flush()
    db.session.expire_all()
    return queries.versions_of(booking)


def test_the_team_writes_it_down_and_the_family_reads_and_confirms_it(cast, spoken, visit, work):
    work()
    celik, dana = visit("celik"), visit("dana")
    assert address(spoken) in celik.get("/conversations/team").html
    assert celik.post(address(spoken), SAID).status == 303
    told = work()
    assert {parcel.to.partition("@")[0] for parcel in told} == {"dana"}, "each guardian of this home, and nobody else"
    assert "lezen" not in str([parcel.text for parcel in told]), "the words stay in the portal"
    assert address(spoken) in dana.get("/").html
    page = dana.get(address(spoken)).html
    assert "Elke dag tien minuten lezen." in page and "every six weeks" in page and "by phone" in page
    assert dana.post(address(spoken, "right"), {"on": "1"}).status == 303
    assert address(spoken) not in dana.get("/").html, "it is answered"
    assert "zegt: dit klopt" in celik.get(address(spoken)).html
    assert "tien minuten" not in str(rows("agreement")), "it lies there sealed"


def test_a_family_says_what_is_not_right_and_the_team_writes_it_down_again(cast, spoken, visit, work):
    celik, dana = visit("celik"), visit("dana")
    celik.post(address(spoken), SAID)
    work()
    assert dana.post(address(spoken, "not-right"), {"on": "1", "words": "Het waren vijf minuten."}).status == 303
    told = work()
    assert {parcel.to.partition("@")[0] for parcel in told} == {"celik", "jansen"}
    assert "vijf" not in str([parcel.text for parcel in told])
    page = celik.get(address(spoken)).html
    assert "Het waren vijf minuten." in page and "Elke dag tien minuten lezen." in page
    assert "#warning" in celik.get("/conversations/team").html
    assert celik.post(address(spoken), SAID | {"on": "1", "agreed": "Vijf minuten lezen."}).status == 303
    assert "#warning" not in celik.get("/conversations/team").html
    assert [each.version for each in written(spoken)] == [2, 1]
    page = dana.get(address(spoken)).html
    assert "Vijf minuten lezen." in page and "Elke dag tien minuten lezen." in page, "earlier versions stay readable"
    assert address(spoken) in dana.get("/").html, "the new version is asked about again"


def test_nothing_is_written_before_the_conversation_or_when_it_is_empty(talk, visit):
    celik = visit("celik")
    page = celik.post(address(talk), SAID)
    assert page.status == 422 and "nog niet begonnen" in page.text
    with pytest.raises(NotYet):
        actions.write_agreement(talk, agreed("x"), talk.booked_by, on=0, now=clock.now())
    clock.advance(seconds=(talk.slot.starts_at - clock.now()).total_seconds())
    celik = visit("celik")
    answer = celik.post(address(talk), {"on": "0", "way": "", "often": ""})
    assert answer.status == 422 and "minstens één regel" in answer.text
    too_long = celik.post(address(talk), SAID | {"agreed": "lang " * 300})
    assert too_long.status == 422 and "lang lang" in too_long.html
    assert celik.post(address(talk), SAID | {"way": "pigeon"}).status == 422
    assert not written(talk)


def test_of_two_colleagues_who_write_at_once_the_second_sees_the_first_and_keeps_the_own_words(spoken, visit):
    celik, jansen = visit("celik"), visit("jansen")
    assert celik.post(address(spoken), SAID).status == 303
    answer = jansen.post(address(spoken), SAID | {"agreed": "Iets anders."})
    assert answer.status == 422 and "Elke dag tien minuten lezen." in answer.html and "Iets anders." in answer.html
    assert answer.html.count('name="on"') == 1 and 'value="1"' in answer.html
    assert jansen.post(address(spoken), SAID | {"agreed": "Iets anders.", "on": "1"}).status == 303
    assert [each.version for each in written(spoken)] == [2, 1]


def test_the_same_words_pressed_twice_are_one_version_and_one_message(spoken, visit, work):
    work()
    celik, dana = visit("celik"), visit("dana")
    assert [celik.post(address(spoken), SAID).status for _twice in range(2)] == [303, 303]
    assert len([parcel for parcel in work() if parcel.to.startswith("dana@")]) == 1
    for _twice in range(2):
        assert dana.post(address(spoken, "not-right"), {"on": "1", "words": "Niet zo."}).status == 303
    assert db.session.query(AgreementAnswer).count() == 1
    assert len([parcel for parcel in work() if parcel.to.startswith("celik@")]) == 1
    assert dana.post(address(spoken, "right"), {"on": "1"}).status == 303
    assert written(spoken)[0].answers[0].is_right, "who thinks again says so"


def test_who_answers_an_older_version_reads_the_newer_one_first(cast, spoken, visit):
    actions.write_agreement(spoken, agreed("Eerst dit."), cast.people["celik"], on=0, now=clock.now())
    actions.write_agreement(spoken, agreed("Toen dat."), cast.people["celik"], on=1, now=clock.now())
    db.session.commit()
    dana = visit("dana")
    for deed, more in (("right", {}), ("not-right", {"words": "Mijn woorden"})):
        answer = dana.post(address(spoken, deed), {"on": "1"} | more)
        assert answer.status == 422 and "Toen dat." in answer.html
    assert "Mijn woorden" in answer.html and db.session.query(AgreementAnswer).count() == 0
    assert dana.post(address(spoken, "not-right"), {"on": "2", "words": " "}).status == 422
    with pytest.raises(MovedOn):
        actions.answer_agreement(spoken, cast.people["dana"], is_right=True, on=3, now=clock.now())


def test_the_other_home_and_other_classes_see_nothing_of_it(cast, spoken, visit):
    visit("celik").post(address(spoken), SAID)
    pawel = visit("pawel")
    assert pawel.get(address(spoken)).status == 404
    assert pawel.post(address(spoken, "right"), {"on": "1"}).status == 404
    home = cast.people["pawel"].guardian.household_id
    assert "tien minuten" not in str(queries.exported(spoken.pupil_id, home)) + pawel.get("/").html
    assert "tien minuten" in str(queries.exported(spoken.pupil_id, spoken.household_id))
    assert queries.contact_agreement_of(spoken.pupil_id, home) is None


def test_homes_that_speak_together_both_read_it_and_each_answers_for_itself(cast, spoken, visit, work):
    spoken.is_together = True
    db.session.commit()
    work()
    celik, dana, pawel = visit("celik"), visit("dana"), visit("pawel")
    assert celik.post(address(spoken), SAID).status == 303
    assert {parcel.to.partition("@")[0] for parcel in work()} == {"dana", "pawel"}
    assert dana.post(address(spoken, "right"), {"on": "1"}).status == 303
    assert pawel.post(address(spoken, "not-right"), {"on": "1", "words": "Woorden van Pawel"}).status == 303
    assert "Woorden van Pawel" not in dana.get(address(spoken)).html
    both = celik.get(address(spoken)).html
    assert "Woorden van Pawel" in both and "zegt: dit klopt" in both
    assert len(written(spoken)[0].answers) == 2


def test_the_next_conversation_begins_with_what_was_agreed_and_the_look_is_in_the_log(cast, spoken, visit):
    celik = visit("celik")
    celik.post(address(spoken), SAID)
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    again = actions.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    assert "What we agreed last time" in visit("dana").get(address(again)).html
    clock.advance(seconds=(again.slot.starts_at - clock.now()).total_seconds())
    celik = visit("celik")
    page = celik.get(address(again)).html
    assert "Wat we vorige keer afspraken" in page and "again=1" in page
    assert ">Elke dag tien minuten lezen.</textarea>" in celik.get(address(again) + "?again=1").html.replace("\r\n", "")
    zofia = cast.pupils["zofia"].id
    assert "read what was agreed with the family" in visit("dana").get(f"/privacy/children/{zofia}").html


def test_other_features_read_how_and_how_often_a_home_and_its_teachers_keep_in_touch(cast, spoken):
    zofia, home = spoken.pupil_id, spoken.household_id
    assert queries.contact_agreement_of(zofia, home) is None
    actions.write_agreement(spoken, agreed("Bellen."), cast.people["celik"], on=0, now=clock.now())
    found = queries.contact_agreement_of(zofia, home)
    assert found and (found.way, found.often, found.is_right) == (Way.PHONE, Often.MONTHLY, False)
    actions.answer_agreement(spoken, cast.people["dana"], is_right=True, on=1, now=clock.now())
    found = queries.contact_agreement_of(zofia, home)
    assert found and found.is_right


def test_the_team_reads_it_back_with_the_questions_in_the_familys_language(cast, spoken, visit):
    cast.people["dana"].language = "ar"
    db.session.commit()
    visit("celik").post(address(spoken), SAID)
    page = visit("celik").get(address(spoken)).html
    assert 'lang="ar" dir="rtl">على ماذا نتفق؟' in page
    assert "على ماذا نتفق؟" in visit("dana").get(address(spoken)).html


def test_what_has_been_is_neither_moved_nor_cancelled(cast, spoken, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    dana = visit("dana")
    assert "/cancel" not in dana.get("/conversations").html
    assert dana.post(f"/conversations/bookings/{spoken.id}/cancel").status == 422
    answer = visit("celik").post(f"/conversations/bookings/{spoken.id}/call-off", {"reason": "Ziek."})
    assert answer.status == 422 and "geweest" in answer.text
    other = queries.slots_of(spoken)[0]
    with pytest.raises(Happened):
        actions.swap(spoken, next(s for s in slots if s != other), cast.people["dana"], now=clock.now())
    db.session.rollback()
    assert spoken.cancelled_at is None


def test_the_school_puts_it_into_the_familys_language_by_hand(cast, spoken, visit, work):
    """Issue: the five lines, in every family's language; a machine never sees them."""
    cast.people["dana"].language = "pl"
    db.session.commit()
    celik, dana = visit("celik"), visit("dana")
    celik.post(address(spoken), SAID)
    work()
    assert "Elke dag tien minuten lezen." in dana.get(address(spoken)).text
    put = {"pl-on": "1", "pl-agreed": "Codziennie czytamy dziesięć minut."}
    assert celik.post(address(spoken, "in/pl"), put).status == 303
    told = work()
    assert [parcel.to.partition("@")[0] for parcel in told] == ["dana"], "who reads it, and nobody else"
    assert "czytamy" not in str([parcel.text for parcel in told])
    page = dana.get(address(spoken))
    assert "Codziennie czytamy dziesięć minut." in page
    assert "Elke dag tien minuten lezen." in page, "the original is one tap away"
    assert "We bellen elkaar eerst." in page, "a line that nobody put into words is read as it was written"
    assert celik.post(address(spoken, "in/pl"), put).status == 303 and not work(), "the same words again tell nobody"
    assert b"czytamy" not in str(rows("agreement")).encode()


def test_a_line_that_changes_is_to_be_put_into_words_again_and_the_others_stay(cast, spoken):
    celik = cast.people["celik"]
    both = Agreed({"agreed": "Lezen.", "support": "De meester helpt."}, None, None, was_read_back=False)
    actions.write_agreement(spoken, both, celik, on=0, now=clock.now())
    said = {"agreed": "Czytamy.", "support": "Nauczyciel pomaga.", "touch": "nobody wrote this line"}
    actions.put_agreement_into(spoken, "pl", said, celik, on=1, now=clock.now())
    assert written(spoken)[0].in_languages == {"pl": {"agreed": "Czytamy.", "support": "Nauczyciel pomaga."}}
    actions.write_agreement(
        spoken, both._replace(lines=both.lines | {"agreed": "Rekenen."}), celik, on=1, now=clock.now()
    )
    assert written(spoken)[0].in_languages == {"pl": {"support": "Nauczyciel pomaga."}}
    actions.put_agreement_into(spoken, "pl", {}, celik, on=2, now=clock.now())
    assert not written(spoken)[0].in_languages


def test_a_family_that_answered_is_not_told_again(cast, spoken, visit, work):
    cast.people["dana"].language = "pl"
    actions.write_agreement(spoken, agreed("Lezen."), cast.people["celik"], on=0, now=clock.now())
    actions.answer_agreement(spoken, cast.people["dana"], is_right=True, on=1, now=clock.now())
    work()
    actions.put_agreement_into(spoken, "pl", {"agreed": "Czytamy."}, cast.people["celik"], on=1, now=clock.now())
    assert not work()


def test_what_a_colleague_changed_meanwhile_keeps_the_words_that_were_typed(cast, spoken, visit):
    cast.people["dana"].language = "pl"
    actions.write_agreement(spoken, agreed("Lezen."), cast.people["celik"], on=0, now=clock.now())
    actions.write_agreement(spoken, agreed("Rekenen."), cast.people["celik"], on=1, now=clock.now())
    db.session.commit()
    page = visit("celik").post(address(spoken, "in/pl"), {"pl-on": "1", "pl-agreed": "Czytamy."})
    assert page.status == 422 and "Czytamy." in page and "Rekenen." in page
    long = visit("celik").post(address(spoken, "in/pl"), {"pl-on": "2", "pl-agreed": "ą" * 1001})
    assert long.status == 422 and long.alerts and "ą" * 1001 in long


@pytest.mark.parametrize("who, status", [("dana", 403), ("pawel", 403), ("vos", 404)])
def test_only_the_team_puts_it_into_words(who, status, cast, spoken, visit):
    actions.write_agreement(spoken, agreed("Lezen."), cast.people["celik"], on=0, now=clock.now())
    db.session.commit()
    assert visit(who).post(address(spoken, "in/pl"), {"pl-on": "1", "pl-agreed": "x"}).status == status
    assert visit("celik").post(address(spoken, "in/xx"), {"xx-on": "1", "xx-agreed": "x"}).status == 404
    assert not written(spoken)[0].in_languages
