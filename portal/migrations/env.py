"""Runs the migrations, on SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app
from sqlalchemy import Enum, LargeBinary

from portal.db import Moment

config = context.config
database = current_app.extensions["migrate"].db


def render_item(kind, obj, _autogen_context):
    """Migrations name plain database types, so that they outlive the code of today."""
    if kind != "type":
        return False
    if isinstance(obj, Moment):
        return "sa.DateTime(timezone=True)"
    if isinstance(getattr(obj, "impl", None), LargeBinary):
        return "sa.LargeBinary()"
    if isinstance(obj, Enum):
        return f"sa.String(length={obj.length})"
    return False


def same_type(_context, _inspected_column, _metadata_column, inspected_type, metadata_type):
    """Words are stored as text of the same length; anything else is compared as always."""
    return False if isinstance(metadata_type, Enum | Moment) else None


def run() -> None:
    """Migrate with foreign keys off on SQLite: rebuilding a table must not delete the rows that refer to it."""
    with database.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection, target_metadata=database.metadata, render_as_batch=True, render_item=render_item,
            compare_type=same_type,
        )  # fmt: skip
        with context.begin_transaction():
            context.run_migrations()
        if is_sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")
            if broken:
                raise RuntimeError(f"the migration left rows that refer to nothing: {broken[:3]}")


run()
