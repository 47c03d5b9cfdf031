"""What one process knows of a meeting: read once for all who ask, anew after every change."""

import asyncio

import pytest
from sqlalchemy import event

from lcm.db import db, transaction
from lcm.live import operations
from tests import loops


@pytest.fixture
def station(app):
    return app.extensions["station"]


@pytest.fixture
def statements(app):
    """The statements sent to the database, as a list that grows."""
    sent = []

    def note(_connection, _cursor, statement, *_others):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def test_all_who_ask_at_once_share_one_reading(station, live, round_, statements):
    code = live.code
    db.session.rollback()

    async def asked(times):
        del statements[:]
        found = await asyncio.gather(*(station.snapshot_soon(code) for _ in range(times)))
        station.snapshots.forget(found[0].meeting_id)
        return len(statements), {snapshot.version for snapshot in found}

    one, _ = loops.run(asked(1))
    many, versions = loops.run(asked(100))

    assert many <= one
    assert len(versions) == 1


def test_a_change_during_a_reading_is_read_by_the_next_who_asks(station, live, round_):
    code, meeting_id = live.code, live.meeting_id

    async def story():
        first = asyncio.ensure_future(station.snapshot_soon(code))
        await asyncio.sleep(0)
        with transaction():
            operations.touch(meeting_id)
        second = await station.snapshot_soon(code)
        return (await first).version, second.version

    before = live.version
    _, second = loops.run(story())

    assert second == before + 1


def test_an_older_reading_never_replaces_a_newer_one(station, live, round_):
    newer = station.snapshot(live.code)
    with transaction():
        operations.touch(live.meeting_id)

    assert station.snapshot(live.code).version == newer.version + 1
    assert station.snapshots.fresh(live.code).version == newer.version + 1
