"""Open event streams of all meetings, and who hears what of what changed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from lcm.errors import Busy
from lcm.live.push.snapshots import Snapshot
from lcm.live.push.streams import Channel, Stream

TICK_SECONDS = 0.2
WALL_SECONDS = 0.5
PUSH_SECONDS = 0.05
STREAMS_PER_DEVICE = 3
WATCH_SECONDS = 1.0

log = logging.getLogger(__name__)

Load = Callable[[str], Awaitable[Snapshot | None]]
Count = Callable[[str], Awaitable[bytes]]


class Hub:
    """Gives every stream of a meeting the same bytes, as one process sees them.

    `changed`, `turnout_changed` and `wall_changed` may be called from any thread, the rest on the
    event loop only.
    """

    def __init__(self, snapshot: Load, turnout: Count) -> None:
        self._snapshot = snapshot
        self._turnout = turnout
        self._channels: dict[str, Channel] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_closing = False

    def start(self) -> None:
        """Serve streams on the running event loop, and notice what other programs changed."""
        self._loop = asyncio.get_running_loop()
        self.is_closing = False
        self._spawn(self._watch())

    def close(self) -> None:
        """End every stream, and open no other."""
        self.is_closing = True
        for channel in self._channels.values():
            channel.end()
        for task in self._tasks:
            task.cancel()

    def changed(self, code: str) -> None:
        """Push the state of ``code`` as it is in the database now to phones and stages."""
        self._soon(partial(self._push_soon, code))

    def turnout_changed(self, codes: Iterable[str]) -> None:
        """Push the turnout of ``codes`` to their stages, once per 200 ms."""
        for code in tuple(codes):
            self._soon(partial(self._tick_soon, code))

    def wall_changed(self, code: str) -> None:
        """Let stages and hosts of ``code`` fetch what rooms brought and who came."""
        self._soon(partial(self._wall_soon, code))

    def join(
        self, snapshot: Snapshot, key: bytes | None = None, *, is_stage: bool = False
    ) -> Stream:
        """Open a stream for one who is given ``snapshot``; a device's fourth ends its oldest."""
        code = snapshot.code
        channel = self._channels.setdefault(code, Channel(snapshot))
        stream = Stream()
        (channel.stages if is_stage else channel.phones).add(stream)
        if key is not None:
            own = channel.of_device.setdefault(key, [])
            own.append(stream)
            for oldest in own[:-STREAMS_PER_DEVICE]:
                oldest.end()
        self._tick_soon(code)
        return stream

    def leave(self, code: str, stream: Stream, key: bytes | None = None) -> None:
        """Forget a stream that ended."""
        channel = self._channels[code]
        channel.phones.discard(stream)
        channel.stages.discard(stream)
        own = channel.of_device.get(key, []) if key is not None else []
        if stream in own:
            own.remove(stream)
        if key is not None and not own:
            channel.of_device.pop(key, None)
        if not channel.phones and not channel.stages:
            self._channels.pop(code, None)

    def _soon(self, call: Callable[[], object]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def _push_soon(self, code: str) -> None:
        """Push once for all that changes within a moment, as when many people get a room."""
        channel = self._channels.get(code)
        if channel is None or channel.is_push_due or self._loop is None:
            return
        channel.is_push_due = True
        self._loop.call_later(PUSH_SECONDS, lambda: self._spawn(self._push(code)))

    async def _push(self, code: str) -> None:
        channel = self._channels.get(code)
        if channel is None:
            return
        channel.is_push_due = False
        try:
            channel.see(await self._snapshot(code))
        except (SQLAlchemyError, Busy) as error:
            # The next look, a second later, tells what this one could not.
            log.warning("live state of a session: %s", error)

    async def _watch(self) -> None:
        """See what other programs beside this process changed, and votes whose time is up."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            for code in list(self._channels):
                await self._push(code)

    def _tick_soon(self, code: str) -> None:
        channel = self._channels.get(code)
        if channel is None or channel.is_ticking or not channel.stages or self._loop is None:
            return
        channel.is_ticking = True
        self._loop.call_later(TICK_SECONDS, lambda: self._spawn(self._tick(code, channel)))

    def _wall_soon(self, code: str) -> None:
        channel = self._channels.get(code)
        if channel is None or channel.is_wall_due or self._loop is None:
            return
        channel.is_wall_due = True
        self._loop.call_later(WALL_SECONDS, partial(self._offer_wall, code, channel))

    def _offer_wall(self, code: str, channel: Channel) -> None:
        channel.is_wall_due = False
        self._offer_stages(code, "wall", b"event: wall\ndata: {}\n\n")

    async def _tick(self, code: str, channel: Channel) -> None:
        channel.is_ticking = False
        turnout = await self._turnout(code)
        self._offer_stages(code, "turnout", b"event: turnout\ndata: " + turnout + b"\n\n")

    def _offer_stages(self, code: str, kind: str, event: bytes) -> None:
        channel = self._channels.get(code)
        for stream in channel.stages if channel else ():
            stream.offer(kind, event)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        if self.is_closing:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
