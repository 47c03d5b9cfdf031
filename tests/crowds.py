"""Many browsers that do something at the same moment."""

import threading
import time
from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from lcm.db import db


def at_once(app: Flask, calls: list[Callable[[FlaskClient], int]]) -> list[int]:
    """Make all calls at the same moment, each in a browser and thread of its own."""
    db.session.commit()
    barrier = threading.Barrier(len(calls))
    statuses: list[int] = []

    def act(call: Callable[[FlaskClient], int]) -> None:
        browser = FlaskClient(app)
        barrier.wait(20)
        statuses.append(call(browser))

    threads = [threading.Thread(target=act, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    return statuses


def slow_down(beginning: str) -> None:
    """Let every statement that begins so take a moment, so that writers surely overlap."""

    @sa.event.listens_for(db.engine, "before_cursor_execute")
    def pause(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(beginning):
            time.sleep(0.05)
