"""Backup and restore: all of it comes back, still sealed, on either kind of database; or nothing is touched."""

import json

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from portal import backups
from portal.db import db
from portal.school.models import Pupil
from tests.conftest import rows
from tests.stories import a_post, told


@pytest.fixture
def run(app):
    """A command of the portal; returns (exit status, what it printed)."""

    def command(*words):
        db.session.rollback()
        done = app.test_cli_runner().invoke(args=[str(word) for word in words])
        return done.exit_code, done.output

    return command


@pytest.fixture
def stored(app, cast, tmp_path, run, stage):
    """A backup of a school where one of everything happened; its folder and every row as it was."""
    stage.is_spoiled = True
    told(cast)
    a_post(cast.people["celik"], cast.classes["3B"], title="Een bos", with_picture=True)
    _mark_as_migrated()
    db.session.commit()
    before = {table.name: sorted(map(str, rows(table.name))) for table in db.metadata.sorted_tables}
    done = run("backup", tmp_path / "backup")
    assert done[0] == 0, done
    return tmp_path / "backup", before


def _mark_as_migrated():
    """The tests make the tables at once; a deployment has the version of its migrations."""
    db.session.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
    db.session.execute(text("DELETE FROM alembic_version"))
    db.session.execute(text("INSERT INTO alembic_version VALUES ('0003')"))


def _empty():
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()
    db.session.expire_all()


def test_everything_comes_back_as_it_was_and_new_rows_get_new_numbers(stored, run, cast):
    folder, before = stored
    _empty()
    status, said = run("restore", folder)
    assert status == 0, said
    assert {t.name: sorted(map(str, rows(t.name))) for t in db.metadata.sorted_tables} == before
    newest = max(row[0] for row in rows("pupil"))
    db.session.add(Pupil(first_name="Nieuw"))
    db.session.commit()
    assert max(row[0] for row in rows("pupil")) > newest


def test_a_table_longer_than_one_batch_comes_back_whole(app, cast, run, tmp_path, stage):
    stage.is_spoiled = True
    _mark_as_migrated()
    db.session.add_all(Pupil(first_name=f"Kind {n}") for n in range(2 * backups.BATCH + 1))
    db.session.commit()
    before = sorted(map(str, rows("pupil")))
    done = run("backup", tmp_path / "backup")
    assert done[0] == 0, done
    _empty()
    assert run("restore", tmp_path / "backup")[0] == 0
    assert sorted(map(str, rows("pupil"))) == before


def test_a_backup_holds_no_readable_secret_and_no_key(stored, app):
    folder, _before = stored
    everything = "".join(path.read_text() for path in folder.glob("*.json*"))
    assert "paarden" not in everything and "schreeuwde" not in everything
    assert app.config["SETTINGS"].keys.partition(":")[2] not in everything
    assert (folder / "pictures").exists()


def test_over_a_school_that_is_there_nothing_is_restored(stored, run):
    folder, before = stored
    status, said = run("restore", folder)
    assert status == 1 and "holds a school already" in said
    assert {t.name: sorted(map(str, rows(t.name))) for t in db.metadata.sorted_tables} == before


@pytest.mark.parametrize("spoil, reason", [
    (lambda folder: (folder / "backup.json").write_text("{}"), "is not a backup"),
    (lambda folder: (folder / "backup.json").unlink(), "is not a backup"),
    (lambda folder: (folder / "person.jsonl").unlink(), "person is missing"),
    (lambda folder: (folder / "person.jsonl").write_text(""), "rows of"),
    (lambda folder: _change(folder, "proof", "AAAA"), "do not open it"),
    (lambda folder: _change(folder, "version", "0000"), "db upgrade"),
])  # fmt: skip
def test_a_backup_that_does_not_fit_changes_nothing(spoil, reason, stored, run):
    folder, _before = stored
    _empty()
    spoil(folder)
    status, said = run("restore", folder)
    assert status == 1 and reason in said
    assert rows("person") == []


def _change(folder, name, value):
    path = folder / "backup.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: value}))


def test_a_backup_never_writes_over_another(stored, run):
    folder, _before = stored
    status, said = run("backup", folder)
    assert status == 1 and "there already" in said


def test_the_migrations_make_exactly_the_tables_of_the_code(app, stage):
    """`flask db check` on a database that only the migrations made."""
    stage.is_spoiled = True
    with app.app_context():
        for table in reversed(db.metadata.sorted_tables):
            table.drop(db.engine)
        db.session.execute(text("DROP TABLE IF EXISTS alembic_version"))
        db.session.commit()
    upgrade()
    done = app.test_cli_runner().invoke(args=["db", "check"])
    assert done.exit_code == 0, done.output
