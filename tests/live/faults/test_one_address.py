"""A hospital is one address: all its phones vote, and a guesser there stops nobody else."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lcm.db import db
from lcm.live import queries
from lcm.live.entry.codes import new_code
from lcm.live.entry.misses import LIMIT
from tests.live.conftest import Phone
from tests.live.faults.lines import Line

PHONES = 300
SECONDS = 10
HANDS = 20
GUESSES = 1000
DOORS = ("/j/{}", "/live/{}/state", "/live/{}/events", "/live/{}/state")


@pytest.fixture
def guess(process):
    """Try wrong codes at all doors, from one address without a device; return the statuses."""

    def tried(count):
        line, statuses = Line(process.port, "", ""), []
        for place in range(count):
            statuses.append(line.ask("GET", DOORS[place % len(DOORS)].format(new_code()))[0])
        line.close()
        return statuses

    return tried


def test_three_hundred_phones_behind_one_address_join_and_vote_in_ten_seconds(
    process, live, round_
):
    code, round_id = live.code, round_.public_id
    options = [option.public_id for option in round_.poll.options]

    def join_and_vote(_):
        one = Phone(process.port, code)
        return one.vote(round_id, random.sample(options, 3))[0]

    began = time.monotonic()
    with ThreadPoolExecutor(HANDS) as threads:
        statuses = list(threads.map(join_and_vote, range(PHONES)))
    seconds = time.monotonic() - began
    db.session.rollback()

    assert statuses == [200] * PHONES
    assert queries.ballot_count(round_) == PHONES
    assert seconds <= SECONDS


def test_a_thousand_wrong_codes_stop_the_guesser_and_nobody_else(
    process, live, round_, line, guess
):
    round_id, code = round_.public_id, live.code
    known, done = line(), threading.Event()

    def go_on():
        answers = []
        while not done.is_set() or len(answers) < 20:
            answers.append(known.vote(round_id, [], len(answers) + 1)[0])
            answers.append(known.ask("GET", f"/live/{code}/state")[0])
        return answers

    with ThreadPoolExecutor(HANDS) as threads:
        knowing = threads.submit(go_on)
        statuses = guess(GUESSES)
        joined = [Phone(process.port, code).vote(round_id, [])[0] for _ in range(10)]
        done.set()

    assert statuses == [404] * LIMIT + [429] * (GUESSES - LIMIT)
    assert set(knowing.result()) == {200}
    assert joined == [200] * 10
    assert known.ask("GET", "/live/ZZZZZZ/state")[0] == 404
