"""A network that lets no streams through: phones and screens ask, and show changes within 3 s."""

import time

import pytest

from lcm.live import queries
from tests.live.faults.proxy import Proxy, Treatment

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("round_"),
]
SECONDS = 3
BLOCKED = [Treatment.REFUSE, Treatment.SILENT, Treatment.HOLD]


@pytest.fixture(params=BLOCKED, ids=lambda treatment: treatment.value)
def proxied(request, process):
    """The address of a proxy that treats every stream as the parameter says."""

    def rule(_method, path):
        is_stream = path.endswith("/events") or ("/live/" in path and "/stage/" in path)
        return request.param if is_stream else Treatment.PASS

    with Proxy(process.port, rule) as proxy:
        yield f"http://localhost:{proxy.port}"


@pytest.fixture
def page(chromium, proxied):
    context = chromium.new_context(locale="nl", base_url=proxied)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def seconds_until(page, selector):
    began = time.monotonic()
    page.wait_for_selector(selector, timeout=15_000)
    return time.monotonic() - began


def test_a_phone_without_a_stream_shows_changes_within_three_seconds(page, live, host):
    page.goto(f"/j/{live.code}")
    page.wait_for_selector("#ballot")
    host.look()

    host.press("close")
    closed = seconds_until(page, "text=De stemming is gesloten")
    host.press("reveal")
    revealed = seconds_until(page, "text=Hoe is dit geteld?")

    assert closed <= SECONDS
    assert revealed <= SECONDS


def test_a_screen_without_a_stream_shows_changes_within_three_seconds(page, live, host, line):
    round_id = queries.current_round(live.meeting_id).public_id
    page.goto(queries.stage_link(live.meeting))
    page.wait_for_selector("[data-ballots] >> text=0")
    host.look()

    line().vote(round_id, [])
    counted = seconds_until(page, "[data-ballots] >> text=1")
    host.press("close")
    closed = seconds_until(page, "text=gesloten")

    assert counted <= SECONDS
    assert closed <= SECONDS
