"""One process's polling station: the ballot box, what phones see, and who listens."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import sqlalchemy as sa
from flask import Flask, current_app

from lcm.clock import now
from lcm.db import begin_reading, db
from lcm.live import deadlines, queries
from lcm.live.ballots.ballot_box import BallotBox
from lcm.live.entry.devices import Device, keyed_device
from lcm.live.entry.phones import Phones
from lcm.live.models import PollRound
from lcm.live.push.hub import Hub
from lcm.live.push.relay import Relay
from lcm.live.push.snapshots import OwnBallot, Snapshot, Snapshots, stored_ballot
from lcm.settings import Settings

READERS = 4

Asking = asyncio.Future[Snapshot | None]
T = TypeVar("T")


class Station:
    """Made once per app. Flask's doors and the gateway share it, so a ballot has one path."""

    def __init__(self, app: Flask) -> None:
        settings: Settings = app.config["LCM"]
        self.app = app
        self.secret: bytes = app.config["LCM_SECRET"]
        self.origin = settings.origin()
        self.is_secure = settings.is_secure()
        self.own_hosts = _own_hosts(settings)
        self.snapshots = Snapshots()
        self.closing = threading.Event()
        self.phones = Phones(settings.phone_seen_minutes)
        self.hub = Hub(self.snapshot_soon, self.turnout_soon)
        self._engine = _engine(app)
        self.box = BallotBox(self._engine, self._turnout_changed)
        self._relay = Relay(settings.redis_url, self.hear) if settings.redis_url else None
        self._asking: dict[str, tuple[float, Asking]] = {}
        self._readers = _readers()

    async def snapshot_soon(self, code: str) -> Snapshot | None:
        """Return the snapshot of ``code`` without blocking the event loop; None if unknown.

        All who ask while it is being read share one reading.
        """
        snapshot = self.snapshots.fresh(code)
        if snapshot is not None:
            return snapshot
        began_at, asking = self._asking.get(code, (0.0, None))
        if asking is None or not self.snapshots.is_newer(code, began_at):
            began_at = time.monotonic()
            asking = asyncio.ensure_future(self.soon(lambda: self.snapshot(code)))
            self._asking[code] = (began_at, asking)
            asking.add_done_callback(lambda done: self._asked(code, done))
        return await asyncio.shield(asking)

    def _asked(self, code: str, done: Asking) -> None:
        if self._asking.get(code, (0.0, None))[1] is done:
            del self._asking[code]

    async def own_soon(self, snapshot: Snapshot, device: Device) -> OwnBallot | None:
        """Return the ballot of ``device`` in the current round, read on a bare connection."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self.own, snapshot, device)

    def own(self, snapshot: Snapshot, device: Device) -> OwnBallot | None:
        """Return the ballot of ``device`` in the current round; None also once it is finished."""
        rules = snapshot.rounds[snapshot.current] if snapshot.current else None
        if rules is None or rules.secret is None:
            return None
        key = keyed_device(rules.secret, device.key)
        with self._engine.connect() as connection:
            return stored_ballot(connection, rules.round_id, key)

    async def turnout_soon(self, code: str) -> bytes:
        return await self.soon(lambda: self.turnout(code))

    def snapshot(self, code: str) -> Snapshot | None:
        """Return the snapshot of ``code`` as it is stored now; closes a vote that is overdue."""
        snapshot = self.snapshots.of(code)
        if snapshot and snapshot.closes_at and snapshot.closes_at <= now():
            deadlines.close_overdue(now())
            snapshot = self.snapshots.of(code)
        return snapshot

    def turnout(self, code: str) -> bytes:
        """Return how many voted and how many phones are there, as JSON; nobody is named."""
        live = queries.live_by_code(code)
        if live is None:
            return b"{}"
        figures = self.figures(code, queries.current_round(live.meeting_id))
        view = f"{live.stage_view} {live.stage_rule}"
        return json.dumps(figures | {"version": live.version, "view": view}).encode()

    def figures(self, code: str, round_: PollRound | None) -> dict[str, int | str]:
        """Return turnout and phones; who voted was there, whatever this process has seen."""
        ballots = queries.ballot_count(round_) if round_ else 0
        return {"ballots": ballots, "phones": max(ballots, self.phones.count(code))}

    async def soon(self, read: Callable[[], T]) -> T:
        """Run ``read`` in a thread, inside an app context of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.within, read)

    def start(self) -> None:
        """Serve streams on the running event loop, and hear what other processes changed."""
        if self.closing.is_set():
            self._readers = _readers()
            self.closing.clear()
        self.hub.start()
        if self._relay is not None:
            self._relay.start()

    def tell(self, kind: str, which: str) -> None:
        """Push what changed to who looks at it, here and in other processes.

        ``kind`` "state" or "wall" goes with a meeting's id, "turnout" with a join code.
        """
        self.hear(kind, which)
        if self._relay is not None:
            self._relay.tell(kind, which)

    def hear(self, kind: str, which: str) -> None:
        """Push what changed to who looks at it in this process; any thread may call."""
        if kind == "turnout":
            self.hub.turnout_changed((which,))
            return
        code = self.snapshots.forget(int(which))
        if code is not None and kind == "state":
            self.hub.changed(code)
        elif code is not None:
            self.hub.wall_changed(code)

    def close(self) -> None:
        """Answer all ballots, stop reading; the hub is closed before, on its event loop."""
        self.closing.set()
        if self._relay is not None:
            self._relay.close()
        self.box.close()
        self._readers.shutdown(wait=True)

    def _turnout_changed(self, codes: Iterable[str]) -> None:
        for code in codes:
            self.tell("turnout", code)

    def within(self, read: Callable[[], T]) -> T:
        """Run ``read`` inside an app context of its own, as a reader."""
        with self.app.app_context():
            begin_reading()
            return read()


def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(READERS, thread_name_prefix="live-reader")


def the_station() -> Station:
    """Return the station of the current app."""
    station: Station = current_app.extensions["station"]
    return station


def _own_hosts(settings: Settings) -> frozenset[str]:
    """Return the host names, with their ports, that count as this site."""
    return frozenset(host.lower() for host in settings.trusted_hosts() if host)


def _engine(app: Flask) -> sa.Engine:
    with app.app_context():
        return db.engine
