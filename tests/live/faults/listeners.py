"""Phones that listen as an EventSource does: they come back after the server's ``retry``."""

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

TICK = 0.02


@dataclass
class Listener:
    """One phone's stream: when it was opened each time, and the newest state it was given."""

    cookie: str
    opened_at: list[float] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    last_id: str = ""
    retry_seconds: float = 3.0
    refused: int = 0

    @property
    def version(self) -> int:
        return self.state.get("version", 0)

    async def listen(self, port: int, code: str) -> None:
        """Listen until cancelled; a lost stream is opened again after the last ``retry`` heard."""
        while True:
            with contextlib.suppress(OSError):
                await self._follow(port, code)
            await asyncio.sleep(self.retry_seconds)

    async def _follow(self, port: int, code: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        again = f"Last-Event-ID: {self.last_id}\r\n" if self.last_id else ""
        head = f"GET /live/{code}/events HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n"
        writer.write(f"{head}{again}\r\n".encode())
        try:
            if b" 200 " not in await reader.readline():
                self.refused += 1
                return
            self.opened_at.append(time.monotonic())
            while line := await reader.readline():
                self._take(line.decode().rstrip())
        finally:
            writer.close()

    def _take(self, line: str) -> None:
        name, _, text = line.partition(": ")
        if name == "retry":
            self.retry_seconds = int(text) / 1000
        elif name == "id":
            self.last_id = text
        elif name == "data":
            self.state = json.loads(text)


class Listeners:
    """Many listeners on an event loop of their own, for the length of the block."""

    def __init__(self, port: int, code: str, cookies: Sequence[str]) -> None:
        self.each = [Listener(cookie) for cookie in cookies]
        self._goal = (port, code)
        self._loop = asyncio.new_event_loop()
        self._tasks: list[asyncio.Task[None]] = []
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Listeners":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        for task in self._tasks:
            self._loop.call_soon_threadsafe(task.cancel)
        self._thread.join()

    def seconds_until(self, version: int, within: float) -> float:
        """Return when the last of them has ``version``, from now; TimeoutError after ``within``."""
        began = time.monotonic()
        while min(one.version for one in self.each) < version:
            if time.monotonic() > began + within:
                late = sum(one.version < version for one in self.each)
                raise TimeoutError(f"{late} phones do not have version {version}")
            time.sleep(TICK)
        return time.monotonic() - began

    def _run(self) -> None:
        self._loop.run_until_complete(self._all())
        self._loop.close()

    async def _all(self) -> None:
        self._tasks = [asyncio.ensure_future(one.listen(*self._goal)) for one in self.each]
        await asyncio.gather(*self._tasks, return_exceptions=True)
