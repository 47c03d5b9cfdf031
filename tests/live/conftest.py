"""A published meeting with a vote, phones that take part in it, and a real server around it."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import HTTPConnection

import pytest
import uvicorn
from flask import Flask

from lcm.clock import now
from lcm.db import db
from lcm.gateway import Gateway
from lcm.live import operations, queries
from lcm.live.models import LiveMeeting, Poll, PollRound
from lcm.people.models import Domain, Person
from tests.factories import make_community, make_meeting, make_person, make_vote

READY_SECONDS = 10


@pytest.fixture
def leader(app: Flask) -> Person:
    return make_person("Sanne de Wit")


@pytest.fixture
def poll(app: Flask, leader: Person) -> Poll:
    """A Top-3 poll over six aims, not opened yet, of a meeting that is going on."""
    for position, slug in enumerate(("medical", "social", "municipality"), start=1):
        db.session.add(
            Domain(slug=slug, position=position, swatch=position, name_nl=slug, name_en=slug)
        )
    meeting = make_meeting(make_community(leader=leader), starts_at=now() - timedelta(minutes=45))
    poll = make_vote(meeting)
    db.session.commit()
    return poll


@pytest.fixture
def round_(poll: Poll) -> PollRound:
    """The first round of the poll, open."""
    operations.open_round(poll.rounds[0])
    db.session.commit()
    return poll.rounds[0]


@pytest.fixture
def live(poll: Poll) -> LiveMeeting:
    return queries.live_of(poll.meeting)


class Server:
    """lcm behind uvicorn on a loopback port, in a thread of its own."""

    def __init__(self, app: Flask) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        config = uvicorn.Config(
            Gateway(app), host="127.0.0.1", port=self.port, log_level="warning", access_log=False
        )
        self.uvicorn = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.uvicorn.run)

    def start(self) -> None:
        self.thread.start()
        until = time.monotonic() + READY_SECONDS
        while not self.uvicorn.started and time.monotonic() < until:
            time.sleep(0.01)

    def stop(self) -> None:
        self.uvicorn.should_exit = True
        self.thread.join(READY_SECONDS)


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    server = Server(app)
    server.start()
    yield server
    server.stop()


class Phone:
    """A phone with its cookies, speaking HTTP to a real server."""

    def __init__(self, port: int, code: str) -> None:
        self.code = code
        self.port = port
        self.cookies: dict[str, str] = {}
        self.page = self.ask("GET", f"/j/{code}")[1].decode()

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=40)
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        connection.request(method, path, body, {"Host": "localhost", **sent})
        answer = connection.getresponse()
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, text = header.partition(";")[0].partition("=")
            self.cookies[name] = text
        read = answer.read()
        connection.close()
        return answer.status, read

    def state(self) -> dict[str, object]:
        status, body = self.ask("GET", f"/live/{self.code}/state")
        assert status == 200
        return json.loads(body)

    def vote(self, round_id: str, choice: object, seq: object = 1) -> tuple[int, dict[str, object]]:
        status, body = self.ask(
            "PUT",
            f"/live/{self.code}/polls/{round_id}/ballot",
            json.dumps({"choice": choice, "seq": seq}).encode(),
            Content_Type="application/json",
            Sec_Fetch_Site="same-origin",
        )
        return status, json.loads(body)


@pytest.fixture
def phone(server: Server, live: LiveMeeting) -> Callable[[], Phone]:
    code = live.code
    return lambda: Phone(server.port, code)
