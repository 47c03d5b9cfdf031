"""What does not add up in a vote is said to the host, calmly, and never without reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.clock import now
from lcm.db import db
from lcm.i18n import force_locale
from lcm.live import operations
from lcm.live.outcome.anomalies import Heads, anomalies
from lcm.live.push.station import the_station
from tests.ballots import cast, cast_on_paper
from tests.factories import make_place

counts = st.integers(0, 60)


@pytest.fixture
def english(app):
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (Heads(ballots=10, phones=10, people=8), "10 phones, 8 people here."),
        (Heads(ballots=7, papers=2, people=8), "7 phones, 2 on paper, 8 people here."),
        (Heads(ballots=0, papers=3, people=2), "3 on paper, 2 people here."),
        (Heads(ballots=31, phones=20, people=40), "31 votes, 20 phones here now."),
        (Heads(ballots=5, asked=4), "5 phones, 4 people asked."),
    ],
)
def test_more_votes_than_heads_is_said_in_numbers(english, heads, words):
    (sentence,) = anomalies(heads)

    assert sentence.startswith(words)


@given(counts, counts, counts, counts, counts)
def test_a_vote_that_adds_up_is_left_alone(ballots, papers, phones, people, asked):
    most = max(people, asked)
    adds_up = ballots + papers <= most or not most
    heads = Heads(ballots, papers, max(phones, ballots), people, asked)

    if adds_up:
        assert anomalies(heads) == []


@given(counts, counts)
def test_without_anybody_to_compare_with_nothing_is_odd(ballots, papers):
    assert anomalies(Heads(ballots, papers, phones=0)) == []
    assert anomalies(Heads(ballots, papers, phones=None)) == []


@pytest.fixture
def crowded(poll, round_):
    """Three votes by phone and one on paper in a room where two people said that they are here."""
    for name in ("Fatima", "Joost"):
        make_place(poll.meeting, name)
    cast(round_, [[], [], []])
    cast_on_paper(round_, [])
    db.session.commit()
    return poll


def pages(poll):
    slug = poll.meeting.slug
    return f"/m/{slug}/vote?poll={poll.public_id}", f"/m/{slug}/run"


def test_the_host_reads_it_on_the_vote_and_on_the_run_page(client, leader, crowded):
    client.sign_in(leader)

    for page in pages(crowded):
        words = client.get(page).get_data(as_text=True)
        assert "3 telefoons, 1 op papier, 2 aanwezigen." in words


def test_who_left_again_was_there_all_the_same(client, leader, crowded):
    client.sign_in(leader)
    for number in range(2):
        place = make_place(crowded.meeting, f"Later {number}")
        place.left_at = now()

    words = client.get(pages(crowded)[0]).get_data(as_text=True)

    assert "aanwezigen." not in words


def test_it_stands_under_how_this_was_counted(client, leader, crowded, round_):
    operations.close_round(round_)
    operations.reveal_round(round_)
    client.sign_in(leader)

    words = client.get(pages(crowded)[0]).get_data(as_text=True)

    counted = words.index("Hoe is dit geteld?")
    assert "3 telefoons, 1 op papier, 2 aanwezigen." in words[counted:]


def test_phones_that_left_are_told_as_long_as_the_vote_is_open(client, leader, crowded, live):
    client.sign_in(leader)
    the_station().phones.saw(live.code, b"k" * 16)

    words = client.get(pages(crowded)[0]).get_data(as_text=True)

    assert "3 stemmen, nu 1 telefoon erbij." in words


def test_no_phone_or_stage_reads_of_it(client, crowded, live):
    for path in (f"/j/{live.code}", f"/live/{live.code}/state"):
        assert "aanwezigen." not in client.get(path).get_data(as_text=True)
