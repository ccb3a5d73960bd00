"""The leader or the coordinator writes the norm in a draft and publishes it; what was published does not change."""

import re
import threading

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db, transaction
from portal.i18n import LANGUAGES
from portal.norms import actions, queries
from portal.norms.models import NormLine, NormText, NormVersion
from portal.norms.rules import LONGEST, MOST_LINES, Side
from portal.school.models import Person
from tests.norms.conftest import texts_of
from tests.stories import a_line, a_norm

ALL = list(LANGUAGES)


def fields(side: Side = Side.SCHOOL, **texts: str) -> dict:
    return {"side": side.value} | {f"text_{code}": text for code, text in texts.items()}


def test_the_leader_writes_and_publishes_the_first_norm_from_its_page(cast, visit):
    head = visit("head")
    draft = head.follow(head.post("/norm/draft"))
    others = {code: f"{code}: …" for code in set(LANGUAGES) - {"nl", "en", "ar"}}
    add = next(link for link in draft.links if link.endswith("/lines"))
    assert head.get(add).status == 200
    head.post(add, fields(Side.SCHOOL, **others, nl="We groeten elkaar.", en="We greet each other.", ar="نحيي بعضنا."))
    page = head.follow(
        head.post(add, fields(Side.FAMILIES, **others, nl="Kom op tijd.", en="Be in time.", ar="احضر في الموعد."))
    )
    assert "We groeten elkaar." in page and "We greet each other." in page and "نحيي بعضنا." in page
    assert "Kom op tijd." not in visit("bart").get("/norm"), "a draft is nobody else's to read"
    publish = next(form for form in page.forms if form.endswith("/publish"))
    head.follow(head.post(publish))
    assert "Kom op tijd." in visit("bart").get("/norm") and "احضر في الموعد." in visit("amina").get("/norm")
    verbs = [deed.did for deed in db.session.query(Audit).filter(Audit.kind == "norm_version").order_by(Audit.id)]
    assert verbs == ["norm draft begun", "norm published"]


def test_a_draft_begins_with_what_holds_and_keeps_who_each_line_is(cast, norm, visit):
    visit("sam").post("/norm/draft")
    draft = queries.draft()
    assert draft is not None and draft.number == norm.number + 1 and texts_of(draft) == texts_of(norm)
    assert [line.key for line in draft.lines] == [line.key for line in norm.lines]
    assert not {line.id for line in draft.lines} & {line.id for line in norm.lines}


def test_beginning_twice_is_one_draft(cast, norm, visit):
    for who in ("head", "sam"):
        assert visit(who).post("/norm/draft").location == "/norm/draft"
    assert db.session.query(NormVersion).filter(NormVersion.published_at.is_(None)).count() == 1


def test_without_a_draft_its_page_leads_to_the_norm(cast, norm, visit):
    assert visit("head").get("/norm/draft").location == "/norm"


def test_a_line_is_changed_and_stays_the_same_line(cast, draft, norm, visit):
    line, head = draft.lines[0], visit("head")
    form = head.get(f"/norm/lines/{line.id}")
    assert "nl: We luisteren." in form and "ar: We luisteren." in form
    head.post(f"/norm/lines/{line.id}", fields(Side.FAMILIES, nl="  We   luisteren\nnaar je. ", en="We listen."))
    assert line.by_language == {"nl": "We luisteren naar je.", "en": "We listen."} and line.side is Side.FAMILIES
    assert line.key == norm.lines[0].key and norm.lines[0].by_language["nl"] == "nl: We luisteren."


@pytest.mark.parametrize("given, said", [
    (fields(), "minstens één taal"),
    (fields(nl="   "), "minstens één taal"),
    ({"text_nl": "Goed."}, "Kies er een"),
    (fields(nl="x" * (LONGEST + 1)), "te lang"),
    ({"side": "nobody", "text_nl": "Goed."}, ""),
])  # fmt: skip
def test_a_line_without_words_or_side_is_refused_and_keeps_what_was_typed(given, said, cast, draft, visit):
    for address in (f"/norm/drafts/{draft.id}/lines", f"/norm/lines/{draft.lines[0].id}"):
        page = visit("head").post(address, given)
        assert page.status == 422 and said in page and page.alerts == 1
        assert given.get("text_nl", "").strip() in page.html
    assert texts_of(draft) == ["nl: We luisteren.", "nl: Blijf rustig."]


def test_lines_move_one_place_and_the_outer_ones_stay(cast, draft, visit):
    head = visit("head")
    actions.add_line(draft, a_line(Side.SCHOOL, "Erbij."))
    db.session.commit()
    first, second, third = (line.id for line in draft.lines)

    def after(*deeds: tuple[int, str]) -> list[int]:
        for number, deed in deeds:
            assert head.post(f"/norm/lines/{number}/{deed}").location == f"/norm/draft#line-{number}"
        db.session.expire_all()
        return [line.id for line in draft.lines]

    assert after((third, "up")) == [first, third, second]
    assert after((first, "up"), (second, "down")) == [first, third, second]
    assert after((first, "down"), (first, "down")) == [third, second, first]


