"""The community remembers what it chose, vote by vote, and what became of it."""

from datetime import timedelta

import pytest

from lcm.actions import operations
from lcm.breakouts.models import BreakoutRound, Room
from lcm.clock import now, today
from lcm.db import db
from lcm.insight.progress import priority_history
from lcm.live.models import PollRound
from lcm.live.outcome.run_offs import add_run_off
from tests.factories import (
    make_action,
    make_community,
    make_meeting,
    make_person,
    make_revealed_vote,
)
from tests.live.counted_votes import reveal

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def leader(app):
    return make_person("Sanne de Wit")


@pytest.fixture
def community(leader):
    return make_community(leader=leader)


@pytest.fixture
def kick_off(community):
    return make_meeting(community, starts_at=now() - timedelta(days=60))


@pytest.fixture
def later(community):
    return make_meeting(community, starts_at=now() - timedelta(days=20))


def room_of(meeting, option):
    round_ = BreakoutRound(meeting=meeting, title="Deelgroepen", minutes=30, seed=1)
    room = Room(number=1, origin_kind="option", origin_id=option.id)
    round_.rooms.append(room)
    db.session.add(round_)
    db.session.flush()
    return room


def told(history):
    return [[line.priority.label for line in vote.priorities] for vote in history]


def test_every_vote_is_remembered_the_last_first(both_engines, community, kick_off, later):
    make_revealed_vote(kick_off, "Korte lijntjes", "Hulp op maat", "Taal", "Wonen")
    make_revealed_vote(later, "Armoede", "Taal", "Rust", "Wonen")

    history = priority_history(community)

    assert told(history) == [
        ["Armoede", "Taal", "Rust"],
        ["Korte lijntjes", "Hulp op maat", "Taal"],
    ]
    assert [vote.meeting for vote in history] == [later, kick_off]


def test_actions_are_counted_by_what_became_of_them(both_engines, community, kick_off):
    first, *_rest = make_revealed_vote(kick_off, "Korte lijntjes", "Hulp op maat", "Taal")
    room, owner = room_of(kick_off, first), make_person()
    done, busy, dropped, _left = (
        make_action(kick_off, owner=owner, due_on=today(), room=room) for _number in range(4)
    )
    operations.finish(done)
    operations.start(busy)
    operations.drop(dropped, "Het kan niet", by_name="Sanne")

    line = priority_history(community)[0].priorities[0]

    assert (line.done_count, line.busy_count, line.open_count, line.dropped_count) == (1, 1, 1, 1)
    assert line.all_count == 3


def test_a_vote_held_again_counts_by_its_last_result(both_engines, community, kick_off):
    make_revealed_vote(kick_off, "Korte lijntjes", "Hulp op maat", "Taal", "Wonen")
    poll = db.session.query(PollRound).one().poll
    again = PollRound(poll=poll, number=2)
    db.session.add(again)
    db.session.flush()
    reveal(again, *([["D", "A", "B"]] * 6))

    assert told(priority_history(community)) == [["Wonen", "Korte lijntjes", "Hulp op maat"]]


def test_a_run_off_settles_its_vote_and_is_none_of_its_own(both_engines, community, kick_off):
    make_revealed_vote(kick_off, "Korte lijntjes", "Hulp op maat", "Taal", "Wonen")
    round_ = db.session.query(PollRound).one()
    again = PollRound(poll=round_.poll, number=2)
    db.session.add(again)
    db.session.flush()
    reveal(again, *([["A", "B", "C"], ["A", "B", "D"]] * 3))
    run_off = add_run_off(again)
    reveal(run_off.rounds[0], *([["D"]] * 5))

    assert told(priority_history(community)) == [["Korte lijntjes", "Hulp op maat", "Wonen"]]


def test_the_community_page_tells_them_with_a_way_to_the_results(
    client, leader, community, kick_off, later
):
    make_revealed_vote(kick_off, "Korte lijntjes", "Hulp op maat", "Taal")
    make_revealed_vote(later, "Armoede", "Rust", "Wonen")
    client.sign_in(leader)

    page = client.get(f"/c/{community.slug}", headers=ENGLISH).text

    assert page.index("What became of our priorities?") < page.index("Armoede")
    assert page.index("1 earlier vote") < page.index("Korte lijntjes")
    assert f"/m/{later.slug}/results" in page
    assert "no actions yet" in page


def test_the_overview_tells_what_became_of_the_last_vote(client, leader, community, kick_off):
    first, *_rest = make_revealed_vote(kick_off, "Korte lijntjes", "Hulp op maat", "Taal", "Wonen")
    room, owner = room_of(kick_off, first), make_person()
    done, busy, _left = (
        make_action(kick_off, owner=owner, due_on=today(), room=room) for _number in range(3)
    )
    operations.finish(done)
    operations.start(busy)
    client.sign_in(leader)

    page = client.get("/", headers=ENGLISH).text

    assert page.index("Korte lijntjes") < page.index("1 done, 1 busy, 1 open")
    assert page.index("Hulp op maat") < page.index("no actions yet")
    assert "Wonen" not in page


def test_a_community_without_a_vote_says_nothing_of_priorities(client, leader, community):
    client.sign_in(leader)

    page = client.get(f"/c/{community.slug}", headers=ENGLISH).text

    assert "What became of our priorities?" not in page
