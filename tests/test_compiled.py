"""Templates stay compiled between two starts: the same as their sources, or not at all."""

import pytest
from jinja2 import DictLoader, Environment

from portal.compiled import CompiledTemplates

SOURCE = {"page": "Good morning"}


def started(instance, source) -> Environment:
    return Environment(loader=DictLoader(source), bytecode_cache=CompiledTemplates(instance))


@pytest.fixture
def compilings(monkeypatch) -> list[str]:
    """Every source that was compiled."""
    found, compile_it = [], Environment.compile
    monkeypatch.setattr(Environment, "compile", lambda env, s, *more: (found.append(s), compile_it(env, s, *more))[1])
    return found


def test_the_second_start_compiles_nothing(tmp_path, compilings):
    assert started(tmp_path, SOURCE).get_template("page").render() == "Good morning"
    assert started(tmp_path, SOURCE).get_template("page").render() == "Good morning"
    assert len(compilings) == 1


def test_another_source_is_compiled_anew(tmp_path):
    started(tmp_path, SOURCE).get_template("page")
    assert started(tmp_path, {"page": "Good evening"}).get_template("page").render() == "Good evening"


def test_nobody_else_reads_what_was_compiled(tmp_path):
    started(tmp_path, SOURCE).get_template("page")
    assert (tmp_path / "compiled").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("broken", ["no folder can be made", "the disk is full", "what was kept is rubbish"])
def test_without_its_disk_the_page_is_shown_all_the_same(broken, tmp_path, monkeypatch, caplog):
    if broken == "no folder can be made":
        (tmp_path / "compiled").write_text("a file in its place")
    elif broken == "what was kept is rubbish":
        started(tmp_path, SOURCE).get_template("page")
        (kept,) = (tmp_path / "compiled").iterdir()
        kept.write_bytes(b"rubbish")
    else:

        def is_full(*_given, **_more):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("jinja2.bccache.tempfile.NamedTemporaryFile", is_full)
    assert started(tmp_path, SOURCE).get_template("page").render() == "Good morning"
    assert ("not kept" in caplog.text) == (broken != "what was kept is rubbish")
