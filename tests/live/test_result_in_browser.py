"""A result on a phone: what hosts decide about it afterwards comes by itself."""

import pytest
from playwright.sync_api import expect

from lcm.db import transaction
from lcm.live import operations
from lcm.live.talk import rulings
from tests.ballots import cast
from tests.live.votes import open_vote

pytestmark = pytest.mark.browser


@pytest.fixture
def words(live, poll):
    """A word cloud that everybody has seen, with a word in it that had better not be there."""
    round_ = open_vote(live.meeting, "words")
    with transaction():
        cast(round_, [["samen"], ["samen", "onzin"], ["samen"], ["tijd"], ["tijd"], ["samen"]])
        operations.close_round(round_)
        operations.reveal_round(round_)
    return round_


@pytest.fixture
def page(chromium, server, live, words):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, base_url=f"http://localhost:{server.port}"
    )
    page = context.new_page()
    with page.expect_response(lambda answer: answer.url.endswith("/events")):
        page.goto(f"/j/{live.code}")
    yield page
    context.close()


def test_a_word_that_is_hidden_afterwards_leaves_the_phones(page, words):
    expect(page.locator("main")).to_contain_text("onzin")

    with transaction():
        rulings.hide(words, "onzin")

    expect(page.locator("main")).not_to_contain_text("onzin")
    expect(page.locator("main")).to_contain_text("samen")
