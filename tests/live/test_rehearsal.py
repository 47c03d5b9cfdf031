"""A vote is tried with thirty made-up phones, and wiped without a trace."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.db import db, transaction
from lcm.live import operations, queries
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.choices import KINDS, BallotRule
from lcm.live.models import Ballot, PollRound, RoundState, Tally
from lcm.live.push.station import the_station
from lcm.live.refusals import AnotherRoundOpen, StepNotPossible
from lcm.live.rehearsing import made_up_phones, rehearsals
from lcm.live.rehearsing.made_up import made_up_choice

OPTIONS = ("debt", "housing", "language", "smoking", "sleep")
SENTENCES = ["Know each other by name.", "Start small, with one district."]


@pytest.fixture
def host(client, leader, poll):
    client.sign_in(leader)
    return client


@pytest.fixture
def steps(poll):
    return f"/m/{poll.meeting.slug}/vote/{poll.public_id}"


def wiped_and_stored():
    db.session.rollback()
    return [db.session.query(rows).count() for rows in (Ballot, Tally)]


def wait_for_phones(round_id):
    """Let the phones of a rehearsal vote at once, whatever those sent by the page do meanwhile."""
    return made_up_phones.run(the_station(), round_id, seconds=0)


def test_thirty_phones_vote_and_the_result_is_shown_and_wiped(host, poll, steps):
    assert host.post(f"{steps}/rehearse").status_code == 303
    round_ = queries.latest_round(poll)
    assert (round_.is_rehearsal, round_.state) == (True, RoundState.OPEN)
    wait_for_phones(round_.id)
    for step in ("close", "reveal"):
        assert host.post(f"{steps}/{step}").status_code == 303
    shown = queries.result_of(queries.latest_round(poll))
    assert shown is not None
    assert shown.winner_ids

    assert host.post(f"{steps}/wipe").status_code == 303

    assert wiped_and_stored() == [0, 0]
    assert [(one.number, one.state) for one in db.session.query(PollRound)] == [
        (1, RoundState.DRAFT)
    ]
    assert poll.secret is None
    assert host.post(f"{steps}/open").status_code == 303


def test_the_phones_change_their_minds_and_count_once_each(app, poll):
    with transaction():
        round_id = rehearsals.rehearse(poll).id
    db.session.rollback()

    taken = wait_for_phones(round_id)

    assert taken == made_up_phones.PHONES + made_up_phones.CHANGED_MINDS
    assert db.session.query(Ballot).filter_by(round_id=round_id).count() >= made_up_phones.PHONES


def test_a_rehearsal_never_is_the_result_of_the_meeting(host, poll, steps):
    host.post(f"{steps}/rehearse")
    wait_for_phones(queries.latest_round(poll).id)
    for step in ("close", "reveal"):
        host.post(f"{steps}/{step}")

    assert queries.winners(poll.meeting) == []
    report = host.get(f"/m/{poll.meeting.slug}/report").get_data(as_text=True)
    assert poll.question not in report


def test_wiping_twice_or_without_a_rehearsal_changes_nothing(host, poll, steps):
    host.post(f"{steps}/open")

    assert [host.post(f"{steps}/wipe").status_code for _ in range(2)] == [303, 303]

    db.session.rollback()
    assert queries.latest_round(poll).state == RoundState.OPEN
    assert poll.secret is not None


def test_a_wiped_rehearsal_takes_no_more_ballots(app, poll):
    with transaction():
        round_id = rehearsals.rehearse(poll).id
    with transaction():
        rehearsals.wipe(poll)

    assert wait_for_phones(round_id) == 0
    assert wiped_and_stored() == [0, 0]


def test_the_phones_of_a_wiped_rehearsal_were_never_there(host, poll, live, steps):
    host.post(f"{steps}/rehearse")
    wait_for_phones(queries.latest_round(poll).id)
    assert the_station().phones.count(live.code) >= made_up_phones.PHONES

    host.post(f"{steps}/close")
    host.post(f"{steps}/wipe")

    assert the_station().phones.count(live.code) == 0


def test_a_real_vote_is_no_rehearsal(app, poll, round_):
    with transaction(), pytest.raises(StepNotPossible):
        rehearsals.rehearse(poll)


def test_one_vote_at_a_time_also_in_a_rehearsal(app, poll):
    with transaction():
        rehearsals.rehearse(poll)

    with transaction(), pytest.raises(AnotherRoundOpen):
        operations.open_round(poll.rounds[0])


def test_phones_are_told_that_it_is_a_rehearsal(host, client, poll, live, steps):
    host.post(f"{steps}/rehearse")

    page = client.get(f"/j/{live.code}").get_data(as_text=True)

    assert "rehearsal" in page or "aan het oefenen" in page


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "questions"])
@given(seed=st.integers(0, 10_000), leaning=st.integers(0, 6))
def test_what_made_up_phones_choose_is_a_ballot(kind, seed, leaning):
    rule = BallotRule(kind, 3, OPTIONS)

    choice = made_up_choice(rule, leaning, SENTENCES, random.Random(seed))

    assert ballot_choice(rule, choice) == choice
