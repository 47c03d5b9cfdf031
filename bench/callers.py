"""Sends requests written beforehand over kept connections, and times each answer."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from bench.site import HOST, Site

LIMIT_SECONDS = 60
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)

# Status and seconds.
Answer = tuple[int, float]


class Form:
    """The registration form of one meeting, as a browser got it from one of the sites."""

    def __init__(self, site: Site, slug: str) -> None:
        self._path = f"/m/{slug}/register"
        head, body = asyncio.run(_page(site.port, written("GET", self._path, site.port)))
        cookies = re.findall(r"set-cookie: ([^;]+)", head, re.IGNORECASE)
        self._cookie = "; ".join(cookies)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', body)
        if found is None:
            raise SystemExit(f"{self._path} has no form to register with")
        self._csrf = found[1]

    def filled_in(self, site: Site, name: str, domain: str) -> bytes:
        """Return the request with which ``name`` registers from the side ``domain``."""
        fields = {
            "csrf_token": self._csrf,
            "name": name,
            "email": f"{name}@example.org",
            "organisation": "Bench",
            "domain": domain,
        }
        return written("POST", self._path, site.port, self._cookie, urlencode(fields))


def written(method: str, path: str, port: int, cookie: str = "", body: str = "") -> bytes:
    """Return a request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}:{port}"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        kind = "application/x-www-form-urlencoded"
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body]).encode()


async def at_once(requests: Sequence[tuple[int, bytes]]) -> list[Answer]:
    """Connect once per (port, request), and send all at the same moment."""
    lines = [await asyncio.open_connection(HOST, port) for port, _request in requests]
    asking = (
        _asked(*line, request) for line, (_port, request) in zip(lines, requests, strict=True)
    )
    answers = await asyncio.gather(*asking)
    for _reader, writer in lines:
        writer.close()
    return list(answers)


async def steadily(
    callers: Sequence[tuple[int, Callable[[int], bytes]]], seconds: float
) -> list[Answer]:
    """Let each caller (port, request of its number) ask again once answered, for ``seconds``."""
    end = time.monotonic() + seconds
    answers: list[Answer] = []

    async def call(port: int, request: Callable[[int], bytes]) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        number = 0
        while time.monotonic() < end:
            answers.append(await _asked(reader, writer, request(number)))
            number += 1
        writer.close()

    await asyncio.gather(*(call(port, request) for port, request in callers))
    return answers


async def _asked(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> Answer:
    begin = time.perf_counter()
    writer.write(request)
    async with asyncio.timeout(LIMIT_SECONDS):
        head, _body = await _answer(reader)
    return int(head.split(b" ", 2)[1]), time.perf_counter() - begin


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return head, await reader.readexactly(int(length[1]) if length else 0)


async def _page(port: int, request: bytes) -> tuple[str, str]:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(request)
    head, body = await _answer(reader)
    writer.close()
    return head.decode(), body.decode()
