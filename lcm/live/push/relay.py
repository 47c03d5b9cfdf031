"""Tells other processes of this installation, over Redis, which meeting changed."""

import logging
import queue
import secrets
import threading
from collections.abc import Callable

import redis

CHANNEL = "lcm:changed"
PAUSE_SECONDS = 1.0
WAIT_SECONDS = 0.5
LONGEST_QUEUE = 10_000

log = logging.getLogger(__name__)

Hear = Callable[[str, str], None]


class Relay:
    """Says "kind of which changed"; who hears it looks at the rows again, so a loss costs little.

    Pub/sub may lose messages and Redis may be away: every process also looks by itself once a
    second, and no vote waits for this.
    """

    def __init__(self, url: str, hear: Hear) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=2)
        self._hear = hear
        self._own = secrets.token_hex(8)
        self._unsent: queue.Queue[str] = queue.Queue(LONGEST_QUEUE)
        self._is_closing = threading.Event()

    def start(self) -> None:
        """Listen and speak in two threads of their own until `close`."""
        for work in (self._listen, self._speak):
            threading.Thread(target=self._keep, args=(work,), daemon=True).start()

    def tell(self, kind: str, which: str) -> None:
        """Let the other processes hear; never waits, and drops what a lost Redis cannot take."""
        try:
            self._unsent.put_nowait(f"{self._own} {kind} {which}")
        except queue.Full:
            log.warning("Redis takes nothing; other processes look by themselves")

    def close(self) -> None:
        self._is_closing.set()

    def _keep(self, work: Callable[[], None]) -> None:
        while not self._is_closing.is_set():
            try:
                work()
            except (redis.RedisError, OSError) as error:
                log.warning("Redis: %s", error)
                self._is_closing.wait(PAUSE_SECONDS)

    def _speak(self) -> None:
        try:
            line = self._unsent.get(timeout=WAIT_SECONDS)
        except queue.Empty:
            return
        self._redis.publish(CHANNEL, line)

    def _listen(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as heard:  # type: ignore[no-untyped-call]
            heard.subscribe(CHANNEL)
            while not self._is_closing.is_set():
                message = heard.get_message(timeout=WAIT_SECONDS)
                if message is None:
                    continue
                own, kind, which = message["data"].decode().split(" ")
                if own != self._own:
                    self._hear(kind, which)
