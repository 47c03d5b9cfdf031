"""What the host's page offers once a result is shown: a run-off, rooms, a second round."""

import pytest

from lcm.live import operations
from lcm.live.outcome import run_offs
from lcm.meetings.operations import close_meeting
from tests.live.counted_votes import reveal, reveal_tie

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def host(client, leader, poll):
    client.sign_in(leader)
    return client


@pytest.fixture
def read(host, poll):
    """The host's page of a vote, and the run sheet, in English."""

    def text_of(of=poll):
        slug = poll.meeting.slug
        paths = (f"/m/{slug}/vote?poll={of.public_id}", f"/m/{slug}/run")
        return [host.get(path, headers=ENGLISH).text for path in paths]

    return text_of


def test_a_shown_result_offers_rooms_and_the_page_that_stays(read, round_, poll):
    reveal(round_, *([["A", "B"]] * 6))

    for page in read():
        assert "Make rooms of these" in page
        assert f"/m/{poll.meeting.slug}/results" in page
        assert "A tie:" not in page


def test_a_tie_offers_a_run_off_on_both_pages(read, round_):
    reveal_tie(round_)

    for page in read():
        assert "A tie: for one place these are level." in page
        assert "Hold a run-off between these only" in page


def test_a_run_off_that_was_made_is_led_to_and_not_made_twice(read, round_, poll):
    reveal_tie(round_)
    run_off = run_offs.add_run_off(round_)

    page, _run = read()

    assert "Hold a run-off between these only" not in page
    assert f"/vote?poll={run_off.public_id}" in page


def test_the_page_of_a_settled_run_off_offers_the_rooms(read, round_):
    reveal_tie(round_)
    run_off = run_offs.add_run_off(round_)
    reveal(run_off.rounds[0], *([["D"]] * 6))

    page, _run = read(run_off)

    assert "Make rooms of these" in page


def test_before_the_reveal_nothing_of_it_is_offered(read, round_):
    operations.close_round(round_)

    for page in read():
        assert "Make rooms of these" not in page
        assert "Start this vote over" in page


def test_a_second_round_says_why_and_leads_to_the_first(read, round_):
    reveal(round_, *([["A", "B"]] * 6))
    before, _run = read()
    operations.reset_round(round_, "Na het gesprek kiezen we opnieuw")

    page, _run = read()

    assert "Hold a second round" in before
    assert "Na het gesprek kiezen we opnieuw" in page
    assert "both rounds stand side by side" in page
    assert "Result of round 1" in page


def test_a_vote_that_went_wrong_leads_to_no_result(read, round_):
    operations.reset_round(round_, "De vraag was onduidelijk")

    page, _run = read()

    assert "De vraag was onduidelijk" in page
    assert "Result of round 1" not in page


def test_a_session_that_is_over_offers_no_more_rooms(read, round_, poll):
    reveal_tie(round_)
    close_meeting(poll.meeting)

    page, _run = read()

    assert "Make rooms of these" not in page
    assert "Hold a run-off between these only" not in page
