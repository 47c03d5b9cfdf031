"""A database that is away: doors answer 503 and recover by themselves; nothing hangs."""

import json

import pytest

from lcm.db import db


@pytest.fixture
def away(app, settings):
    """Take the database file away, and bring it back."""
    path = settings.data / "lcm.sqlite3"
    aside = path.with_suffix(".aside")

    def move(*, is_away):
        db.session.rollback()
        db.engine.dispose()
        if is_away:
            path.rename(aside)
            path.mkdir()
        else:
            path.rmdir()
            aside.rename(path)

    return move


def test_without_its_database_the_server_says_so_and_recovers(phone, app, live, round_, away):
    fatima = phone()
    code, round_id, meeting_id = live.code, round_.public_id, live.meeting_id
    away(is_away=True)
    app.extensions["station"].snapshots.forget(meeting_id)

    status, body = fatima.ask("GET", f"/live/{code}/state")
    page = fatima.ask("GET", f"/j/{code}")[0]
    ping = fatima.ask("GET", f"/live/{code}/ping")
    away(is_away=False)
    after = fatima.vote(round_id, [])

    assert (status, json.loads(body)["reason"]) == (503, "busy")
    assert page == 503
    assert ping == (200, b"ok")
    assert after[0] == 200
    assert fatima.ask("GET", f"/j/{code}")[0] == 200
