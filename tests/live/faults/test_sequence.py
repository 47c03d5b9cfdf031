"""Ballots of one phone that overtake each other on their way: the highest sequence stands."""

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import permutations

import pytest

from lcm.db import db
from lcm.live import queries
from tests.live.faults.boxes import LastArrivalBox
from tests.live.faults.lines import Line

BALLOTS = 150
LINES = 15
SEEDS = (1, 2, 3)


@pytest.fixture
def choices(round_):
    """A different choice for every sequence number, from 1 on."""
    options = [option.public_id for option in round_.poll.options]
    ranked = [list(some) for size in (1, 2, 3) for some in permutations(options, size)]
    return dict(enumerate(ranked[:BALLOTS], start=1))


def disorder(seed):
    """Return 1 … BALLOTS in a random order in which the highest comes early."""
    order = list(range(1, BALLOTS))
    random.Random(seed).shuffle(order)
    order.insert(BALLOTS // 3, BALLOTS)
    return order


def sent_in_disorder(called, round_id, choices, seed):
    """Send every ballot of one device over parallel connections; return answers and the state.

    ``called()`` opens a connection of that device.
    """
    lines = [called() for _ in range(LINES)]
    order = disorder(seed)

    def send(line, some):
        return [(seq, *line.vote(round_id, choices[seq], seq)) for seq in some]

    shares = [order[place::LINES] for place in range(LINES)]
    with ThreadPoolExecutor(LINES) as threads:
        answers = [one for some in threads.map(send, lines, shares) for one in some]
    stored = lines[0].state()["poll"]["ballot"]
    for line in lines:
        line.close()
    return answers, stored


@pytest.mark.usefixtures("both_engines")
def test_in_whatever_order_they_come_the_highest_sequence_stands(
    process, live, round_, device_cookie, choices
):
    for seed in SEEDS:
        called = partial(Line, process.port, live.code, device_cookie())
        answers, stored = sent_in_disorder(called, round_.public_id, choices, seed)
        assert stored == {"choice": choices[BALLOTS], "seq": BALLOTS}
        assert {status for _, status, _ in answers} == {200}
        for seq, _, answer in answers:
            own = answer["accepted"] and answer["seq"] == seq
            assert own or (answer["seq"] > seq and answer["choice"] == choices[answer["seq"]])

    db.session.rollback()
    assert queries.ballot_count(round_) == len(SEEDS)


def test_a_box_that_goes_by_arrival_is_caught(wrong_server, live, round_, device_cookie, choices):
    called = partial(Line, wrong_server(LastArrivalBox), live.code, device_cookie())

    _, stored = sent_in_disorder(called, round_.public_id, choices, 1)

    assert stored["choice"] != choices[BALLOTS]
