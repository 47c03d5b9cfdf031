"""Inserts rows where another transaction may have been first."""

from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from lcm.db import Base, db


def insert_new(model: type[Base], **values: Any) -> int | None:
    """Insert a row and return its id; None, and nothing done, when a unique key of it is taken.

    One statement where asking first and writing then would be two, with a gap between them.
    """
    db.session.flush()
    dialect = db.session.get_bind().dialect.name
    return db.session.execute(_inserting(model, dialect), values).scalar()


@lru_cache(maxsize=32)
def _inserting(model: type[Base], dialect: str) -> sa.Executable:
    insert = sqlite_insert if dialect == "sqlite" else postgresql_insert
    table = model.__table__
    return insert(table).on_conflict_do_nothing().returning(table.c.id)  # type: ignore[arg-type]
