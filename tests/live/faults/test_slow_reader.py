"""A phone that reads too slowly is let go, holds up nobody, and comes back to the newest state."""

import re
import socket
import threading
import time

import pytest

from lcm.db import transaction
from lcm.live import operations
from lcm.live.editor import drafting
from lcm.live.editor.option_lines import OptionDraft
from tests.live.conftest import Server
from tests.live.faults.listeners import Listeners

CHANGES = 40
SLOW_SECONDS = 0.5
ROOM = 16_384
VERSION = re.compile(rb"^id: (\d+)", re.MULTILINE)


@pytest.fixture
def port(app, poll):
    """A server that lets a slow reader go sooner than usual, and a long list to send."""
    with transaction():
        long = drafting.add_poll(poll.meeting, "pick")
        drafting.fill(long, [OptionDraft(f"Optie {n}", "woord " * 60) for n in range(40)])
        operations.open_round(long.rounds[0])
    server = Server(app)
    server.uvicorn.config.app.doors.slow_seconds = SLOW_SECONDS
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
    narrow.bind(("127.0.0.1", server.port))
    server.thread = threading.Thread(target=server.uvicorn.run, args=([narrow],))
    server.start()
    yield server.port
    server.stop()


@pytest.fixture
def called(port, live):
    """Open a stream over a connection with little room on our side."""
    sockets = []

    def call(last_id=""):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
        one.settimeout(10)
        one.connect(("127.0.0.1", port))
        again = f"Last-Event-ID: {last_id}\r\n" if last_id else ""
        head = f"GET /live/{live.code}/events HTTP/1.1\r\nHost: localhost\r\n{again}\r\n"
        one.sendall(head.encode())
        sockets.append(one)
        return one

    yield call
    for one in sockets:
        one.close()


def read(one, until=None):
    """Read to the end of the stream, or until ``until`` is in it."""
    text = b""
    while until is None or until not in text:
        part = one.recv(65_536)
        if not part:
            break
        text += part
    return text


def test_a_slow_reader_is_let_go_and_comes_back_to_the_newest_state(
    port, called, live, device_cookie
):
    slow = called()
    first = slow.recv(2_000)
    with Listeners(port, live.code, [device_cookie()]) as others:
        for _ in range(CHANGES):
            with transaction():
                operations.touch(live.meeting_id)
            time.sleep(0.06)
        others.seconds_until(live.version, 5)
    time.sleep(2 * SLOW_SECONDS)
    rest = read(slow)
    seen = [int(version) for version in VERSION.findall(first + rest)]
    again = read(called(str(seen[-1])), b"\n\n\r\n")

    assert len(seen) < CHANGES / 2
    assert seen[-1] < live.version
    assert [int(version) for version in VERSION.findall(again)][-1] == live.version
