"""A person goes through every text and masks others; the original never changes, and nobody checks themselves."""

import pytest

from portal import audit, clock
from portal.db import db, transaction
from portal.disclosure import actions, queries
from portal.disclosure.actions import NotNow
from portal.disclosure.models import AccessRequest, MaskedText
from portal.disclosure.rules import BAR, Stage, masked, sentences, words_in
from portal.incidents import actions as incidents
from portal.incidents import queries as register
from portal.incidents.models import Incident, RegisterEntry
from portal.school.models import Person
from tests.conftest import rows
from tests.disclosure.conftest import WORDS, go_through
from tests.meanwhile import Another, at_call
from tests.stories import some_facts


@pytest.mark.parametrize("text, hidden, wanted", [
    ("Noor riep Ravi.", [0, 2], f"{BAR} riep {BAR}"), ("Noor de Wit riep", [0, 1, 2], f"{BAR} riep"),
    ("een\ntwee  drie", [1], f"een\n{BAR}  drie"), ("alles weg", [0, 1], BAR), ("niets", [], "niets"),
    (" ruimte ", [0], f" {BAR} "), ("صرخت نور في وجه رافي", [1, 4], f"صرخت {BAR} في وجه {BAR}"), ("", [0], ""),
    ("a b c", [9], "a b c"), ("a b c d", [0, 1, 3], f"{BAR} c {BAR}"),
])  # fmt: skip
def test_words_beside_each_other_share_one_bar_and_its_length_tells_nothing(text, hidden, wanted):
    assert masked(text, hidden) == wanted


def test_sentences_and_lines_hold_every_word_once():
    text = "Hij riep: weg! Toen liep hij\nnaar buiten. ماذا حدث؟ لا شيء."
    found = sentences(text)
    assert [word for sentence in found for _number, word in sentence.words] == words_in(text)
    assert [number for sentence in found for number, _word in sentence.words] == list(range(len(words_in(text))))
    assert len(found) >= 5


def first(asked: AccessRequest) -> tuple[str, list[str]]:
    texts = queries.unread(asked)[0]
    return f"/disclosure/requests/{asked.id}/entries/{texts.entry.id}", [each.key for each in texts.passages]


def test_words_sentences_and_whole_texts_are_masked_without_javascript(asked, visit):
    address, keys = first(asked)
    place = keys.index("what_happened")
    page = visit("head").get(address)
    assert all(f'name="t{place}-{kind}"' in page.html for kind in ("w", "s", "all"))
    visit("head").post(address, {f"t{place}-w": ["0", "1"], f"t{place}-s": ["1"], "t0-all": "1"})
    texts = queries.hidden_in(db.session.get_one(AccessRequest, asked.id), asked.incidents[0].entries[0])
    assert texts is not None
    shown = {each.key: each.masked for each in texts.passages}
    assert shown["what_happened"] == f"{BAR} riep naar Noor de Wit. {BAR}" and shown["writer"] == BAR
    assert texts.is_seen


def test_what_was_ticked_is_there_again_and_can_be_unticked(asked, visit):
    address, keys = first(asked)
    place, head = keys.index("what_happened"), visit("head")
    head.post(address, {f"t{place}-w": ["0"]})
    assert head.get(address).html.count("checked") == 1
    head.post(address, {})
    assert head.get(address).html.count("checked") == 0
    assert db.session.query(MaskedText).filter_by(key="what_happened").count() == 1


def test_numbers_that_are_no_words_are_nobodys(asked, visit):
    address, keys = first(asked)
    place = keys.index("what_happened")
    done = visit("head").post(address, {f"t{place}-w": ["-1", "x", "99999999999999999999", "4000"], "t77-all": "1"})
    assert done.status == 303
    assert db.session.query(MaskedText).filter_by(key="what_happened").one().words == []


def test_masking_changes_nothing_in_the_register(asked, cast, visit):
    before = [tuple(row) for row in rows("register_entry")]
    go_through(asked, cast.people["head"])
    assert [tuple(row) for row in rows("register_entry")] == before
    assert db.session.get_one(Incident, asked.incidents[0].id).words["what_happened"] == WORDS
    assert list(register.broken()) == []


def test_every_text_is_gone_through_before_a_second_person_sees_it(asked, visit):
    head, address = visit("head"), f"/disclosure/requests/{asked.id}/hand-on"
    assert head.post(address).status == 422
    page = head.get(f"/disclosure/requests/{asked.id}/texts")
    assert "na te lopen" in page and page.html.count("na te lopen</span>") == len(queries.unread(asked))
    for _entry in range(len(queries.unread(asked))):
        head.post(first(db.session.get_one(AccessRequest, asked.id))[0], {})
    assert head.post(address).status == 303


def test_names_of_who_was_there_and_who_wrote_it_are_texts_too(asked):
    shown = {each.text for texts in queries.unread(asked) for each in texts.passages}
    assert {"Noor de Wit", "Sam Bakker", "3B"} <= shown
    assert any("Elif" in text for text in shown)


