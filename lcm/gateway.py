"""ASGI: /live natively, everything else to Flask in threads."""

from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask

from lcm import scheduler


class Gateway:
    """One process: pages through Flask, the scheduler beside them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.pages = WSGIMiddleware(app, workers=app.config["LCM"].threads)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live_for(receive, send)
        elif scope["type"] == "http":
            await self.pages(scope, receive, send)

    async def _live_for(self, receive: Any, send: Any) -> None:
        await receive()
        clock = scheduler.start(self.app)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        clock.shutdown(wait=False)
        await send({"type": "lifespan.shutdown.complete"})
