"""What people type cannot break out of a stream, and no other site may read one."""

import json
from http.client import HTTPConnection

import pytest

from lcm.db import transaction
from lcm.live import operations

HOSTILE = [
    "wens\n\nevent: state\ndata: {}\n\n",
    "\r\revent: turnout\rdata: 9",
    "\u2028event: x\u2029data: y",
    ": hartslag\x85id: 99",
]


@pytest.fixture
def first_bytes(server, live):
    """The headers of a stream, and what it sends up to the end of its first state."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    foreign = {"Host": "localhost", "Origin": "https://elsewhere.example"}
    connection.request("GET", f"/live/{live.code}/events", headers=foreign)
    answer = connection.getresponse()
    body = b""
    while b"data: " not in body or not body.endswith(b"\n\n"):
        body += answer.read1(65_536)
    yield answer.headers, body
    answer.close()
    connection.close()


def strictly_parsed(body):
    """Return the events of a stream (WHATWG HTML, 9.2.6): a line ends at CR LF, CR or LF."""
    events, event = [], {}
    lines = body.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in lines[:-1]:
        name, _, text = line.partition(": ")
        if line:
            event.setdefault(name, []).append(text)
        elif event:
            events.append(event)
            event = {}
    return events


@pytest.fixture
def poll(poll):
    with transaction():
        for option, text in zip(poll.options, HOSTILE, strict=False):
            option.label = option.text = text
        poll.question = HOSTILE[0]
        operations.open_round(poll.rounds[0])
    return poll


def test_hostile_words_stay_inside_one_event(poll, first_bytes):
    _, body = first_bytes

    greeting, state = strictly_parsed(body)

    assert set(greeting) == {"retry"}
    assert set(state) == {"id", "event", "data"}
    assert (state["event"], len(state["data"]), len(state["id"])) == (["state"], 1, 1)
    shown = json.loads(state["data"][0])["poll"]
    assert [option["label"] for option in shown["options"][: len(HOSTILE)]] == HOSTILE


def test_no_other_site_may_read_a_stream(poll, first_bytes):
    headers, _ = first_bytes

    assert [name for name in headers if name.lower().startswith("access-control")] == []
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_parser_sees_an_event_that_breaks_out():
    broken = f"event: state\ndata: {HOSTILE[0]}".encode()

    assert len(strictly_parsed(broken)) == 2