def test_other_incidents_are_not_to_be_looked_into_through_a_request(asked, cast, visit):
    other = incidents.log(cast.people["vos"], some_facts(cast, "Iets anders"), now=clock.now())
    db.session.commit()
    number = db.session.query(RegisterEntry.id).filter_by(incident_id=other.id).limit(1).scalar()
    page = visit("head").get(f"/disclosure/requests/{asked.id}/entries/{number}")
    assert page.status == 404 and "Iets anders" not in page.html


def test_choosing_other_incidents_forgets_what_was_masked_in_the_old_ones(asked, cast, visit):
    go_through(asked, cast.people["head"])
    actions.hand_back(asked, "Ander incident", cast.people["sam"], now=clock.now())
    other = incidents.log(cast.people["vos"], some_facts(cast, "Iets anders"), now=clock.now())
    db.session.commit()
    head = visit("head")
    assert head.post(f"/disclosure/requests/{asked.id}/incidents", {}).status == 422, "at least one"
    head.post(f"/disclosure/requests/{asked.id}/incidents", {"incidents": [str(other.id)]})
    again = db.session.get_one(AccessRequest, asked.id)
    assert [each.id for each in again.incidents] == [other.id] and again.masks == []


def test_who_masked_cannot_release_and_the_other_can_send_it_back(checked, visit):
    address = f"/disclosure/requests/{checked.id}"
    refused = visit("head").post(f"{address}/release")
    assert refused.status == 422 and "zelf gekozen" in refused
    sam = visit("sam")
    page = sam.get(f"{address}/check")
    assert "<s>Noor de Wit.</s>" in page.html and "<s>Bart" not in page.html
    assert sam.post(f"{address}/hand-back", {"reason": ""}).status == 422
    assert "Rij 2 nog" in sam.follow(sam.post(f"{address}/hand-back", {"reason": "Rij 2 nog"}))
    assert db.session.get_one(AccessRequest, checked.id).stage is Stage.OPEN
    assert sam.post(f"{address}/release").status == 422, "it is being prepared again"


def test_whoever_masked_one_word_is_no_second_person(asked, cast, visit):
    texts = queries.unread(asked)[0]
    actions.mask(asked, texts, {}, cast.people["sam"], now=clock.now())
    go_through(asked, cast.people["head"])
    assert visit("sam").post(f"/disclosure/requests/{asked.id}/release").status == 422


def test_what_was_added_meanwhile_is_not_released_unread(checked, cast, visit):
    incidents.add(checked.incidents[0], cast.people["noor"], "Mevrouw Jansen belde nog", now=clock.now())
    db.session.commit()
    page = visit("sam").post(f"/disclosure/requests/{checked.id}/release")
    assert page.status == 422 and "toegevoegd" in page


def test_while_it_is_checked_nothing_is_masked_or_chosen_otherwise(checked, visit):
    head, entry = visit("head"), checked.incidents[0].entries[0].id
    assert head.post(f"/disclosure/requests/{checked.id}/entries/{entry}", {}).status == 422
    chosen = {"incidents": [str(checked.incidents[0].id)]}
    assert head.post(f"/disclosure/requests/{checked.id}/incidents", chosen).status == 422
    assert head.post(f"/disclosure/requests/{checked.id}/hand-on").status == 422


@pytest.fixture
def masks(asked, cast):
    """`masks(word)`: the leader goes through the first entry and masks this word of every text."""
    number, head, entry = asked.id, cast.people["head"].id, queries.unread(asked)[0].entry.id
    db.session.commit()

    def mask(word: int) -> None:
        request, by = db.session.get_one(AccessRequest, number), db.session.get_one(Person, head)
        texts = queries.hidden_in(request, db.session.get_one(RegisterEntry, entry))
        assert texts is not None
        actions.mask(request, texts, {each.key: [word] for each in texts.passages}, by, now=clock.now())

    return mask


def test_of_two_who_mask_the_same_text_at_once_the_last_counts(masks, app):
    other = Another(app, lambda: masks(1))
    with at_call("before", audit, "did", other), transaction():
        masks(0)
    other.result()
    found = [mask.words for mask in db.session.query(MaskedText)]
    assert [1] in found and [0] not in found


def test_while_it_is_being_handed_on_nothing_is_masked_otherwise(asked, masks, cast, app):
    head = cast.people["head"].id
    for texts in queries.unread(asked):
        actions.mask(asked, texts, {}, cast.people["head"], now=clock.now())
    db.session.commit()
    other = Another(app, lambda: masks(0))
    with at_call("before", audit, "did", other), transaction() as session:
        request, by = session.get_one(AccessRequest, asked.id), session.get_one(Person, head)
        actions.hand_on(request, by, now=clock.now())
    with pytest.raises(NotNow):
        other.result()
    assert db.session.query(MaskedText).count() and not any(mask.words for mask in db.session.query(MaskedText))


def test_a_name_that_changed_since_is_gone_through_again(checked, cast, visit):
    noor = cast.people["noor"]
    noor.last_name = "de Wit de Groot"
    db.session.commit()
    assert visit("sam").post(f"/disclosure/requests/{checked.id}/release").status == 422
    writers = [each for texts in queries.unread(checked) for each in texts.passages if each.text == noor.full_name]
    assert writers and not any(each.hidden for each in writers), "an old mask hides no other words"
