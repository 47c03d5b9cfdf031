"""The results page of a session: every round that was shown, with how it was counted."""

import pytest

from lcm.communities.models import Role
from lcm.db import db
from lcm.live import operations, queries
from lcm.live.outcome import run_offs
from tests.factories import make_community, make_person
from tests.live.counted_votes import reveal, reveal_tie
from tests.live.test_result_files import BALLOTS, vote_of

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def path(poll):
    return f"/m/{poll.meeting.slug}/results"


@pytest.fixture
def host(client, leader, poll):
    client.sign_in(leader)
    return client


@pytest.fixture
def member(client, poll):
    person = make_person("Noor")
    memberships = poll.meeting.community.memberships
    memberships.append(type(memberships[0])(person=person, role=Role.MEMBER))
    db.session.commit()
    client.sign_in(person)
    return client


def test_before_any_result_it_says_what_comes(host, path, round_):
    operations.close_round(round_)

    page = host.get(path, headers=ENGLISH)

    assert page.status_code == 200
    assert "No result yet" in page.text
    assert "Doel A" not in page.text


@pytest.mark.parametrize("kind", BALLOTS)
def test_every_kind_is_shown_with_its_method(host, path, poll, kind):
    round_ = reveal(vote_of(poll.meeting, kind), *BALLOTS[kind])

    page = host.get(path, headers=ENGLISH).text

    assert "6 votes." in page
    assert "How was this counted?" in page
    assert f"results/{round_.public_id}.csv" in page
    assert f"results/{round_.public_id}.xlsx" in page


def test_rounds_stand_beside_each_other_with_the_reason(host, path, poll):
    reveal(poll.rounds[0], *([["A", "B"]] * 6))
    again = operations.reset_round(poll.rounds[0], "Na het gesprek kiezen we opnieuw")
    reveal(again, *([["B", "A"]] * 6))

    page = host.get(path, headers=ENGLISH).text

    assert page.index("Round 2") < page.index("1 place up") < page.index("Round 1")
    assert "Na het gesprek kiezen we opnieuw" in page


def test_a_rehearsal_is_no_result(host, path, poll):
    poll.rounds[0].is_rehearsal = True
    reveal(poll.rounds[0], *([["A", "B"]] * 6))

    assert "No result yet" in host.get(path, headers=ENGLISH).text


def test_a_member_reads_it_and_steers_nothing(member, path, round_):
    reveal_tie(round_)

    page = member.get(path, headers=ENGLISH).text

    assert "Until it is settled all of them win." in page
    assert "Hold a run-off" not in page
    assert "Make rooms of these" not in page
    assert member.post(f"{path[:-7]}vote/{round_.poll.public_id}/run-off").status_code == 404


def test_a_tie_is_one_tap_from_its_run_off(host, path, round_):
    reveal_tie(round_)
    offered = host.get(path, headers=ENGLISH).text

    answer = host.post(f"{path[:-7]}vote/{round_.poll.public_id}/run-off", headers=ENGLISH)
    run_off = run_offs.run_off_of(round_, queries.result_of(round_)).poll

    assert "Hold a run-off between these only" in offered
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"vote?poll={run_off.public_id}")
    assert "Doel D" in host.get(answer.headers["Location"]).text


def test_a_settled_tie_says_who_was_chosen(host, path, round_):
    reveal_tie(round_)
    run_off = run_offs.add_run_off(round_)
    reveal(run_off.rounds[0], *([["D"]] * 5))

    page = host.get(path, headers=ENGLISH).text

    assert "A run-off decided." in page
    assert "Run-off: " in page or "Beslissende ronde: " in page


def test_without_a_tie_a_run_off_is_refused_in_words(host, path, poll):
    reveal(poll.rounds[0], *([["A", "B"]] * 6))

    answer = host.post(f"{path[:-7]}vote/{poll.public_id}/run-off", headers=ENGLISH)

    assert answer.status_code == 409


def test_the_winners_are_one_tap_from_their_rooms(host, path, poll):
    reveal(poll.rounds[0], *([["A", "B"]] * 6))

    page = host.get(path, headers=ENGLISH).text

    assert "Make rooms of these" in page
    assert f"/m/{poll.meeting.slug}/rooms/of-winners" in page


def test_strangers_and_visitors_see_nothing(client, path, poll):
    reveal(poll.rounds[0], *([["A", "B"]] * 6))
    asked = client.get(path)
    stranger = make_person()
    make_community(leader=stranger)
    client.sign_in(stranger)

    assert asked.status_code == 302
    assert client.get(path).status_code == 404
