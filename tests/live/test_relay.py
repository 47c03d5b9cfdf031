"""Two processes of one installation hear of each other through a real Redis, or do without."""

import queue

import pytest

from lcm.live.push.relay import Relay
from tests import servers


@pytest.fixture
def redis_server(tmp_path):
    with servers.redis(tmp_path) as server:
        yield server


@pytest.fixture
def pair(redis_server):
    heard = queue.Queue()
    one = Relay(redis_server.url, lambda *_said: heard.put("own echo"))
    other = Relay(redis_server.url, lambda *said: heard.put(said))
    one.start()
    other.start()
    yield one, heard
    one.close()
    other.close()


def heard_after(relay, heard, which):
    """Say it until it is heard: a listener that is only just connecting hears nothing."""

    def is_heard():
        relay.tell("state", which)
        try:
            return heard.get(timeout=0.3) == ("state", which)
        except queue.Empty:
            return False

    servers.wait_until(is_heard, seconds=15)
    return True


def test_what_one_process_says_the_other_hears_and_itself_does_not(pair):
    one, heard = pair

    assert heard_after(one, heard, "7")
    rest = [heard.get_nowait() for _line in range(heard.qsize())]
    assert "own echo" not in rest


def test_a_redis_that_went_away_and_came_back_is_heard_again(pair, redis_server):
    one, heard = pair
    assert heard_after(one, heard, "1")

    redis_server.stop()
    one.tell("state", "2")
    redis_server.start()

    assert heard_after(one, heard, "3")


def test_telling_never_waits_for_a_redis_that_is_not_there():
    relay = Relay("redis://127.0.0.1:1/0", lambda *_said: None)

    for number in range(20_000):
        relay.tell("state", str(number))

    assert relay._unsent.full()
