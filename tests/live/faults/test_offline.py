"""A phone that loses its line: what was chosen is kept, shown as not sent, and stored once."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from lcm.db import db
from lcm.live.models import Ballot
from tests.live.faults.proxy import Proxy, Treatment

pytestmark = pytest.mark.browser
OFFLINE_MS = 8_000
SENT = re.compile("^Verstuurd")


class Line:
    """What happens to ballots on their way; ``ballots`` counts those that came by."""

    def __init__(self):
        self.ballots = 0
        self.drops = 0

    def rule(self, method, _path):
        if method != "PUT":
            return Treatment.PASS
        self.ballots += 1
        self.drops -= 1
        return Treatment.DROP if self.drops >= 0 else Treatment.PASS


@pytest.fixture
def on_the_way():
    return Line()


@pytest.fixture
def page(chromium, process, live, round_, on_the_way):
    with Proxy(process.port, on_the_way.rule) as proxy:
        context = chromium.new_context(locale="nl", base_url=f"http://localhost:{proxy.port}")
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.goto(f"/j/{live.code}")
        page.wait_for_selector("button.option-tap")
        yield page
        context.close()


def tap(page, place):
    page.locator("button.option-tap").nth(place).click()


def send(page):
    page.locator("button[form=ballot]").click()


def chosen(page, *places):
    cards = page.locator("[data-option]")
    return [cards.nth(place).get_attribute("data-option") for place in places]


def stored():
    db.session.rollback()
    return [(ballot.choice, ballot.seq) for ballot in db.session.scalars(select(Ballot))]


def test_what_was_chosen_offline_is_sent_once_and_the_last_choice_counts(page, on_the_way):
    said = page.locator("[data-status]")
    page.context.set_offline(True)
    tap(page, 0)
    send(page)
    expect(said).to_contain_text("Nog niet")
    tap(page, 2)
    send(page)
    page.wait_for_timeout(OFFLINE_MS)
    expect(said).to_contain_text("Nog niet")
    before = stored()
    page.context.set_offline(False)
    expect(said).to_have_text(SENT)
    page.wait_for_timeout(1_500)

    assert before == []
    assert [choice for choice, _ in stored()] == [chosen(page, 0, 2)]
    assert on_the_way.ballots == 1


def test_a_ballot_whose_answer_was_lost_is_sent_again_and_counts_once(page, on_the_way):
    on_the_way.drops = 1
    tap(page, 1)
    send(page)
    expect(page.locator("[data-status]")).to_have_text(SENT)

    assert on_the_way.ballots == 2
    assert stored() == [(chosen(page, 1), 1)]
