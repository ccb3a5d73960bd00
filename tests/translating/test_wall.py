"""Nothing of home, of incidents, of help or of one family's conversations can reach an engine."""

import ast
import re
from dataclasses import replace

from portal import clock
from portal.app import create_app
from portal.db import db, transaction
from portal.demo.actions import fill
from portal.demo.actions.people import Cast
from portal.demo.rules import DOMAIN
from portal.incidents import actions as register
from portal.school.models import Person, Place, Pupil
from portal.settings import ROOT
from portal.worker import ALL
from tests.conftest import in_turn
from tests.engine import an_engine
from tests.stories import a_home_item, some_facts, told

MARKER = "Zwartewaterkuil"
# What an engine may see: news, and the languages' own tables.
MAY_BE_SEEN = {"post", "post_version", "rendered", "glossary_term"}


def plant(cast: Cast) -> None:
    """What nobody but a family's teachers, or the register, may read."""
    a_home_item(cast.people["amina"], cast.pupils["yusuf"], f"Thuis is {MARKER} een geheim.")
    register.log(cast.people["noor"], some_facts(cast, f"Bij de {MARKER} werd geschreeuwd."), now=clock.now())


def test_with_one_of_everything_the_engine_sees_news_alone(cast, school_with_engine, work):
    told(cast)
    plant(cast)
    work()
    assert_sees_news_alone(school_with_engine.seen)


def test_with_the_whole_demo_the_engine_sees_news_alone(stage, tmp_path):
    with an_engine("libretranslate") as engine:
        settings = replace(
            stage.settings, database_url=f"sqlite:///{tmp_path / 'demo.db'}", demo=True, engine=engine.kind,
            engine_url=engine.url, engine_seconds=5,
        )  # fmt: skip
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            with transaction():
                fill(now=clock.now())
                plant(_some_of_the_demo())
            in_turn(tuple(job for job in ALL if job.__module__.startswith(("portal.news", "portal.translating"))))
            assert len(engine.seen) > 20
            assert_sees_news_alone(engine.seen)
            db.session.remove()
            db.engine.dispose()


def _some_of_the_demo() -> Cast:
    people = {who: db.session.query(Person).filter_by(email=f"{who}@{DOMAIN}").one() for who in ("amina", "noor")}
    yusuf = db.session.query(Pupil).filter_by(first_name="Yusuf").one()
    reception = db.session.query(Place).order_by(Place.id).limit(1).one()
    return Cast(people=people, pupils={"yusuf": yusuf}, classes={}, places={"reception": reception})


def assert_sees_news_alone(seen: list[str]) -> None:
    walled = _words_behind_the_wall()
    assert seen and MARKER.casefold() in walled and len(walled) > 5
    assert not walled & _words("\n".join(seen))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{6,}", text)}


def _words_behind_the_wall() -> set[str]:
    """Every longer word of every other table that does not stand in news too."""
    by_table = {
        table.name: _words(" ".join(str(value) for row in db.session.execute(table.select()) for value in row))
        for table in db.metadata.sorted_tables
    }
    news_words = set().union(*(by_table[name] for name in MAY_BE_SEEN))
    of_safety = ("incident", "register_entry", "register_key", "help_call", "call_event")
    walled = ("home_item", *of_safety, "talk_card", "agreement")
    return set().union(*(by_table[name] for name in walled)) - news_words


def test_only_what_is_said_to_many_families_and_the_pages_about_the_engine_know_it():
    may = {"news", "class_group", "taking_part", "translating", "watch"}
    machinery = {"app.py", "health.py", "worker.py", "retention.py", "terms.py", "engines.py", "cli.py"}
    knowing = set()
    files = [(path, path.read_text()) for path in (ROOT / "portal").rglob("*.py")]
    for path, code in files:
        for node in ast.walk(ast.parse(code)) if re.search("translating|engines", code) else ():
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            whole = [f"{node.module}.{each.name}" for each in node.names] if isinstance(node, ast.ImportFrom) else []
            if any(re.match(r"portal\.(translating|engines)\b", name) for name in [*names, *whole]):
                knowing.add(path.relative_to(ROOT / "portal").parts[0])
    assert knowing <= may | machinery, "Only what every family of a class may read goes to an engine."