def test_a_line_that_was_taken_out_can_be_put_back_where_it_was(cast, draft, visit):
    head, line = visit("head"), draft.lines[0]
    page = head.follow(head.post(f"/norm/lines/{line.id}/remove"))
    assert "nl: We luisteren." in page.text.partition("Eruit gehaald")[2]
    assert f"/norm/lines/{line.id}/bring-back" in page.forms and texts_of(draft) == ["nl: Blijf rustig."]
    head.post(f"/norm/lines/{line.id}/up")
    head.post(f"/norm/lines/{line.id}/bring-back")
    assert texts_of(draft) == ["nl: We luisteren.", "nl: Blijf rustig."]


def test_what_was_taken_out_is_gone_with_publishing(cast, draft, norm, visit):
    head, kept = cast.people["head"], norm.lines[1].key
    actions.add_line(draft, a_line(Side.SCHOOL, "Nieuw."))
    actions.remove(draft.lines[0])
    actions.publish(draft, head, ALL, now=clock.now())
    db.session.commit()
    assert texts_of(draft) == ["nl: Blijf rustig.", "nl: Nieuw."] and [line.position for line in draft.lines] == [1, 2]
    assert draft.lines[0].key == kept and texts_of(norm) == ["nl: We luisteren.", "nl: Blijf rustig."]


def test_a_norm_stays_short(cast, draft, visit):
    head = visit("head")
    for number in range(MOST_LINES - 2):
        actions.add_line(draft, a_line(Side.SCHOOL, f"Regel {number}."))
    db.session.commit()
    page = head.get("/norm/draft")
    assert f"/norm/drafts/{draft.id}/lines" not in page.links
    refused = head.post(f"/norm/drafts/{draft.id}/lines", fields(nl="Te veel."))
    assert refused.status == 422 and "hoogstens 12 regels" in refused and len(texts_of(draft)) == MOST_LINES
    gone = draft.lines[0].id
    head.post(f"/norm/lines/{gone}/remove")
    assert head.post(f"/norm/drafts/{draft.id}/lines", fields(nl="Past.")).status == 303
    assert head.post(f"/norm/lines/{gone}/bring-back").status == 422


def published(visitor, draft):
    return visitor.post(f"/norm/drafts/{draft.id}/publish")


def test_an_empty_norm_is_not_published(cast, visit):
    draft = actions.begin(cast.people["head"], now=clock.now())
    db.session.commit()
    refused = published(visit("head"), draft)
    assert refused.status == 422 and "Er staat nog geen regel in." in refused and draft.is_draft


def test_a_norm_of_one_side_is_not_published_and_the_other_is_named(cast, draft, visit):
    actions.remove(draft.lines[0])
    db.session.commit()
    refused = published(visit("head"), draft)
    assert refused.status == 422 and 'geen regel onder "Wat je van ons mag verwachten"' in refused and draft.is_draft


def test_a_language_without_a_text_is_named_and_nothing_is_published(cast, draft, norm, visit):
    head = visit("head")
    db.session.query(NormText).filter_by(line_id=draft.lines[1].id, language="ar").delete()
    db.session.commit()
    page = head.get("/norm/draft")
    assert page.html.count('class="trouble"') == 2 and "العربية" in page.text.partition("Regel 2")[2]
    refused = published(head, draft)
    assert refused.status == 422 and "Er ontbreekt: العربية." in refused and draft.is_draft
    assert queries.in_force() is norm


def test_a_norm_that_says_the_same_is_not_published_again(cast, draft, norm, visit):
    refused = published(visit("head"), draft)
    assert refused.status == 422 and "hetzelfde als de norm die nu geldt" in refused and queries.in_force() is norm
    actions.move_down(draft.lines[0])
    db.session.commit()
    assert published(visit("head"), draft).status == 303, "another order is another norm"


def test_a_draft_is_thrown_away_and_what_holds_stays(cast, draft, norm, visit):
    visit("sam").post(f"/norm/drafts/{draft.id}/throw-away")
    assert db.session.query(NormVersion).one().id == norm.id
    assert db.session.query(NormLine).count() == len(norm.lines)
    again = actions.begin(cast.people["head"], now=clock.now())
    assert again.number == norm.number + 1


@pytest.mark.parametrize("deed", ["", "/up", "/down", "/remove", "/bring-back"])
def test_a_line_that_was_published_is_not_there_to_change(deed, cast, norm, visit):
    assert visit("head").post(f"/norm/lines/{norm.lines[0].id}{deed}", fields(nl="Anders.")).status == 404
    assert texts_of(norm) == ["nl: We luisteren.", "nl: Blijf rustig."]


@pytest.mark.parametrize("deed", ["lines", "publish", "throw-away"])
def test_what_was_published_is_no_draft(deed, cast, norm, visit):
    assert visit("head").post(f"/norm/drafts/{norm.id}/{deed}", fields(nl="Anders.")).status == 404


