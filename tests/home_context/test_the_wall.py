"""The wall between two homes: what one writes reaches the child's teachers, and not a byte of it anybody else."""

import logging

import pytest

from portal import vault
from portal.db import Base, db
from portal.home_context.models import HomeItem
from portal.home_context.rules import LONGEST, Theme
from portal.outbox import Message
from portal.school.models import Guardianship
from tests.conftest import rows
from tests.crawler import MOST_PAGES, walk
from tests.visitor import Visitor

MARK = "QZXJWALL"
SIDES = (("dana", "pawel"), ("pawel", "dana"))
STRANGERS = ("bart", "amina", "olena", "vos", "noor", "ravi", "head", "sam", "office")


class Reader(Visitor):
    """A browser that keeps every byte it was ever given, headers too."""

    def __init__(self, app, who: str):
        self.given: list[tuple[str, bytes]] = []
        super().__init__(app, who)

    def _page(self, response):
        answer = str(response.headers).encode() + response.get_data()
        self.given.append((f"{response.request.method} {response.request.path}", answer))
        return super()._page(response)

    def pages_with_a_mark(self) -> list[str]:
        return [where for where, answer in self.given if MARK.encode() in answer]


@pytest.fixture
def write_marks(cast, things, visit, zofias_page):
    """Somebody fills in every theme about Zofia with a mark, changes, removes, is refused, switches the language."""

    def write(who: str) -> None:
        visitor = visit(who)
        for theme in Theme:
            assert visitor.post(f"{zofias_page}/{theme}", {"text": f"{MARK} {theme}"}).status == 303
        loves = f"{zofias_page}/loves"
        assert visitor.post(loves, {"text": f"{MARK} changed"}).status == 303
        assert visitor.post(loves, {"text": f"{MARK} a draft", "deed": "draft"}).status == 303
        assert visitor.post(loves, {"text": MARK * LONGEST}).status == 422
        assert visitor.post(f"/language/en?next={loves}", {"text": f"{MARK} typed"}).status == 303
        item = db.session.query(HomeItem).filter_by(theme=Theme.EVENTS).one()
        assert visitor.post(f"/home-context/items/{item.id}/remove").status == 200
        things["item"] = item.id

    return write


def try_every_address(reader: Reader, app, things: dict[str, int], pupil: int) -> None:
    """Open every address there is, with the numbers of Zofia and of what was written about her."""
    parts = things | {"pupil": pupil, "code": "nl", "token": "x"}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        values = {name: parts[name] for name in rule.arguments}
        if "GET" in rule.methods:
            reader.get(adapter.build(rule.endpoint, values, method="GET"))
        if "POST" in rule.methods and rule.endpoint.startswith("home_context."):
            reader.post(adapter.build(rule.endpoint, values, method="POST"))


@pytest.mark.parametrize("writer, other", SIDES)
def test_the_other_home_meets_no_byte_of_it_on_any_page(writer, other, app, cast, things, write_marks):
    write_marks(writer)
    reader = Reader(app, other)
    pages, _forms = walk(reader)
    assert 5 < len(pages) < MOST_PAGES, "the walk ended because there was nothing left to open"
    try_every_address(reader, app, things, cast.pupils["zofia"].id)
    assert reader.pages_with_a_mark() == []


@pytest.mark.looks_only
@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_outside_the_class_team_meets_a_byte_of_it(who, app, cast, things, write_marks):
    write_marks("dana")
    reader = Reader(app, who)
    pages, _forms = walk(reader)
    assert 2 < len(pages) < MOST_PAGES, "the walk ended because there was nothing left to open"
    try_every_address(reader, app, things, cast.pupils["zofia"].id)
    assert reader.pages_with_a_mark() == []


@pytest.mark.looks_only
@pytest.mark.parametrize("writer, other", SIDES)
def test_the_walk_does_see_marks_where_they_belong(writer, other, app, write_marks, zofias_page):
    write_marks(writer)
    for who in (writer, "celik", "jansen"):
        reader = Reader(app, who)
        walk(reader)
        reader.get(zofias_page)
        of_themes = (
            {f"GET {zofias_page}/{theme}" for theme in Theme if theme is not Theme.EVENTS} if who == writer else set()
        )
        assert set(reader.pages_with_a_mark()) == {f"GET {zofias_page}"} | of_themes, who


@pytest.mark.parametrize("writer, other", SIDES)
def test_no_message_carries_a_byte_of_it(writer, other, visit, write_marks, zofias_page, work, recorded):
    write_marks(writer)
    visit("celik").get(zofias_page)
    work()
    assert {other, "bart"} <= {parcel.to.partition("@")[0] for parcel in recorded}, "there was mail to look at"
    assert MARK not in str(recorded)
    for message in db.session.query(Message):
        assert MARK not in f"{message.subject} {message.body} {message.calendar} {message.address}"


@pytest.mark.parametrize("writer, other", SIDES)
def test_each_home_writes_its_own_answer_to_the_same_question(writer, other, share, visit, zofias_page):
    share(writer, loves="Horses")
    share(other, loves="Trams")
    share(other, loves="")
    assert "Horses" in visit(writer).get(zofias_page).html
    assert "Trams" not in visit(other).get(zofias_page).html
    page = visit("celik").get(zofias_page)
    assert "Horses" in page and "Trams" not in page


def test_no_table_holds_a_readable_byte_of_it(visit, write_marks, zofias_page, work):
    write_marks("dana")
    visit("celik").get(zofias_page)
    work()
    tables = [table.name for table in Base.metadata.sorted_tables]
    assert {"home_item", "audit", "message", "kept_fields", "user_session"} <= set(tables)
    for table in tables:
        assert not [row for row in rows(table) if MARK in str(row)], f"{table} can be read without the key"
    sealed = [bytes(value) for row in rows("home_item") for value in row if isinstance(value, bytes | memoryview)]
    opened = [vault.ring.open(value, "home_item.text") for value in sealed]
    assert sum(MARK in words for words in opened) == len(Theme), "it is there, behind the key"


def test_no_file_of_the_deployment_holds_a_readable_byte_of_it(stage, visit, write_marks, zofias_page):
    write_marks("dana")
    visit("celik").get(zofias_page)
    db.session.commit()
    files = [path for path in stage.folder.rglob("*") if path.is_file()]
    assert files and not [path.name for path in files if MARK.encode() in path.read_bytes()]


def test_no_log_holds_a_byte_of_it(caplog, visit, write_marks, zofias_page, work):
    with caplog.at_level(logging.DEBUG):
        write_marks("dana")
        visit("celik").get(zofias_page)
        visit("pawel").get(zofias_page)
        work()
    assert MARK not in caplog.text


def test_a_home_whose_access_ended_meets_nothing_anywhere(app, cast, things, write_marks):
    write_marks("dana")
    dana = cast.people["dana"].guardian
    db.session.query(Guardianship).filter_by(guardian_id=dana.id).update({"has_access": False})
    reader = Reader(app, "dana")
    walk(reader)
    try_every_address(reader, app, things, cast.pupils["zofia"].id)
    assert reader.pages_with_a_mark() == []
    assert not [where for where, answer in reader.given if b"Zofia" in answer]
