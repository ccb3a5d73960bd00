"""Deleting rows whose time is over: never those of somebody held, nor what others still point at; their files too."""

from collections import Counter
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, select, update

from portal import documents, pictures
from portal.audit import ALLOWED, Audit
from portal.db import Base, db, rows_changed
from portal.news.models import Attachment, DraftFile, Picture, Sort
from portal.privacy.queries import holds
from portal.privacy.rules import Held
from portal.school.models import Person

# The log holds plain numbers instead of references.
IN_THE_LOG = {"pupil_id": "pupil", "household_id": "household", "subject_id": "person"}
PEOPLE = ("pupil", "household", "guardian", "person")


def let_go(model: type[Base], is_over: ColumnElement[bool]) -> Counter[str]:
    """Delete these rows of a table; returns how many."""
    table: Any = model.__table__
    gone = and_(is_over, *_spared(table, holds.held()), *_not_pointed_at(table))
    _forget_files(model, gone)
    gone_for_good = delete(model).where(gone).execution_options(synchronize_session=False, **ALLOWED)
    return Counter({table.name: rows_changed(gone_for_good)})


def _forget_files(model: type[Base], gone: ColumnElement[bool]) -> None:
    """What lies on the disk for these rows goes as soon as this is kept."""
    photos, papers = pictures.folder(), documents.folder()
    if model is Picture:
        for key in db.session.scalars(select(Picture.key).where(gone)):
            pictures.forget(key, photos)
    if model is Attachment:
        for key in db.session.scalars(select(Attachment.key).where(gone)):
            documents.forget(key, papers)
    if model is DraftFile:
        for key, sort in db.session.execute(select(DraftFile.key, DraftFile.sort).where(gone, DraftFile.is_own)):
            pictures.forget(key, photos) if sort is Sort.PICTURE else documents.forget(key, papers)


def forget_address(is_over: ColumnElement[bool]) -> Counter[str]:
    """Staff keep their name beside what they wrote; how to reach them goes."""
    gone = and_(is_over, *_spared(Person.__table__, holds.held(), itself=True))
    nothing = dict.fromkeys(
        ("email", "phone", "phone_mark", "roster_key", "email_verified_at", "email_failed_at", "phone_verified_at")
    )
    changed = update(Person).where(gone).values(nothing).execution_options(synchronize_session=False)
    return Counter(person=rows_changed(changed))


def _spared(table: Any, held: Held, *, itself: bool = False) -> list[ColumnElement[bool]]:
    """What leaves out the rows of everybody who is held."""
    columns = {c: key.column.table.name for c in table.columns for key in c.foreign_keys}
    if table is Audit.__table__:
        columns |= {table.c[name]: target for name, target in IN_THE_LOG.items()}
    if itself:
        columns[table.c.id] = table.name
    pairs = [(column, held.of(target)) for column, target in columns.items() if target in PEOPLE]
    return [column.is_(None) | column.not_in(numbers) for column, numbers in pairs if numbers]


@cache
def _not_pointed_at(table: Table) -> list[ColumnElement[bool]]:
    """A row stays while a row that was spared points at it."""
    pointing = [
        (key.column, column)
        for other in Base.metadata.sorted_tables
        for column in other.columns
        for key in column.foreign_keys
        if key.column.table is table and key.ondelete is None
    ]
    return [there.not_in(select(column).where(column.is_not(None))) for there, column in pointing]
