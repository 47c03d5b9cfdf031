"""Two hosts act at one moment, on SQLite and on PostgreSQL: what both did is what stands."""

import threading
import time

import pytest

from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.models import PollRound
from lcm.live.push.station import the_station
from lcm.live.talk import rulings
from tests.ballots import cast
from tests.crowds import at_once, slow_down
from tests.live.votes import open_vote

BEGUN_SECONDS = 0.5

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def words(both_engines, app, poll):
    with transaction():
        round_ = open_vote(poll.meeting, "words")
        cast(round_, [["een"], ["twee"], ["drie"]])
        operations.close_round(round_)
    db.session.commit()
    return round_


@pytest.fixture
def taps(app, client, leader):
    """Let two hosts send the same form at one moment; return the two statuses."""
    client.sign_in(leader)
    cookie = client.get_cookie("session").value

    def tap(path: str, **fields: str) -> list[int]:
        def act(own) -> int:
            own.set_cookie("session", cookie)
            return own.post(path, data=fields).status_code

        return sorted(at_once(app, [act, act]))

    return tap


@pytest.fixture
def beside(app):
    """Act as a host whose change is not stored yet, while another one acts."""

    def act(first, second) -> None:
        def other_host() -> None:
            with app.app_context(), transaction():
                second()

        thread = threading.Thread(target=other_host)
        with transaction():
            first()
            thread.start()
            time.sleep(BEGUN_SECONDS)
        thread.join(20)
        db.session.expire_all()

    return act


def told(round_: PollRound) -> list[str]:
    result = queries.result_of(round_)
    return [word.key for word in result.words]


def test_two_words_hidden_at_once_after_the_reveal_are_both_hidden(words, beside):
    with transaction():
        operations.reveal_round(words)
    round_id = words.id

    def hide(key: str) -> None:
        rulings.hide(db.session.get_one(PollRound, round_id), key)

    beside(lambda: hide("een"), lambda: hide("twee"))

    assert told(words) == ["drie"]


def test_a_word_hidden_while_the_result_is_shown_is_not_in_it(words, beside):
    round_id = words.id

    def revealed() -> None:
        operations.reveal_round(db.session.get_one(PollRound, round_id))

    def hide() -> None:
        rulings.hide(db.session.get_one(PollRound, round_id), "een")

    beside(revealed, hide)

    assert told(words) == ["drie", "twee"]


@pytest.fixture
def without_phones(app):
    """Rehearse, but let the made-up phones turn back at the door."""
    the_station().closing.set()
    yield
    for thread in threading.enumerate():
        if thread.name == "made-up-phones":
            thread.join(20)


@pytest.mark.usefixtures("without_phones")
@pytest.mark.parametrize("step", ["rehearse", "wipe"])
def test_two_hosts_rehearse_and_wipe_at_once(client, poll, taps, step):
    steps = f"/m/{poll.meeting.slug}/vote/{poll.public_id}"
    if step == "wipe":
        client.post(f"{steps}/rehearse")
    slow_down("INSERT INTO poll_round" if step == "rehearse" else "DELETE FROM poll_round")

    statuses = taps(f"{steps}/{step}")

    assert statuses == ([303, 409] if step == "rehearse" else [303, 303])
    assert db.session.query(PollRound).count() == (2 if step == "rehearse" else 1)


def test_two_hosts_hold_a_vote_again_at_once(poll, round_, taps):
    again = f"/m/{poll.meeting.slug}/vote/{poll.public_id}/again"
    slow_down("INSERT INTO poll_round")

    statuses = taps(again, reason="De vraag was onduidelijk")

    assert statuses == [303, 409]
    assert db.session.query(PollRound).count() == 2
