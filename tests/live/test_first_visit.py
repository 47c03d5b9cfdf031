"""What a phone loads before it can vote, whatever the kind of vote, and what voting costs."""

import pytest

from tests.live.hands import KINDS, is_sent, ready, send, tap
from tests.live.votes import open_vote

pytestmark = pytest.mark.browser
FIRST_VISIT_BYTES = 60_000


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_visit_is_small_and_a_vote_is_one_request_more(chromium, server, live, kind):
    open_vote(live.meeting, kind)
    context = chromium.new_context(locale="nl", base_url=f"http://localhost:{server.port}")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes, kinds = {}, {}
    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    session.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
    )
    page.goto(f"/j/{live.code}")
    ready(page)
    page.wait_for_timeout(300)
    loaded = sum(size for request, size in sizes.items() if kinds.get(request) != "Font")
    before = len(kinds)
    tap(page, kind)
    send(page)
    is_sent(page)
    context.close()

    assert 5_000 < loaded <= FIRST_VISIT_BYTES
    assert len(kinds) - before == 1
