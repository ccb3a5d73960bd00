"""The year in figures on 5,000 incidents: from the question to the finished page, beside a page that counts nothing."""

import time
from datetime import date
from statistics import median

from portal import clock
from portal.db import db
from portal.school.rules import school_year_of
from portal.yearly import queries
from tests.bench.stage import Figures, deployment
from tests.visitor import Visitor
from tests.yearly.some import NUMBER, generated

ROUNDS = 7


def figures() -> Figures:
    """Counting alone, the page, and the page beside the same page of a year without incidents."""
    first, last = school_year_of(date(2025, 10, 1))
    with deployment() as stage:
        generated(stage.cast, first)
        head = Visitor(stage.app, "head")
        counting = _milliseconds(lambda: queries.year_between(first, last, last, now=clock.now()))
        full = _milliseconds(lambda: head.get(f"/yearly?year={first.year}"))
        empty = _milliseconds(lambda: head.get("/yearly?year=2001"))
    yield "yearly.incidents", NUMBER, "incidents"
    yield "yearly.counting_ms", counting, "ms, in the database and here"
    yield "yearly.page_ms", full, "ms for the whole page"
    yield "yearly.ratio", full / empty, "times the page of a year without incidents"


def _milliseconds(deed) -> float:
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - began) * 1000)
        db.session.rollback()
    return median(taken)
