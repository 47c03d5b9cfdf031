"""Open actions come back by themselves at the next session, and count how often they did."""

from datetime import timedelta

import pytest

from lcm import clock
from lcm.actions import operations
from lcm.actions.queries import carried_over, open_actions
from lcm.clock import now, today
from lcm.meetings.operations import close_meeting
from tests.actions.conftest import NOON
from tests.factories import make_action, make_community, make_meeting

pytestmark = pytest.mark.usefixtures("both_engines")


@pytest.fixture
def following(community, meeting):
    """The session after the one of this morning, in a month."""
    successor = make_meeting(community, starts_at=NOON + timedelta(days=30))
    successor.previous = meeting
    return successor


def texts(lines):
    return [line.item.text for line in lines]


def test_what_is_open_comes_back_the_most_postponed_first(make, following, fatima):
    make("Straks", owner=fatima, due_on=today() + timedelta(days=40))
    make("Eerst", owner=fatima, due_on=today() + timedelta(days=20))
    make("Vaak", owner=fatima, due_on=today() + timedelta(days=50)).postponed_count = 2
    dropped = make("Weg", owner=fatima)
    operations.drop(dropped, "Niet meer nodig")

    assert texts(carried_over(following).open) == ["Vaak", "Eerst", "Straks"]


def test_what_was_done_shows_once(make, community, following, fatima):
    done = make("Klaar", owner=fatima)
    last = make_meeting(community, starts_at=NOON + timedelta(days=60))
    last.previous = following
    with clock.set_to(NOON + timedelta(days=10)):
        operations.finish(done)
    with clock.set_to(following.ends_at + timedelta(minutes=5)):
        close_meeting(following)

    with clock.set_to(NOON + timedelta(days=61)):
        assert texts(carried_over(following).done) == ["Klaar"]
        assert texts(carried_over(last).done) == []
        assert carried_over(last).open == ()


def test_a_first_session_has_nothing_carried_over(make, meeting, fatima):
    make(owner=fatima)

    assert not carried_over(meeting)


def test_closing_the_next_session_counts_what_was_due_by_then_once(make, following, fatima):
    due = following.starts_local.date()
    by_then = make("Op tijd beloofd", owner=fatima, due_on=due)
    later = make("Later", owner=fatima, due_on=due + timedelta(days=1))
    done = make("Klaar", owner=fatima, due_on=due)
    operations.finish(done)
    own = make_action(following, "Nieuw", owner=fatima, due_on=due)

    with clock.set_to(following.ends_at):
        close_meeting(following)
        close_meeting(following)

    counts = [action.postponed_count for action in (by_then, later, done, own)]
    assert counts == [1, 0, 0, 0]


def test_closing_the_first_session_counts_nothing(make, meeting, fatima):
    action = make(owner=fatima, due_on=today() - timedelta(days=1))

    close_meeting(meeting)

    assert action.postponed_count == 0


def test_another_community_keeps_its_own(make, following, fatima):
    elsewhere = make_meeting(make_community(), starts_at=NOON - timedelta(days=5))
    foreign = make_action(elsewhere, "Van een ander", due_on=today())

    with clock.set_to(following.ends_at):
        close_meeting(following)

    assert foreign.postponed_count == 0
    assert "Van een ander" not in texts(open_actions(following.community))
    assert now() == NOON


def test_who_runs_the_next_session_and_members_see_it_and_visitors_do_not(
    client, make, following, fatima, sanne
):
    make("Folder maken", owner=fatima)
    public = f"/m/{following.slug}"
    assert "Folder maken" not in client.get(public).text

    client.sign_in(sanne)

    for path in (public, f"{public}/run", f"{public}/report", f"{public}/follow-up"):
        assert "Folder maken" in client.get(path).text
