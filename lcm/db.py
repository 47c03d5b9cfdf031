"""The database: types, naming, and the few ways a transaction begins and ends."""

import enum
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    registry,
)

from lcm.turns import WAIT_SECONDS, FairLock

ID_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

T = TypeVar("T")

log = logging.getLogger(__name__)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant: aware UTC in Python, naive UTC on SQLite, timestamptz on PostgreSQL."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table may have a counting ``id``; addresses carry slugs or random ids instead."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            dict[str, Any]: sa.JSON(),
            list[str]: sa.JSON(),
        },
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def word_column(words: type[enum.StrEnum]) -> sa.Enum:
    """Return the column type of a state: its word as text, without a CHECK constraint."""
    return sa.Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )


def new_public_id() -> str:
    """Return 14 random characters (70 bits) for an address that tells nothing."""
    return "".join(secrets.choice(ID_ALPHABET) for _ in range(14))


class PublicId:
    """Mixin: a random id that may stand in an address."""

    public_id: Mapped[str] = mapped_column(sa.String(20), unique=True, default=new_public_id)


write_lock = FairLock()
_may_write: ContextVar[bool] = ContextVar("may_write", default=False)


def prepare_engine(engine: sa.Engine) -> None:
    """Set the pragmas and the way transactions begin on ``engine``; safe to repeat."""
    if engine.dialect.name != "sqlite" or event.contains(engine, "connect", _on_connect):
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "checkin", _on_checkin)


def watch_writes() -> None:
    """Let every session remember that it has written; safe to repeat."""
    if not event.contains(Session, "after_flush", _note_write):
        event.listen(Session, "after_flush", _note_write)
        event.listen(Session, "do_orm_execute", _note_statement)


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={WAIT_SECONDS * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: sa.Connection) -> None:
    if not _may_write.get():
        connection.exec_driver_sql("BEGIN")
        return
    write_lock.acquire()
    connection.connection.info["holds_lock"] = True
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _on_checkin(_connection: object, record: Any) -> None:
    if record.info.pop("holds_lock", False):
        write_lock.release()


def begin_writing() -> None:
    """From here on this request's transactions begin as writers, in their turn."""
    _may_write.set(True)


def begin_reading() -> None:
    """End what is open and go on as a reader; pages are rendered outside the write lock."""
    db.session.rollback()
    _may_write.set(False)


def commit_edge() -> None:
    """Commit at the edge of a request, then run what waited for the commit (push to phones)."""
    db.session.commit()
    db.session.info.pop("has_written", None)
    waiting = db.session.info.pop("after_commit", [])
    for call in waiting:
        call()


def rollback_edge() -> None:
    """Undo the request, and forget what waited for its commit."""
    db.session.rollback()
    db.session.info.pop("after_commit", None)
    db.session.info.pop("has_written", None)


def leave_edge() -> None:
    """Forget at the end of a request that it might write; the thread serves another one next."""
    _may_write.set(False)


def is_touched() -> bool:
    """Say whether this request has written anything yet that an undo would lose."""
    session = db.session
    return bool(session.new or session.dirty or session.deleted or session.info.get("has_written"))


def _note_write(session: Session, _context: object) -> None:
    session.info["has_written"] = True


def _note_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info["has_written"] = True


def after_commit(call: Callable[[], None]) -> None:
    """Run ``call`` once this transaction is committed, never when it is undone."""
    db.session.info.setdefault("after_commit", []).append(call)


@contextmanager
def transaction() -> Iterator[None]:
    """One write transaction outside a request (commands, sweeps): commits, or undoes and raises."""
    db.session.rollback()
    mark = _may_write.set(True)
    try:
        yield
        commit_edge()
    except BaseException:
        rollback_edge()
        raise
    finally:
        _may_write.reset(mark)


def keep_despite_refusal(write: Callable[[], None]) -> None:
    """Undo the request so far and commit ``write`` on its own: a counter of refused guesses.

    A refused request is rolled back at the edge; without this it would erase its own count.
    """
    rollback_edge()
    _may_write.set(True)
    write()
    db.session.commit()


def for_each(keys: Iterable[T], act: Callable[[T], None]) -> int:
    """Run ``act`` for each key in a transaction of its own; return how many went well.

    A failing item is undone, logged with its traceback, and never blocks the rest.
    """
    done = 0
    for key in list(keys):
        try:
            with transaction():
                act(key)
            done += 1
        except Exception:
            log.exception("sweep %s failed for %r", act.__name__, key)
    return done
