"""The rules of the house, each with the reason in its message."""

import ast
import html
import re
from pathlib import Path

import pytest

from portal.access import RULES, To, unmarked
from portal.app import UnmarkedView, create_app
from portal.settings import ROOT

CODE = sorted(p for p in (ROOT / "portal").rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST_LINES = {"views": 200, "forms": 150, "actions": 200, "queries": 200, "models": 150, "rules": 120}
FEATURE_FILES = {"__init__", *MOST_LINES}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def test_only_db_commits():
    sinners = [_name(p) for p in CODE if "commit(" in p.read_text() and p.name != "db.py"]
    assert not sinners, "Return and the request is kept, raise and it is not; only db.py commits."


def test_only_the_clock_reads_the_time():
    pattern = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(")
    sinners = [_name(p) for p in CODE if pattern.search(p.read_text()) and p.name != "clock.py"]
    assert not sinners, "Views and jobs read clock.now() once and pass `now` down."


def test_every_module_says_what_a_reader_finds():
    silent = [_name(p) for p in CODE if not ast.get_docstring(ast.parse(p.read_text()))]
    assert not silent, "The first line of a module is one sentence about it."


def test_modules_stay_small():
    sizes = {p: len(p.read_text().splitlines()) for p in CODE}
    large = [f"{_name(p)} ({size})" for p, size in sizes.items() if size > _most_lines(p)]
    assert not large, "Split by audience or deed."


def _most_lines(path: Path) -> int:
    kind = path.stem if path.stem in MOST_LINES else path.parent.name
    return MOST_LINES.get(kind, 260)


def test_functions_stay_short():
    long = [f"{_name(p)}: {f.name} ({_length(f)})" for p in CODE for f in _functions(p) if _length(f) > 30]
    assert not long, "A function has to about 25 lines: guard first, happy path last."


def test_templates_stay_small():
    sizes = {p: len(p.read_text().splitlines()) for p in TEMPLATES}
    large = [f"{_name(p)} ({size})" for p, size in sizes.items() if size > 80]
    assert not large, "A page has to 80 lines; what is used twice is a macro or a part."


def test_templates_have_no_inline_style_or_script():
    pattern = re.compile(r"""\s(style|on[a-z]+)=["']|<script(?![^>]*\ssrc=)|<style""")
    # Mail programs read no style sheet: the one layout of a mail brings its own.
    pages = [p for p in TEMPLATES if _name(p) != "templates/layouts/message.html"]
    sinners = [_name(p) for p in pages if pattern.search(p.read_text())]
    assert not sinners, "The content security policy forbids it."


def test_styles_know_no_left_and_right():
    pattern = re.compile(r"(margin|padding|border|inset)-(left|right)\b|text-align:\s*(left|right)\b|\b(left|right):")
    ours = (ROOT / "static" / "css").glob("*.css")
    sinners = [_name(p) for p in ours if pattern.search(p.read_text())]
    assert not sinners, "Arabic mirrors the page: use start and end."


def test_exceptions_are_caught_by_name():
    allowed = {"portal/worker.py"}
    sinners = [_name(p) for p in CODE if re.search(r"except (Exception|BaseException)?:", p.read_text())]
    # db.transaction rolls back whatever happens and raises it on.
    assert set(sinners) - allowed <= {"portal/db.py"}, "Catch one named thing, close to where it can be handled."


def test_a_feature_holds_only_the_files_of_the_house():
    from portal.app import FEATURES

    readers = {
        "rosters": {
            "edexml",
            "oneroster",
            "oneroster_files",
            "spreadsheet",
            "headings",
            "tables",
            "workbooks",
            "archives",
        }
    }
    for feature in FEATURES:
        files = {p.stem for p in (ROOT / "portal" / feature).iterdir() if not p.name.startswith("__pycache__")}
        extra = files - FEATURE_FILES - readers.get(feature, set())
        assert not extra, f"{feature} holds {extra}; the house knows {sorted(FEATURE_FILES)}."


def test_the_portal_does_not_start_with_an_unmarked_view(app, monkeypatch):
    import portal.today.views as today

    monkeypatch.delattr(today.today, "access")
    today.today.__dict__.pop("access", None)
    with pytest.raises(UnmarkedView, match="today.today"):
        create_app(app.config["SETTINGS"])


def test_every_right_has_a_rule(app):
    assert set(RULES) == set(To)
    assert unmarked(app) == []


def test_every_setting_is_documented():
    from dataclasses import fields

    from portal.settings import Settings

    documented = set(re.findall(r"^\| `(PORTAL_\w+)`", (ROOT / "docs" / "settings.md").read_text(), re.M))
    assert documented == {f"PORTAL_{field.name.upper()}" for field in fields(Settings)}


def test_english_is_written_once():
    """Texts are whole sentences: nothing is glued to a translated text."""
    glue = re.compile(r"""\b_\("[^"]*"\)\s*(\+|~)|(\+|~)\s*_\(""")
    sinners = [_name(p) for p in [*CODE, *TEMPLATES] if glue.search(p.read_text())]
    assert not sinners, "Glued sentences break in other languages."


def test_templates_hold_no_words_of_their_own():
    """What stands between the tags, or in an attribute that is read aloud, comes from `_()`."""
    # Names of forms and classes, styles of mails, and what files are called everywhere.
    named = r"\{% block (?:main_form|body_class)\b.*?endblock %\}|<style.*?</style>|(Excel|CSV) \(\.\w+\)"
    code = re.compile(named + r"|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
    spoken = re.compile(r"""\s(?:alt|title|placeholder|aria-label)=["'][^"'{]*[A-Za-z]{2}""")
    sinners = []
    for path in (p for p in TEMPLATES if p.suffix == ".html"):
        words = code.sub("", path.read_text())
        between = html.unescape(re.sub(r"<[^>]*>", " ", words))
        if re.search(r"[^\W\d_]{2}", between) or spoken.search(words):
            sinners.append(_name(path))
    assert not sinners, "Every text is in the catalogues."
