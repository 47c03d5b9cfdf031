"""Server processes, each with an lcm of its own, that act on one database at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from typing import Any, Final

import sqlalchemy as sa
from flask import Flask

from lcm import clock
from lcm import db as database
from lcm.app import create_app
from lcm.db import db
from lcm.settings import Settings
from tests.crowds import slow_down

PROCESSES: Final = 4
PATIENCE: Final = 60
Call = Callable[[Flask], int]
# What one process keeps between tests: the barrier all share, and the apps it has made.
kept: dict[Any, Any] = {}


class Crew:
    """Processes that start once and then serve every test of their folder."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._pool = ProcessPoolExecutor(
            PROCESSES,
            mp_context=context,
            initializer=_keep,
            initargs=(context.Barrier(PROCESSES),),
        )

    def act(self, settings: Settings, calls: Sequence[Call], *, guarded: bool = True) -> list[int]:
        """Make all calls at one moment, by the clock of the test, and return what each answered.

        At least one call per process. Without ``guarded`` nothing keeps writers apart, and every
        seat takes a moment to write.
        """
        db.session.commit()
        batch = partial(_act, settings, clock.now(), guarded)
        parts = [calls[number::PROCESSES] for number in range(PROCESSES)]
        answers = [self._pool.submit(batch, part) for part in parts]
        found = [answer.result(PATIENCE * 2) for answer in answers]
        db.session.rollback()
        db.session.expire_all()
        return [found[at % PROCESSES][at // PROCESSES] for at in range(len(calls))]

    def stop(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def take_lock_off() -> None:
    """SQLite commits every statement at once from here on, PostgreSQL holds no row."""
    if db.engine.dialect.name == "sqlite":
        sa.event.remove(db.engine, "begin", database._on_begin)
    else:
        sa.event.listen(db.engine, "before_cursor_execute", _without_lock, retval=True)


def _keep(barrier: Any) -> None:
    kept["barrier"] = barrier


def _act(settings: Settings, moment: datetime, guarded: bool, calls: Sequence[Call]) -> list[int]:
    app = _app(settings, guarded)
    size = min(len(calls), settings.threads)
    together = threading.Barrier(size, action=lambda: kept["barrier"].wait(PATIENCE))

    def make(call: Call) -> int:
        with clock.set_to(moment):
            return call(app)

    with ThreadPoolExecutor(size, initializer=together.wait) as threads:
        return list(threads.map(make, calls))


def _app(settings: Settings, guarded: bool) -> Flask:
    """Return the lcm of this process for ``settings``; the one before it is given up."""
    wanted = (settings.database(), guarded)
    if kept.get("wanted") != wanted:
        if "app" in kept:
            with kept["app"].app_context():
                db.engine.dispose()
        app = create_app(settings)
        app.config.update(WTF_CSRF_ENABLED=False)
        if not guarded:
            with app.app_context():
                slow_down("UPDATE registration")
                take_lock_off()
        kept.update(wanted=wanted, app=app)
    return kept["app"]


def _without_lock(_connection, _cursor, statement, parameters, *_rest):
    return statement.replace(" FOR UPDATE", ""), parameters
