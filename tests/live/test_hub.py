"""Streams: the same bytes for all phones, ticks for stages, no backlog, at most three a device."""

import asyncio
from dataclasses import replace

import pytest

from lcm.live.push.hub import Hub
from lcm.live.push.snapshots import Snapshot
from lcm.live.push.streams import HEARTBEAT, Stream, greeting
from tests import loops

NOW = Snapshot(
    code="ABCDEF",
    slug="kick-off",
    meeting_id=1,
    link_version=1,
    version=1,
    closes_at=None,
    rounds={},
    current=None,
    poll_id="",
    body=(b"", b""),
    event=b"id: 1\n\n",
)


class Database:
    """What a hub asks: the snapshot as it is now, and the turnout."""

    def __init__(self):
        self.snapshot = NOW
        self.counted = 0

    async def read(self, _code):
        return self.snapshot

    async def count(self, _code):
        self.counted += 1
        return b"{}"

    def move_on(self):
        version = self.snapshot.version + 1
        event = b"id: %d\n\n" % version
        self.snapshot = replace(self.snapshot, version=version, event=event)


def with_hub(story):
    """Run ``story`` on an event loop with a hub that is started and closed."""

    async def run():
        database = Database()
        hub = Hub(database.read, database.count)
        hub.start()
        try:
            return await story(hub, database)
        finally:
            hub.close()

    return loops.run(run())


async def soon(stream):
    return await asyncio.wait_for(stream.next_bytes(), 2)


def test_all_phones_get_the_same_bytes():
    async def story(hub, database):
        streams = [hub.join(NOW, bytes([n])) for n in range(20)]
        database.move_on()
        hub.changed("ABCDEF")
        return [await soon(stream) for stream in streams]

    assert set(with_hub(story)) == {b"id: 2\n\n"}


def test_a_slow_client_gets_the_latest_state_and_no_backlog():
    async def story(hub, database):
        stream = hub.join(NOW)
        for _ in range(50):
            database.move_on()
            hub.changed("ABCDEF")
            await asyncio.sleep(0)
        await asyncio.sleep(0.1)
        return await soon(stream)

    assert with_hub(story) == b"id: 51\n\n"


def test_the_fourth_stream_of_a_device_ends_its_oldest():
    async def story(hub, database):
        streams = [hub.join(NOW, b"device") for _ in range(4)]
        return [stream.is_ended for stream in streams]

    assert with_hub(story) == [True, False, False, False]


def test_only_stages_get_turnout_and_it_is_counted_once_per_tick():
    async def story(hub, database):
        phone, stage = hub.join(NOW, b"phone"), hub.join(NOW, is_stage=True)
        for _ in range(100):
            hub.turnout_changed(["ABCDEF"])
        ticked = await soon(stage)
        phone.offer("probe", b"nothing else")
        return ticked, await soon(phone), database.counted

    ticked, at_phone, counted = with_hub(story)

    assert ticked == b"event: turnout\ndata: {}\n\n"
    assert at_phone == b"nothing else"
    assert counted == 1


def test_many_things_said_in_rooms_reach_the_wall_as_one():
    async def story(hub, database):
        stage = hub.join(NOW, is_stage=True)
        await soon(stage)
        for _ in range(100):
            hub.wall_changed("ABCDEF")
        return await soon(stage)

    assert with_hub(story).count(b"event: wall") == 1


def test_what_another_program_changed_is_noticed():
    async def story(hub, database):
        stream = hub.join(NOW)
        database.move_on()
        return await asyncio.wait_for(stream.next_bytes(), 3)

    assert with_hub(story) == b"id: 2\n\n"


def test_an_expired_code_ends_its_streams():
    async def story(hub, database):
        stream = hub.join(NOW)
        database.snapshot = None
        hub.changed("ABCDEF")
        return await soon(stream)

    assert with_hub(story) == b""


def test_a_revoked_stage_link_ends_the_stages_that_used_it():
    async def story(hub, database):
        phone, stage = hub.join(NOW, b"phone"), hub.join(NOW, is_stage=True)
        database.snapshot = replace(NOW, link_version=2)
        ended = await asyncio.wait_for(stage.next_bytes(), 3)
        while ended:
            ended = await asyncio.wait_for(stage.next_bytes(), 3)
        return stage.is_ended, phone.is_ended

    assert with_hub(story) == (True, False)


def test_what_changes_within_a_moment_is_pushed_once():
    async def story(hub, database):
        stream = hub.join(NOW)
        for _ in range(20):
            database.move_on()
            hub.changed("ABCDEF")
        first = await soon(stream)
        await asyncio.sleep(0.1)
        stream.offer("probe", b"nothing else")
        return first, await soon(stream)

    assert with_hub(story) == (b"id: 21\n\n", b"nothing else")


def test_a_closing_hub_ends_every_stream():
    async def story(hub, database):
        streams = [hub.join(NOW), hub.join(NOW, is_stage=True)]
        hub.close()
        return [await soon(stream) for stream in streams]

    assert with_hub(story) == [b"", b""]


def test_a_stream_that_left_is_forgotten():
    async def story(hub, database):
        stream = hub.join(NOW, b"device")
        hub.leave("ABCDEF", stream, b"device")
        database.move_on()
        hub.changed("ABCDEF")
        await asyncio.sleep(0.1)
        stream.offer("probe", b"only this")
        return await soon(stream)

    assert with_hub(story) == b"only this"


def test_silence_is_filled_with_a_heartbeat():
    stream = Stream(heartbeat_seconds=0.05)

    assert loops.run(stream.next_bytes()) == HEARTBEAT


def test_clients_come_back_spread_over_five_seconds():
    waits = [int(greeting(b"").split()[1]) for _ in range(500)]

    assert min(waits) >= 1000
    assert max(waits) <= 6000
    assert max(waits) - min(waits) > 4000


@pytest.mark.parametrize("event", [b"", b"id: 1\n\n"])
def test_a_greeting_ends_as_events_do(event):
    assert greeting(event).endswith(b"\n\n")
