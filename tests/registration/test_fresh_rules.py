"""Once a meeting is held, its seats go by what is written now, not by what was read before."""

from datetime import date

import pytest
import sqlalchemy as sa

from lcm.db import db
from lcm.meetings.models import MeetingOver
from lcm.meetings.operations import cancel_meeting, hold
from lcm.people.queries import find_domain
from lcm.registration import operations, waiting_list
from lcm.registration.queries import ledger, seat_rules, seat_shares, waiting
from lcm.registration.seats import Share
from lcm.registration.sharing import Sharing, share_seats
from tests.registration.conftest import kinds, sign_up
from tests.registration.test_waiting_list import later, states, sweep

__all__ = ["later"]
RELEASED_ON = date(2026, 11, 25)


def elsewhere(*statements, **values):
    """Write in a connection of its own, as another server process does."""
    with db.engine.begin() as other:
        for statement in statements:
            other.execute(sa.text(statement), values)


@pytest.fixture
def shared(postgres_url, make):
    """A meeting on PostgreSQL, where others may write between reading and holding."""
    meeting = make(seats=5)
    medical = find_domain("medical").id
    share_seats(meeting, Sharing(RELEASED_ON, 24, 12, shares={medical: Share(1, 2)}))
    db.session.commit()
    return meeting


def test_what_another_process_changed_before_the_meeting_was_held_counts(shared):
    read_before = (seat_rules(shared), seat_shares(shared))
    elsewhere(
        "UPDATE seat_rules SET is_released = true, claim_hours = 3",
        "UPDATE seat_share SET maximum = 4",
    )

    meeting = hold(shared)

    share = next(iter(ledger(meeting).shares.values()))
    assert read_before
    assert (ledger(meeting).is_released, seat_rules(meeting).claim_hours) == (True, 3)
    assert share == Share(1, 4)


def test_what_one_organiser_chooses_is_written_whatever_another_wrote(shared):
    rules = seat_rules(shared)
    elsewhere("UPDATE seat_rules SET claim_hours = 3")

    share_seats(shared, Sharing(RELEASED_ON, 24, 12, shares={}))
    db.session.commit()

    found = db.session.scalar(sa.text("SELECT claim_hours FROM seat_rules"))
    assert (found, rules.claim_hours) == (24, 24)


def test_who_moved_domain_elsewhere_waits_with_the_new_one(shared):
    share_seats(shared, Sharing(None, 24, 12, shares={find_domain("medical").id: Share(0, 0)}))
    (anna,) = sign_up(shared, "Anna")
    db.session.commit()
    social = find_domain("social").id
    read_before = anna.domain.slug
    elsewhere("UPDATE registration SET domain_id = :social", social=social)

    waiting_list.fill_free_seats(hold(shared))

    assert read_before == "medical"
    assert (states([anna]), anna.domain_id) == (["offered"], social)


def test_who_cancelled_elsewhere_and_registers_again_starts_anew(shared):
    (anna,) = sign_up(shared, "Anna")
    db.session.commit()
    read_before = states([anna])
    elsewhere("UPDATE registration SET state = 'cancelled', removal_count = 1")

    sign_up(shared, "Anna")
    db.session.commit()

    assert read_before == states([anna]) == ["confirmed"]
    assert kinds(to="anna@example.org") == ["confirmed", "confirmed"]


def test_an_offer_in_a_cancelled_meeting_is_not_taken_and_does_not_lapse(make, later):
    meeting = make(seats=1)
    anna, bram = sign_up(meeting, "Anna", "Bram")
    operations.cancel(anna)
    cancel_meeting(meeting, "De zaal is afgebrand.")

    with pytest.raises(MeetingOver):
        waiting_list.claim(bram)
    with later(days=3):
        sweep()

    assert states([bram]) == ["offered"]
    assert "lapsed" not in kinds(to="bram@example.org")
    assert not waiting(meeting)
