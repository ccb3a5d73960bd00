"""A PostgreSQL of our own: started in a temporary folder as an unprivileged user, gone when the tests end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

UNSAFE_BUT_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoPostgres(Exception):
    """PostgreSQL's server programs are not installed here."""


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The SQLAlchemy address of a running server's admin database; TEST_DATABASE_URL is used when it is given."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="samen-postgres-"))
    user = _unprivileged()
    port = free_port()
    try:
        if user:
            shutil.chown(folder, user)
        run = _runner(user, folder)
        run("initdb", "-D", "data", "-U", "samen", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = [
            "listen_addresses=127.0.0.1",
            f"port={port}",
            f"unix_socket_directories={folder}",
            "max_connections=200",
        ]
        options += () if durable else UNSAFE_BUT_QUICK
        flags = " ".join(f"-c {option}" for option in options)
        run("pg_ctl", "-D", "data", "-w", "-s", "-l", "log", "-o", flags, "start")
        try:
            yield f"postgresql+psycopg://samen@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", "data", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(url: str, name: str, template: str | None = None) -> str:
    """Make a database, as a copy of another when a template is named; returns its address."""
    copy = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
    _admin(url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + copy)
    return _address(url, name)


def _address(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str, name: str) -> None:
    """Remove a database, with whoever is still connected to it."""
    _let_go(_address(url, name))
    _admin(url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def keep_rows(url: str, tables: dict[str, list[str]], kept: str) -> None:
    """Copy every row of these tables (name: columns) aside under a name, for `bring_back`."""
    with _connected(url) as connection, connection.transaction():
        connection.execute(_written("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}", kept))
        connection.execute("CREATE SCHEMA IF NOT EXISTS laid")
        connection.execute("CREATE TABLE IF NOT EXISTS laid.out (name text PRIMARY KEY, mark text)")
        # What lies there was laid by nobody that `bring_back` knows.
        connection.execute("TRUNCATE laid.out")
        steps = [_kept(connection, name, columns, kept) for name, columns in tables.items()]
        # All are emptied before the first is filled: rows are free to point at each other.
        body = "".join(step[0] for step in steps) + "".join(step[1] for step in steps)
        connection.execute(
            _written("CREATE FUNCTION {0}.bring_back() RETURNS void LANGUAGE plpgsql AS ", kept)
            + sql.Literal(f"DECLARE it text; touched text[] := '{{}}'; BEGIN {BEGINNING}{body}END")
        )


# `laid.out` knows of each table how it was laid out: its number of rows, and the one transaction that wrote them. A row
# that was written since has another; so what nobody touched, most tables of most tests, is left as it is.
BEGINNING = "SET LOCAL lock_timeout = 3000; SET LOCAL session_replication_role = replica; "


def _kept(connection: psycopg.Connection, name: str, columns: list[str], kept: str) -> tuple[str, str]:
    """Keep a table's rows; gives what empties it when somebody touched it since, and what fills it again then."""
    connection.execute(_written("CREATE TABLE {1}.{0} AS SELECT * FROM {0}", name, kept))
    listed = ", ".join(f'"{column}"' for column in columns)
    look = (
        f"SELECT '{kept} ' || count(*) || ' ' || coalesce(min(xmin::text), '') || ' ' || coalesce(max(xmin::text), '')"
        f' FROM "{name}"'
    )
    empty = (
        f"it := ({look}); IF it IS DISTINCT FROM (SELECT mark FROM laid.out WHERE name = '{name}') THEN "
        f"touched := touched || '{name}'::text; DELETE FROM \"{name}\"; END IF; "
    )
    fill = (
        f"IF '{name}' = ANY (touched) THEN "
        f'INSERT INTO "{name}" ({listed}) SELECT {listed} FROM "{kept}"."{name}"; '
        f"INSERT INTO laid.out VALUES ('{name}', ({look})) ON CONFLICT (name) DO UPDATE SET mark = EXCLUDED.mark; "
        "END IF; "
    )
    if "id" in columns:
        # A number that somebody took and gave back is free again, too.
        sequence, first = connection.execute(
            sql.SQL("SELECT pg_get_serial_sequence({}, 'id'), coalesce(max(id), 0) + 1 FROM {}").format(
                sql.Literal(f'"{name}"'), sql.Identifier(name)
            )
        ).fetchone() or (None, 1)
        # Where another table gives the number there is none to count on.
        fill += f"PERFORM setval('{sequence}', {first}, false); " if sequence else ""
    return empty, fill


# The connection over which rows are brought back stays, with its plans; a new one would make them anew each time.
_lasting: dict[str, psycopg.Connection] = {}


def bring_back(url: str, kept: str) -> bool:
    """Every row as it was kept, in milliseconds; False when the database is not as it was, or somebody holds it."""
    try:
        connection = _lasting.get(url) or _lasting.setdefault(url, _connected(url))
        connection.execute(_written("SELECT {0}.bring_back()", kept))
    except psycopg.Error:
        _let_go(url)
        return False
    return True


def _let_go(url: str) -> None:
    if url in _lasting:
        _lasting.pop(url).close()


def _written(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*map(sql.Identifier, names))  # type: ignore[arg-type]


def _connected(url: str) -> psycopg.Connection:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


def _admin(url: str, statement: sql.Composable) -> None:
    with _connected(url) as connection:
        connection.execute(statement.as_bytes(connection))


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise NoPostgres("Install PostgreSQL (Debian: apt-get install postgresql), or give TEST_DATABASE_URL.")
    return (found[-1] if found else Path(str(on_path))).parent


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root; name the user to become."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _runner(user: str | None, folder: Path):
    programs = _programs()

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), *arguments],
            cwd=folder, user=user, group=pwd.getpwnam(user).pw_gid if user else None, extra_groups=[] if user else None,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=120,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip()}")

    return run


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