@pytest.mark.parametrize("who", ["bart", "amina", "celik", "noor", "ravi", "office"])
def test_nobody_else_writes_it(who, cast, draft, visit):
    visitor, line = visit(who), draft.lines[0].id
    doors = ["/norm/draft", f"/norm/drafts/{draft.id}/lines", f"/norm/drafts/{draft.id}/publish",
             f"/norm/drafts/{draft.id}/throw-away", f"/norm/lines/{line}", f"/norm/lines/{line}/up",
             f"/norm/lines/{line}/down", f"/norm/lines/{line}/remove", f"/norm/lines/{line}/bring-back"]  # fmt: skip
    assert {visitor.post(door, fields(nl="Anders.")).status for door in doors} == {403}
    assert visitor.get("/norm/draft").status == visitor.get(f"/norm/lines/{line}").status == 403
    assert texts_of(draft) == ["nl: We luisteren.", "nl: Blijf rustig."] and draft.is_draft


def test_a_draft_that_somebody_published_is_changed_by_nobody_who_still_has_it_open(cast, draft):
    """Who was let in while it was a draft comes too late: every deed looks again, with the draft held."""
    line, head, now = actions.add_line(draft, a_line(Side.SCHOOL, "Erbij.")), cast.people["head"], clock.now()
    actions.publish(draft, head, ALL, now=now)
    deeds = [
        lambda: actions.add_line(draft, a_line(Side.SCHOOL, "Te laat.")),
        lambda: actions.change_line(line, a_line(Side.SCHOOL, "Te laat.")),
        lambda: actions.move_up(line), lambda: actions.move_down(line), lambda: actions.remove(line),
        lambda: actions.bring_back(line), lambda: actions.publish(draft, head, ALL, now=now),
        lambda: actions.throw_away(draft, head, now=now),
    ]  # fmt: skip
    for deed in deeds:
        with pytest.raises(actions.PublishedAlready):
            deed()
    assert texts_of(draft) == ["nl: We luisteren.", "nl: Blijf rustig.", "nl: Erbij."]


def at_once(app, *deeds) -> list[str]:
    """Each in a transaction of its own, at the same moment; the names of what was refused."""
    together, refused = threading.Barrier(len(deeds)), []

    def do(deed) -> None:
        with app.app_context():
            together.wait()
            try:
                with transaction() as session:
                    deed(session)
            except actions.PublishedAlready:
                refused.append(deed.__name__)

    people = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for one in people:
        one.start()
    for one in people:
        one.join()
    db.session.rollback()
    db.session.expire_all()
    return refused


def test_of_publishing_and_changing_at_once_the_later_is_refused_or_both_are_in(cast, app, draft):
    actions.add_line(draft, a_line(Side.SCHOOL, "Erbij."))
    head, number = cast.people["head"].id, draft.id
    db.session.commit()

    def publish(session):
        actions.publish(session.get_one(NormVersion, number), session.get_one(Person, head), ALL, now=clock.now())

    def change(session):
        actions.add_line(session.get_one(NormVersion, number), a_line(Side.SCHOOL, "Nog een."))

    refused = at_once(app, publish, change)
    found = queries.in_force()
    assert found is not None and found.id == number and refused in ([], ["change"])
    assert ("nl: Nog een." in texts_of(found)) == (refused == [])


def test_of_two_who_publish_at_once_one_does(cast, app, draft):
    actions.add_line(draft, a_line(Side.SCHOOL, "Erbij."))
    numbers, number = [cast.people[who].id for who in ("head", "sam")], draft.id
    db.session.commit()

    def publish_as(person):
        def publish(session):
            actions.publish(session.get_one(NormVersion, number), session.get_one(Person, person), ALL, now=clock.now())

        return publish

    assert at_once(app, *map(publish_as, numbers)) == ["publish"]
    assert db.session.query(Audit).filter_by(did="norm published").count() == 2, "the first norm's and this one's"


def test_of_two_who_begin_at_once_both_have_the_one_draft(cast, app, norm):
    numbers = [cast.people[who].id for who in ("head", "sam")]
    db.session.commit()

    def begin_as(person):
        return lambda session: actions.begin(session.get_one(Person, person), now=clock.now())

    assert at_once(app, *map(begin_as, numbers)) == []
    assert db.session.query(NormVersion).filter(NormVersion.published_at.is_(None)).count() == 1
    assert db.session.query(NormLine).count() == 2 * len(norm.lines)


def test_the_draft_marks_what_stands_on_the_kiosk(cast, visit):
    sides = list(Side)
    a_norm(cast.people["head"], *[(sides[n % 2], f"Regel {n}.") for n in range(5)])
    actions.begin(cast.people["head"], now=clock.now())
    db.session.commit()
    page = visit("head").get("/norm/draft")
    marked = re.findall(r"<h2>Regel (\d) <span", page.html)
    assert marked == ["1", "2", "3"]
