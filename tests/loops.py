"""Runs a coroutine on an event loop of its own, also where a browser's loop is running."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

Value = TypeVar("Value")


def run(work: Coroutine[Any, Any, Value]) -> Value:
    """Return what ``work`` returns; it runs in another thread, in this one's context.

    Playwright keeps a loop running in the main thread for as long as its browser is open.
    """
    with ThreadPoolExecutor(1) as other:
        return other.submit(copy_context().run, asyncio.run, work).result()
