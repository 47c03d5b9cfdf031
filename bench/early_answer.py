"""The negative control of the kill proof: lcm, but a ballot is acknowledged before it is stored."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from wsgi import asgi as honest

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve as lcm does, save for the one lie under test."""
    if scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].endswith("/ballot"):
        await _cast_later(scope, receive, send)
    else:
        await honest(scope, receive, send)


async def _cast_later(scope: Scope, receive: Receive, send: Send) -> None:
    body = await _whole_body(receive)
    await _acknowledge(json.loads(body)["seq"], send)
    kept: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return kept.pop() if kept else await receive()

    async def swallow(message: Message) -> None:
        """The phone has its answer already."""

    await honest(scope, replay, swallow)


async def _whole_body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body", False):
            return body


async def _acknowledge(seq: int, send: Send) -> None:
    answer = json.dumps({"accepted": True, "seq": seq}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})
