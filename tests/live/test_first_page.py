"""The gateway's own copy of the phone page is the page Flask makes."""

import re

import pytest

from lcm.db import transaction
from lcm.live import operations
from lcm.live.choices import OPTION_KINDS
from tests.live.hands import KINDS
from tests.live.votes import open_vote

CARD = re.compile(r'data-option="(\w+)"')
VISIT = re.compile(r'name="visit" type="hidden" value="(\w+)"')


@pytest.fixture
def browser(app, live):
    """What Flask alone answers to a phone with these cookies."""
    code = live.code

    def page_for(phone):
        client = app.test_client()
        for name, text in phone.cookies.items():
            client.set_cookie(name, text)
        return client.get(f"/j/{code}").text

    return page_for


@pytest.mark.parametrize("state", ["waiting", "open", "closed", "revealed"])
def test_a_phone_gets_from_the_gateway_what_flask_makes(phone, browser, poll, state):
    round_ = poll.rounds[0]
    steps = [operations.open_round, operations.close_round, operations.reveal_round]
    for step in steps[: ["waiting", "open", "closed", "revealed"].index(state)]:
        with transaction():
            step(round_)

    fatima = phone()
    again = fatima.ask("GET", f"/j/{fatima.code}")[1].decode()

    pages = [VISIT.sub("", page) for page in (fatima.page, again, browser(fatima))]
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize("kind", KINDS)
def test_the_ballot_of_every_kind_is_the_one_flask_makes(phone, browser, live, kind):
    open_vote(live.meeting, kind)

    fatima = phone()

    pages = [VISIT.sub("", page) for page in (fatima.page, browser(fatima))]
    assert pages[0] == pages[1]
    assert f"<{kind}-ballot" in pages[0]


@pytest.mark.parametrize("kind", OPTION_KINDS)
def test_every_phone_has_its_own_key_token_and_order(phone, live, kind):
    open_vote(live.meeting, kind)
    pages = [phone() for _ in range(12)]

    tokens = {re.search(r'csrf_token" value="([^"]+)"', one.page)[1] for one in pages}

    assert len({tuple(one.cookies.values()) for one in pages}) == 12
    assert len(tokens) == 12
    assert len({VISIT.search(one.page)[1] for one in pages}) == 12
    assert len({tuple(CARD.findall(one.page)) for one in pages}) > 6


def test_a_phone_that_voted_finds_its_choice_on_its_page(phone, round_):
    fatima = phone()
    fatima.vote(round_.public_id, [round_.poll.options[3].public_id])

    page = fatima.ask("GET", f"/j/{fatima.code}")[1].decode()

    assert 'class="option is-chosen"' in page
    assert 'class="option is-chosen"' not in fatima.page


def test_an_opened_vote_is_on_the_page_at_once(phone, poll):
    fatima = phone()
    with transaction():
        operations.open_round(poll.rounds[0])

    page = fatima.ask("GET", f"/j/{fatima.code}")[1].decode()

    assert poll.question not in fatima.page
    assert poll.question in page
