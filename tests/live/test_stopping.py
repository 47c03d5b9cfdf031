"""A server that is told to stop: streams end, ballots are answered, the process is gone in time."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest

from tests import servers
from tests.live.conftest import Phone

STOP_SECONDS = 10


@pytest.fixture
def process(app, settings, live):
    """lcm in a process of its own, over the database of this test."""
    port = servers.free_port()
    environment = {**os.environ, "DATA": str(settings.data), "PORT": str(port), "LCM_DEMO": "true"}
    command = [sys.executable, "-m", "uvicorn", "wsgi:asgi", "--port", str(port), "--no-access-log"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    server.port = port
    servers.wait_until(lambda: is_listening(port))
    yield server
    server.kill()
    server.wait()


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stream_of(phone):
    connection = HTTPConnection("127.0.0.1", phone.port, timeout=20)
    cookies = "; ".join(f"{name}={text}" for name, text in phone.cookies.items())
    connection.request(
        "GET", f"/live/{phone.code}/events", headers={"Host": "localhost", "Cookie": cookies}
    )
    return connection, connection.getresponse()


def test_streams_end_and_ballots_stay_when_the_server_stops(process, live, round_):
    phones = [Phone(process.port, live.code) for _ in range(5)]
    streams = [stream_of(phone) for phone in phones]
    option = round_.poll.options[0].public_id
    accepted = [phone.vote(round_.public_id, [option])[0] for phone in phones]

    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    ends = [answer.read() for _, answer in streams]
    process.wait(STOP_SECONDS)
    for connection, _ in streams:
        connection.close()

    assert accepted == [200] * 5
    assert all(b"retry: " in end and b"event: state" in end for end in ends)
    assert time.monotonic() - began < STOP_SECONDS
