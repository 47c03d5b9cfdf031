"""The server is killed under 300 phones that listen, and started again."""

import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from lcm.live import queries
from tests.live.faults.lines import Line
from tests.live.faults.listeners import Listeners

PHONES = 300
HANDS = 10
SECONDS = 15


@pytest.fixture
def choice(round_, device_cookie):
    """What each phone chooses, by its cookie."""
    options = [option.public_id for option in round_.poll.options]
    return {device_cookie(): [options[place % 6]] for place in range(PHONES)}


@pytest.fixture
def by_hands(process, live, choice):
    """Let some hands do something for every phone, over connections that are kept."""

    def do(what):
        shares = [list(choice)[place::HANDS] for place in range(HANDS)]

        def go(share):
            line, found = Line(process.port, live.code, ""), {}
            for cookie in share:
                line.cookie = cookie
                found[cookie] = what(line)
            line.close()
            return found

        with ThreadPoolExecutor(HANDS) as threads:
            shares = list(threads.map(go, shares))
        return {cookie: one for share in shares for cookie, one in share.items()}

    return do


def turnout(process, live):
    line = Line(process.port, live.code, "")
    token = queries.stage_link(live.meeting).rpartition("/")[2]
    status, answer = line.ask("GET", f"/live/{live.code}/turnout/{token}")
    line.close()
    assert status == 200
    return json.loads(answer)


def test_after_a_kill_all_are_current_within_fifteen_seconds_and_no_ballot_is_lost(
    process, live, host, choice, by_hands
):
    round_id = queries.current_round(live.meeting_id).public_id
    with Listeners(process.port, live.code, list(choice)) as phones:
        phones.seconds_until(live.version, 10)
        voted = by_hands(lambda one: one.vote(round_id, choice[one.cookie]))
        host.look()
        process.kill()
        killed_at = time.monotonic()
        process.start()
        host.close()
        host.press("close")
        phones.seconds_until(live.version, SECONDS)
        seconds = time.monotonic() - killed_at
        there = turnout(process, live)
        stored = by_hands(lambda one: one.state()["poll"]["ballot"])
        listeners = phones.each

    back_at = sorted(one.opened_at[1] for one in listeners)
    busiest = max(Counter(int(moment - back_at[0]) for moment in back_at).values())
    assert {status for status, _ in voted.values()} == {200}
    assert seconds <= SECONDS
    assert {one.state["poll"]["state"] for one in listeners} == {"closed"}
    assert stored == {cookie: {"choice": own, "seq": 1} for cookie, own in choice.items()}
    assert (there["ballots"], there["phones"]) == (PHONES, PHONES)
    assert sum(one.refused for one in listeners) == 0
    assert back_at[-1] - back_at[0] >= 2.5
    assert busiest <= PHONES / 2
