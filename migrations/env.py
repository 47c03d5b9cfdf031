"""Runs migrations in one real transaction on either engine."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum

from lcm.db import UtcDateTime, begin_writing, db, leave_edge


def run() -> None:
    """Run all steps in one transaction, so that a crash leaves the old schema or the new one."""
    begin_writing()
    try:
        with db.engine.connect() as connection:
            _set_foreign_keys(connection, "OFF")
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                transactional_ddl=True,
                render_item=_rendered_type,
                **current_app.extensions["migrate"].configure_args,
            )
            with context.begin_transaction():
                context.run_migrations()
            connection.rollback()
            _set_foreign_keys(connection, "ON")
    finally:
        leave_edge()


def _set_foreign_keys(connection: Connection, word: str) -> None:
    # A table that is rebuilt must not take the rows that point to it along; SQLite heeds this
    # pragma outside a transaction only.
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={word}").close()


def _rendered_type(kind: str, item: object, _context: object) -> str | bool:
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


run()
