"""Streams of one meeting: each holds the latest event of a kind, never a backlog."""

import asyncio
import random

from lcm.live.push.snapshots import Snapshot

HEARTBEAT_SECONDS = 15.0
HEARTBEAT = b": still here\n\n"
RETRY_MS = (1_000, 6_000)


def greeting(event: bytes) -> bytes:
    """Return the first bytes of a stream: when to come back, spread over 5 s, and the state."""
    return b"retry: %d\n\n" % random.randint(*RETRY_MS) + event  # noqa: S311 - only spreads load


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

    def __init__(self, snapshot: Snapshot) -> None:
        self.phones: set[Stream] = set()
        self.stages: set[Stream] = set()
        self.of_device: dict[bytes, list[Stream]] = {}
        self.version = snapshot.version
        self.link_version = snapshot.link_version
        self.is_push_due = False
        self.is_ticking = False
        self.is_wall_due = False

    def see(self, snapshot: Snapshot | None) -> None:
        """Give all streams a newer state; end them all when the code is valid no more.

        A revoked link of the big screen ends the stages that came in by it.
        """
        if snapshot is None:
            self.end()
            return
        if snapshot.link_version != self.link_version:
            self.link_version = snapshot.link_version
            _end(self.stages)
        if snapshot.version > self.version:
            self.version = snapshot.version
            for stream in self.phones | self.stages:
                stream.offer("state", snapshot.event)

    def end(self) -> None:
        _end(self.phones | self.stages)


def _end(streams: set[Stream]) -> None:
    for stream in streams:
        stream.end()
