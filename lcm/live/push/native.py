"""The /live addresses as plain ASGI: no framework stands between a ballot and its box."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from lcm.errors import Busy
from lcm.live import queries
from lcm.live.choices import ChoiceError
from lcm.live.entry import misses
from lcm.live.entry.devices import Device, is_known, opened_in
from lcm.live.push import doors
from lcm.live.push.doors import Answer, DoorRefusal
from lcm.live.push.snapshots import Snapshot
from lcm.live.push.station import Station
from lcm.live.push.streams import Stream, greeting
from lcm.web.tokens import LinkUnusable

log = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
SLOW_SECONDS = 20.0
# What edges.set_headers gives every page, for answers that are never one.
SHIELD = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
]
OK = Answer(200, b"ok", "text/plain", {"Cache-Control": "no-store"})
CLOSING = Answer(503, b"", "text/plain", {"Retry-After": "2"})
STREAM_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        *SHIELD,
    ],
}


class Ask:
    """One request for an address below /live: method, parts of the path, headers, and its body."""

    __slots__ = ("headers", "method", "parts", "receive", "scope")

    def __init__(
        self, scope: Mapping[str, Any], headers: Mapping[str, str], receive: Receive
    ) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.parts: list[str] = scope["path"].split("/")[2:]
        self.headers = headers
        self.receive = receive

    async def body(self) -> bytes:
        """Return the whole body; stops reading a little above the limit."""
        read = b""
        while len(read) <= doors.BODY_LIMIT:
            message = await self.receive()
            read += message.get("body", b"")
            if not message.get("more_body"):
                break
        return read


class LiveDoors:
    """Answers ping, state, events, ballots and the stage's stream; leaves the rest to Flask."""

    def __init__(self, station: Station, proxies: int) -> None:
        self.station = station
        self.proxies = proxies
        self.slow_seconds = SLOW_SECONDS

    async def serve(
        self, scope: Mapping[str, Any], headers: Mapping[str, str], receive: Receive, send: Send
    ) -> bool:
        """Answer a request below /live; False, with nothing sent, when it is Flask's."""
        ask = Ask(scope, headers, receive)
        try:
            return await self._is_served(ask, send)
        except (SQLAlchemyError, Busy) as error:
            log.warning("live: %s", error)
            busy = DoorRefusal(Busy.status, "busy", Busy.message)
            await send_answer(send, self._problem(busy))
            return True

    async def _is_served(self, ask: Ask, send: Send) -> bool:
        match ask.method, ask.parts:
            case "PUT", [code, "polls", round_id, "ballot"]:
                await send_answer(send, await self._ballot(ask, code, round_id))
            case "GET" | "HEAD", [_, "ping"]:
                await send_answer(send, OK)
            case "GET" | "HEAD", [code, "state"]:
                await send_answer(send, await self._state(ask, code))
            case "GET", [code, "events"]:
                await self._events(ask, code, send)
            case "GET", [code, "stage", token]:
                await self._stage(ask, code, token, send)
            case _:
                return False
        return True

    async def _ballot(self, ask: Ask, code: str, round_id: str) -> Answer:
        try:
            doors.require_own_site(ask.headers, self.station.own_hosts)
            body = await ask.body()
            snapshot = await self.station.snapshot_soon(code)
            if snapshot is None:
                return await self._miss(ask)
            device = self._device(ask, snapshot)
            cast = doors.cast_of(snapshot, round_id, device, body)
        except (DoorRefusal, ChoiceError) as refusal:
            return self._problem(refusal)
        self._saw(snapshot, device)
        outcome = await self.station.box.cast_soon(cast)
        return doors.accepted(outcome) or self._problem(doors.refusal_of(outcome))

    async def _state(self, ask: Ask, code: str) -> Answer:
        snapshot = await self.station.snapshot_soon(code)
        if snapshot is None:
            return await self._miss(ask)
        device = self._device(ask, snapshot)
        self._saw(snapshot, device)
        own = await self.station.own_soon(snapshot, device) if device else None
        return doors.state_answer(snapshot, own, ask.headers.get("if-none-match", ""))

    async def _events(self, ask: Ask, code: str, send: Send) -> None:
        snapshot = await self.station.snapshot_soon(code)
        if snapshot is None or self.station.hub.is_closing:
            await send_answer(send, CLOSING if snapshot else await self._miss(ask))
            return
        device = self._device(ask, snapshot)
        self._saw(snapshot, device)
        key = device.key if device else None
        stream = self.station.hub.join(snapshot, key)
        try:
            await self._stream(ask, send, stream, snapshot)
        finally:
            self.station.hub.leave(snapshot.code, stream, key)

    async def _stage(self, ask: Ask, code: str, token: str, send: Send) -> None:
        may_see = await self.station.soon(lambda: _is_stage_of(token, code))
        snapshot = await self.station.snapshot_soon(code)
        if snapshot is None or not may_see or self.station.hub.is_closing:
            unknown = self._problem(doors.unknown_code())
            await send_answer(send, CLOSING if may_see else unknown)
            return
        stream = self.station.hub.join(snapshot, is_stage=True)
        try:
            await self._stream(ask, send, stream, snapshot)
        finally:
            self.station.hub.leave(snapshot.code, stream)

    async def _stream(self, ask: Ask, send: Send, stream: Stream, snapshot: Snapshot) -> None:
        """Send until the client leaves, is too slow, may see no more, or the server stops."""
        gone = asyncio.ensure_future(_until_gone(ask.receive))
        gone.add_done_callback(lambda _: stream.end())
        has_it = ask.headers.get("last-event-id") == str(snapshot.version)
        await send(STREAM_START)
        sent = greeting(b"" if has_it else snapshot.event)
        try:
            while sent and not gone.done():
                async with asyncio.timeout(self.slow_seconds):
                    await send({"type": "http.response.body", "body": sent, "more_body": True})
                sent = await stream.next_bytes()
                self._saw(snapshot, self._device(ask, snapshot))
            await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            log.info("live: let go of a client that reads too slowly")
        finally:
            gone.cancel()

    def _device(self, ask: Ask, snapshot: Snapshot) -> Device | None:
        return opened_in(self.station.secret, snapshot.code, ask.headers.get("cookie", ""))

    def _saw(self, snapshot: Snapshot, device: Device | None) -> None:
        if device is not None and device.is_counted:
            self.station.phones.saw(snapshot.code, device.key)

    async def _miss(self, ask: Ask) -> Answer:
        """Answer an unknown code, and count it against its source unless the device is known."""
        cookies = ask.headers.get("cookie", "")
        is_stopped = False
        if not is_known(self.station.secret, cookies):
            source = misses.source_of(ask.scope, ask.headers, self.proxies)
            is_stopped = await self.station.soon(lambda: misses.note(source))
        return self._problem(doors.unknown_code(is_stopped=is_stopped))

    def _problem(self, refusal: DoorRefusal | ChoiceError) -> Answer:
        with self.station.app.app_context():
            return doors.problem(refusal)


def _is_stage_of(token: str, code: str) -> bool:
    try:
        return queries.live_of_stage(token).code == code
    except LinkUnusable:
        return False


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def send_answer(send: Send, answer: Answer) -> None:
    headers = [
        (b"content-type", answer.content_type.encode()),
        (b"content-length", b"%d" % len(answer.body)),
    ]
    if answer.headers:
        own = {name.lower().encode(): value.encode() for name, value in answer.headers.items()}
        # A page brings the policy it was made under; two would both have to allow its parts.
        headers += [*(pair for pair in SHIELD if pair[0] not in own), *own.items()]
    else:
        headers += SHIELD
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
