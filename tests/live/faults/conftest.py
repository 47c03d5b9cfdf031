"""A server in a process of its own that may be killed, and who speaks to it: phones and a host."""

from collections.abc import Callable, Iterator

import pytest

from lcm.db import db
from lcm.live.ballots.ballot_box import BallotBox
from lcm.live.entry.devices import Device, cookie_name, cookie_text, new_device
from tests.live.conftest import Server
from tests.live.faults.lines import Host, Line
from tests.live.faults.process import Process


@pytest.fixture
def process(app, settings, live) -> Iterator[Process]:
    """lcm over the database of this test, in another process."""
    db.session.commit()
    with Process(settings) as process:
        yield process


@pytest.fixture
def device_cookie(app, live) -> Callable[[Device | None], str]:
    """Return the cookie of a device, as joining would have given it; a new one if none is named."""
    secret, code = app.config["LCM_SECRET"], live.code

    def cookie(device: Device | None = None) -> str:
        return f"{cookie_name(code)}={cookie_text(secret, code, device or new_device())}"

    return cookie


@pytest.fixture
def line(process, live, device_cookie) -> Iterator[Callable[[], Line]]:
    """Make a phone with a device of its own and a connection that it keeps."""
    port, code, lines = process.port, live.code, []

    def make() -> Line:
        lines.append(Line(port, code, device_cookie()))
        return lines[-1]

    yield make
    for one in lines:
        one.close()


@pytest.fixture
def host(process, client, leader, poll) -> Iterator[Host]:
    """The leader's browser at the server's process, ready to press a step."""
    client.sign_in(leader)
    session = client.get_cookie("session")
    assert session is not None
    host = Host(process.port, f"session={session.value}", poll.meeting.slug, poll.public_id)
    yield host
    host.close()


@pytest.fixture
def wrong_server(app) -> Iterator[Callable[[type[BallotBox]], int]]:
    """Serve lcm from here with a ballot box that is wrong on purpose; return the port."""
    servers: list[Server] = []

    def serve(box: type[BallotBox]) -> int:
        app.extensions["station"].box = box(db.engine, set)
        servers.append(Server(app))
        servers[-1].start()
        return servers[-1].port

    yield serve
    for server in servers:
        server.stop()
