"""Open event streams of all meetings: each holds the latest event of a kind, never a backlog."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from functools import partial
from typing import Any

from lcm.live.snapshots import Snapshot

HEARTBEAT_SECONDS = 15.0
HEARTBEAT = b": still here\n\n"
TICK_SECONDS = 0.2
WALL_SECONDS = 0.5
STREAMS_PER_DEVICE = 3
WATCH_SECONDS = 1.0
RETRY_MS = (1_000, 6_000)

Load = Callable[[str], Awaitable[Snapshot | None]]
Count = Callable[[str], Awaitable[bytes]]


class Stream:
    """One client's stream. A newer event replaces an unsent one of its kind, so none piles up."""

    __slots__ = ("_heartbeat_seconds", "_pending", "_turn", "is_ended")

    def __init__(self, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._heartbeat_seconds = heartbeat_seconds
        self.is_ended = False
        self._pending: dict[str, bytes] = {}
        self._turn: asyncio.Future[None] | None = None

    def offer(self, kind: str, event: bytes) -> None:
        """Let ``event`` be the next of its kind that this client gets."""
        self._pending[kind] = event
        self._wake()

    def end(self) -> None:
        """Let the stream end; the client comes back by itself after its ``retry``."""
        self.is_ended = True
        self._wake()

    async def next_bytes(self) -> bytes:
        """Return what to send: events, a heartbeat after too long a silence, b"" at the end."""
        if not self._pending and not self.is_ended:
            self._turn = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(self._heartbeat_seconds):
                    await self._turn
            except TimeoutError:
                return HEARTBEAT
            finally:
                self._turn = None
        if self.is_ended:
            return b""
        sent, self._pending = b"".join(self._pending.values()), {}
        return sent

    def _wake(self) -> None:
        if self._turn is not None and not self._turn.done():
            self._turn.set_result(None)


class Channel:
    """The streams of one meeting, and the version they were all given."""

    def __init__(self, version: int) -> None:
        self.phones: set[Stream] = set()
        self.stages: set[Stream] = set()
        self.of_device: dict[bytes, list[Stream]] = {}
        self.version = version
        self.is_ticking = False
        self.is_wall_due = False


class Hub:
    """Gives every stream of a meeting the same bytes, as one process sees them.

    `changed`, `turnout_changed` and `wall_changed` may be called from any thread, the rest on the
    event loop only. More processes would hear of each other in `_soon`, the one way in.
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
            for stream in channel.phones | channel.stages:
                stream.end()
        for task in self._tasks:
            task.cancel()

    def changed(self, code: str) -> None:
        """Push the state of ``code`` as it is in the database now to phones and stages."""
        self._soon(lambda: self._spawn(self._push(code)))

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
        channel = self._channels.setdefault(code, Channel(snapshot.version))
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

    async def _push(self, code: str) -> None:
        channel = self._channels.get(code)
        snapshot = await self._snapshot(code) if channel else None
        if channel is None:
            return
        if snapshot is None:
            for stream in channel.phones | channel.stages:
                stream.end()
        elif snapshot.version > channel.version:
            channel.version = snapshot.version
            for stream in channel.phones | channel.stages:
                stream.offer("state", snapshot.event)

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


def greeting(event: bytes) -> bytes:
    """Return the first bytes of a stream: when to come back, spread over 5 s, and the state."""
    return b"retry: %d\n\n" % random.randint(*RETRY_MS) + event  # noqa: S311 - only spreads load
