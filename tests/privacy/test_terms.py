"""What is kept, why and how long: the table, the document, the page and what is really done say the same."""

from datetime import timedelta

import pytest

from portal import clock, i18n, retention
from portal.db import Base, reading
from portal.privacy.rules import FATES, Fate
from portal.retention import PARTS, TERMS
from tests import terms


def test_the_document_shows_the_table_of_the_code(app):
    assert terms.written() == terms.table(), "python -m tests.terms --update"


@pytest.mark.parametrize("who, language", [("bart", "nl"), ("amina", "ar"), ("celik", "nl")])
def test_the_page_shows_the_table_in_the_readers_language(who, language, cast, visit):
    page = visit(who).get("/privacy")
    with i18n.in_language(language):
        for term in TERMS:
            for words in (term.what, term.how_long, term.why):
                assert str(words) in page, words


def test_every_table_of_the_database_is_in_one_row(app):
    listed = [name for term in TERMS for name in term.tables]
    assert sorted(listed) == sorted(table.name for table in Base.metadata.sorted_tables), (
        "Each table stands in exactly one Term of portal/retention.py."
    )


def test_what_has_a_term_is_let_go_and_what_has_none_is_not(app):
    """A table goes by its age (PARTS), with whom it is about (FATES), or as the person itself (erasing)."""
    with reading():
        by_age = {model.__tablename__ for part in PARTS for model, _is_over in part(clock.now())}
    with_somebody = {name.partition(".")[0] for name, fate in FATES.items() if fate is Fate.GOES}
    itself = {"pupil", "guardian", "household", "person"}
    for term in TERMS:
        for name in term.tables:
            goes = name in by_age | with_somebody | itself
            assert goes == (term.span is not None), f"{name}: the table says one thing and the code does another"


def test_every_row_says_why_and_where_it_comes_from(app):
    assert all(str(term.why).strip() and term.source.strip() and str(term.what).strip() for term in TERMS)
    assert all(("%(span)s" in str(term.when)) == (term.span is not None) for term in TERMS)
    assert all(("%(also)s" in str(term.when)) == (term.also is not None) for term in TERMS)


@pytest.mark.parametrize("days, dutch", [(1, "1 dag"), (14, "2 weken"), (30, "1 maand"), (44, "44 dagen"),
                                         (90, "3 maanden"), (365, "1 jaar"), (730, "2 jaar")])  # fmt: skip
def test_a_term_is_said_as_people_say_it(days, dutch, app):
    with i18n.in_language("nl"):
        assert i18n.span(timedelta(days=days)) == dutch


def test_the_worker_lets_go_a_piece_at_a_time(cast):
    pieces = retention._pieces(clock.now())
    assert len(pieces) > 15 and all(callable(piece) for piece in pieces)
