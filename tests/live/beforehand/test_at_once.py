"""Many who vote by mail at the same moment: each is remembered once, nobody after the close."""

import re

import pytest

from lcm.clock import now
from lcm.db import db, transaction
from lcm.live import beforehand, operations, queries
from lcm.registration.cookies import PLACE_COOKIE
from lcm.registration.tokens import cookie_token
from tests.crowds import at_once, slow_down
from tests.live.beforehand.conftest import DAY, of, place_of, seat, seen

pytestmark = pytest.mark.usefixtures("both_engines")
NAMES = ["Anouk", "Noor", "Robin", "Samira", "Zoë", "Dewi"]


@pytest.fixture
def crowd(poll):
    """Six people with a place who were mailed about the vote."""
    for name in NAMES:
        seat(poll.meeting, name, "medical")
    beforehand.open_until(poll.rounds[0], now() + 3 * DAY)
    db.session.commit()
    return poll.rounds[0]


def voting(round_, name):
    """Return what votes by the form of the phone page, in a browser that came by the mail."""
    code, round_id = queries.live_of(round_.poll.meeting).code, round_.public_id
    cookie = cookie_token(place_of(name))

    def vote(browser):
        browser.set_cookie(PLACE_COOKIE, cookie)
        page = browser.get(f"/j/{code}").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]*)"', page)
        if token is None:
            return 409  # The vote was closed before this browser had its page.
        form = {"csrf_token": token[1], "round": round_id}
        return browser.post(f"/j/{code}", data=form).status_code

    return vote


def test_all_who_vote_at_once_are_remembered(app, crowd):
    slow_down("DELETE FROM vote_seen")

    statuses = at_once(app, [voting(crowd, name) for name in NAMES])

    assert statuses == [200] * len(NAMES)
    assert queries.ballot_count(crowd) == len(NAMES)
    assert seen() == sorted((crowd.id, place_of(name).id) for name in NAMES)


def test_nobody_is_remembered_whose_vote_meets_the_close(app, crowd):
    slow_down("DELETE FROM vote_seen")
    round_id = crowd.id

    def close(_browser):
        with app.app_context(), transaction():
            operations.close_round(db.session.get_one(type(crowd), round_id))
        return 0

    at_once(app, [*(voting(crowd, name) for name in NAMES), close])

    assert seen() == []
    assert of("Anouk").meeting_id == crowd.poll.meeting_id
