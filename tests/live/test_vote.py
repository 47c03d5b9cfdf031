"""The host's page of a vote: editing before opening, its steps, and who may take them."""

import pytest

from lcm.db import db
from lcm.live import queries
from lcm.live.models import PollRound, RoundState
from tests.factories import make_community, make_person


@pytest.fixture
def host(client, leader, poll):
    client.sign_in(leader)
    return client


@pytest.fixture
def page(poll):
    return f"/m/{poll.meeting.slug}/vote"


@pytest.fixture
def steps(page, poll):
    return f"{page}/{poll.public_id}"


def round_states():
    return list(db.session.scalars(db.select(PollRound.state).order_by(PollRound.number)))


def test_a_host_opens_closes_and_shows_a_vote(host, page, steps):
    shown = []
    for step in ("open", "close", "reveal", "finish"):
        answer = host.post(f"{steps}/{step}")
        shown.append((answer.status_code, round_states()[-1]))

    assert shown == [
        (303, RoundState.OPEN),
        (303, RoundState.CLOSED),
        (303, RoundState.REVEALED),
        (303, RoundState.REVEALED),
    ]
    assert host.get(page).status_code == 200


def test_a_step_out_of_turn_is_refused_in_words(host, steps):
    answer = host.post(f"{steps}/reveal")

    assert answer.status_code == 409
    assert round_states() == [RoundState.DRAFT]


def test_a_step_leads_back_to_where_the_host_was(host, steps, poll):
    run = f"/m/{poll.meeting.slug}/run"

    from_run = host.post(f"{steps}/open", data={"back": run})
    elsewhere = host.post(f"{steps}/close", data={"back": "//elsewhere.example/"})

    assert from_run.headers["Location"] == run
    assert elsewhere.headers["Location"] == "/"


def test_a_host_edits_question_options_and_rule_before_opening(host, steps, poll):
    fields = {
        "question": "Waar beginnen we mee?",
        "options": "Korte lijntjes: elkaar sneller vinden\nHulp op maat\n\nZorg die past",
        "k": "2",
        "decides": "personal",
    }

    answer = host.post(steps, data=fields)

    assert answer.status_code == 303
    assert poll.question == "Waar beginnen we mee?"
    assert [(one.letter, one.label, one.text) for one in poll.options] == [
        ("A", "Korte lijntjes", "elkaar sneller vinden"),
        ("B", "Hulp op maat", ""),
        ("C", "Zorg die past", ""),
    ]
    assert (poll.k, poll.is_balanced) == (2, False)


@pytest.mark.parametrize(
    "options",
    ["Een", "Een\nEen", "\n".join(f"Keuze {n}" for n in range(13)), f"{'x' * 90}: te lang\nTwee"],
)
def test_options_that_cannot_be_voted_on_are_explained(host, steps, poll, options):
    fields = {"question": "Wat eerst?", "options": options, "k": "1", "decides": "balanced"}

    answer = host.post(steps, data=fields)

    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert options.splitlines()[0] in answer.text
    assert len(poll.options) == 6


def test_nothing_changes_once_the_vote_was_opened(host, steps, page, poll):
    host.post(f"{steps}/open")
    fields = {"question": "Anders", "options": "Een\nTwee\nDrie", "k": "2", "decides": "balanced"}

    answer = host.post(steps, data=fields)

    assert answer.status_code == 409
    assert len(poll.options) == 6
    assert "<textarea" not in host.get(page).text


def test_a_vote_starts_again_with_a_reason(host, steps):
    host.post(f"{steps}/open")

    without = host.post(f"{steps}/again", data={"reason": " "})
    with_one = host.post(f"{steps}/again", data={"reason": "De vraag was onduidelijk"})

    assert without.status_code == 422
    assert with_one.status_code == 303
    assert round_states() == [RoundState.CLOSED, RoundState.DRAFT]


def test_the_host_sees_no_tally_before_the_reveal(host, page, steps, poll):
    host.post(f"{steps}/open")
    host.post(f"{steps}/close")

    text = host.get(page).text

    assert "bar-fill" not in text
    assert queries.result_of(poll.rounds[0]) is None


def test_another_communitys_leader_sees_and_steers_nothing(client, page, steps):
    stranger = make_person()
    make_community(leader=stranger)
    client.sign_in(stranger)

    answers = [client.get(page), client.post(f"{steps}/open"), client.post(steps)]

    assert {answer.status_code for answer in answers} == {404}
    assert round_states() == [RoundState.DRAFT]


def test_a_visitor_is_asked_to_sign_in(client, page, steps):
    answers = [client.get(page), client.post(f"{steps}/open")]

    assert {answer.status_code for answer in answers} == {302}
    assert round_states() == [RoundState.DRAFT]


def test_a_foreign_poll_is_not_steered_through_an_own_meeting(host, page, poll):
    answers = [host.post(f"{page}/other/open"), host.get(f"{page}?poll=other")]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize(
    ("step", "before"), [("open", ()), ("close", ("open",)), ("reveal", ("open", "close"))]
)
def test_a_second_host_who_takes_the_same_step_finds_it_done(host, steps, before, step):
    for earlier in before:
        host.post(f"{steps}/{earlier}")

    answers = [host.post(f"{steps}/{step}").status_code for _host in range(2)]

    assert answers == [303, 303]


def test_a_button_of_an_old_page_does_nothing_to_a_new_round(host, poll, steps):
    first = poll.rounds[0].public_id
    host.post(f"{steps}/open")
    host.post(f"{steps}/again", data={"reason": "the question was not clear"})

    answer = host.post(f"{steps}/open", data={"round": first})

    assert answer.status_code == 409
    assert round_states()[-1] == RoundState.DRAFT


@pytest.mark.parametrize(
    ("minutes", "seconds"), [("3", 180), ("0", 0), ("", 0), ("a", 0), ("999", 0)]
)
def test_a_vote_opens_for_as_long_as_was_asked(host, poll, steps, minutes, seconds):
    host.post(f"{steps}/open", data={"minutes": minutes})

    round_ = queries.latest_round(poll)
    assert round_.state == RoundState.OPEN
    assert round_.seconds_left == pytest.approx(seconds, abs=5)
