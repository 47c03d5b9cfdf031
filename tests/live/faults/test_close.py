"""A host closes while ballots stream in: every 200 is in the total, every 409 is not."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.entry.devices import Device, keyed_device, new_device
from lcm.live.models import Ballot
from tests.live.faults.boxes import CarelessBox
from tests.live.faults.lines import Line

LINES = 16
REFUSALS_EACH = 5
OPEN_SECONDS = 0.8


@dataclass(frozen=True)
class Sent:
    """One ballot of a device that votes once, and how it was answered."""

    device: Device
    option: str
    status: int


@pytest.fixture
def pour(live, round_, device_cookie):
    """Let ballots stream in from many threads until ``close()``; return them and the total."""
    code, round_id = live.code, round_.public_id
    options = [option.public_id for option in round_.poll.options]

    def stream(port, begun):
        line, sent, refused = Line(port, code, ""), [], 0
        while refused < REFUSALS_EACH:
            device, option = new_device(), random.choice(options)
            line.cookie = device_cookie(device)
            status, _ = line.vote(round_id, [option])
            sent.append(Sent(device, option, status))
            refused += status == 409
            begun.set()
        line.close()
        return sent

    def poured(port, close):
        begun = threading.Event()
        with ThreadPoolExecutor(LINES) as threads:
            streams = [threads.submit(stream, port, begun) for _ in range(LINES)]
            begun.wait(20)
            time.sleep(OPEN_SECONDS + random.random() / 10)
            close()
            sent = [one for done in streams for one in done.result(30)]
        line = Line(port, code, device_cookie())
        total = line.state()["poll"]["result"]["ballots"]
        line.close()
        return sent, total

    return poured


@pytest.mark.usefixtures("both_engines")
def test_every_200_is_in_the_total_and_no_409_is(process, host, round_, pour):
    secret = round_.poll.secret
    host.look()

    def close():
        host.press("close")
        host.press("reveal")

    sent, total = pour(process.port, close)
    taken = [one for one in sent if one.status == 200]
    rows = db.session.execute(select(Ballot.device_key, Ballot.choice)).all()

    assert Counter(one.status for one in sent) == {200: len(taken), 409: LINES * REFUSALS_EACH}
    assert len(taken) > 100
    assert {row.device_key: row.choice for row in rows} == {
        keyed_device(secret, one.device.key): [one.option] for one in taken
    }
    assert total == len(taken)


def test_a_box_that_looks_outside_its_transaction_is_caught(wrong_server, round_, pour):
    def close():
        for step in (operations.close_round, operations.reveal_round):
            with transaction():
                step(round_)

    sent, total = pour(wrong_server(CarelessBox), close)

    assert sum(one.status == 200 for one in sent) > total
