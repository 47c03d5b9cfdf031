"""ASGI: /live natively, everything else to Flask in threads."""

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import FrameType
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from starlette.middleware.gzip import GZipMiddleware
from werkzeug.sansio.utils import host_is_trusted

from lcm import scheduler
from lcm.live.push.first_page import FirstPages
from lcm.live.push.native import LiveDoors, send_answer
from lcm.live.push.station import Station

SMALLEST_ZIPPED = 500
ZIP_LEVEL = 5
TURN_SECONDS = 0.002
# A browser sends twice as many, and each costs time at every ballot.
HEADERS_READ = {
    *(b"accept-encoding", b"accept-language", b"content-type", b"cookie", b"host"),
    *(b"if-none-match", b"last-event-id", b"origin", b"sec-fetch-site", b"x-forwarded-for"),
}


class Gateway:
    """One process: live push and ballots natively, pages through Flask, the scheduler beside."""

    def __init__(self, app: Flask) -> None:
        settings = app.config["LCM"]
        self.app = app
        self.station: Station = app.extensions["station"]
        self.doors = LiveDoors(self.station, settings.trusted_proxies)
        self.first_pages = FirstPages(self.station)
        pages: Any = WSGIMiddleware(cast(Any, app), workers=settings.threads)
        self.pages = GZipMiddleware(pages, SMALLEST_ZIPPED, ZIP_LEVEL)
        self._is_trusted = _trust(app.config["TRUSTED_HOSTS"])

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live_for(receive, send)
        elif scope["type"] == "http" and not await self._is_native(scope, receive, send):
            await self.pages(scope, receive, send)

    async def _is_native(self, scope: Any, receive: Any, send: Any) -> bool:
        """Serve what phones ask most without Flask; a foreign Host header is Flask's to refuse."""
        path: str = scope["path"]
        if not path.startswith(("/live/", "/j/")):
            return False
        headers = {
            name.decode("latin-1"): value.decode("latin-1")
            for name, value in scope["headers"]
            if name in HEADERS_READ
        }
        if not self._is_trusted(headers.get("host", "")):
            return False
        if path.startswith("/live/"):
            return await self.doors.serve(scope, headers, receive, send)
        if scope["method"] not in ("GET", "HEAD") or scope["query_string"]:
            return False
        answer = await self.first_pages.find_page(path.removeprefix("/j/"), headers)
        if answer is not None:
            await send_answer(send, answer)
        return answer is not None

    async def _live_for(self, receive: Any, send: Any) -> None:
        await receive()
        # The ballot box waits this long for a busy event loop at each of its statements.
        sys.setswitchinterval(TURN_SECONDS)
        clock = scheduler.start(self.app)
        self.station.start()
        with _told_first(self.station.hub.close):
            await send({"type": "lifespan.startup.complete"})
            await receive()
        self.station.hub.close()
        await asyncio.to_thread(self._stop, clock)
        await send({"type": "lifespan.shutdown.complete"})

    def _stop(self, clock: BackgroundScheduler) -> None:
        clock.shutdown(wait=False)
        self.station.close()


def _trust(trusted_hosts: list[str]) -> Callable[[str], bool]:
    @lru_cache(maxsize=256)
    def is_trusted(host: str) -> bool:
        return host_is_trusted(host, trusted_hosts)

    return is_trusted


@contextmanager
def _told_first(close: Callable[[], None]) -> Iterator[None]:
    """Call ``close`` when the process is told to stop, before the server waits for its streams."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        earlier = before[signal.Signals(number)]
        if callable(earlier):
            earlier(number, frame)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
